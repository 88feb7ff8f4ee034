import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DocumentError } from '../../../src/model/errors.js';
import { readDocx } from '../../../src/read/docx/index.js';
import { MAX_COLUMNS, MAX_ENTRIES, MAX_INFLATED_BYTES, MAX_XML_DEPTH } from '../../../src/read/docx/limits.js';
import { docx, files, NAMESPACES, p, r, read, tablesOf, tbl, tc, tr } from './build.js';
import { zip } from './zip.js';

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await readDocx(bytes).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DocumentError);
  return error instanceof DocumentError ? `${error.code} ${error.detail}` : '';
}

function withDocument(xml: string | Uint8Array): Buffer {
  return zip(new Map<string, string | Uint8Array>([...files(''), ['word/document.xml', xml]]));
}

describe('not a document', () => {
  const ole2 = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  test.each<[string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(), 'EMPTY no-bytes'],
    ['text', Buffer.from('BÁO CÁO'), 'CORRUPT not-a-zip'],
    ['an old .doc', Buffer.concat([ole2, Buffer.alloc(600)]), 'UNSUPPORTED ole2'],
    [
      'an encrypted DOCX',
      Buffer.concat([ole2, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      'ENCRYPTED office-password',
    ],
    ['a zip of something else', zip([['a.txt', 'x']]), 'CORRUPT no-main-part'],
    ['an empty zip', zip([]), 'CORRUPT no-main-part'],
    ['a zip with a password', zip(files(p('x')), { flags: 1 }), 'ENCRYPTED zip-password'],
    [
      'a workbook',
      withDocument('<x:workbook xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'),
      'UNSUPPORTED not-word-processing',
    ],
  ])('%s', async (_, bytes, expected) => {
    expect(await refusal(bytes)).toBe(expected);
  });

  test('a main part that is promised and missing', async () => {
    const made = files(p('x'));
    made.delete('word/document.xml');
    expect(await refusal(zip(made))).toBe('CORRUPT part-missing: word/document.xml');
  });

  test('two parts of one name', async () => {
    const [first] = [...files(p('một'))].filter(([name]) => name === 'word/document.xml');
    expect(await refusal(zip([...files(p('hai')), ['Word/Document.xml', first?.[1] ?? '']]))).toBe(
      'CORRUPT part-twice',
    );
  });
});

describe('damaged XML', () => {
  const open = `<w:document ${NAMESPACES}><w:body>`;
  test.each<[string, string | Uint8Array, string]>([
    ['cut off', `${open}<w:p>`, 'CORRUPT xml-ends-early'],
    ['cut off after the body', `${open}</w:body>`, 'CORRUPT xml-ends-early'],
    ['wrongly nested', `${open}<w:p></w:body></w:document>`, 'CORRUPT xml-not-well-formed'],
    ['something behind it', `${open}</w:body></w:document><x/>`, 'CORRUPT xml-not-well-formed'],
    ['an unknown prefix', `${open}<zz:p/></w:body></w:document>`, 'CORRUPT xml-not-well-formed'],
    ['nothing at all', '', 'CORRUPT xml-ends-early'],
    ['not UTF-8', Buffer.from(`${open}<w:p>\xff</w:p></w:body></w:document>`, 'latin1'), 'CORRUPT xml-encoding'],
    ['a document type', `<!DOCTYPE x [<!ENTITY a "ha">]>${open}</w:body></w:document>`, 'CORRUPT xml-document-type'],
    ['an entity', `${open}<w:p>&a;</w:p></w:body></w:document>`, 'CORRUPT xml-not-well-formed'],
  ])('%s', async (_, xml, expected) => {
    expect(await refusal(withDocument(xml))).toBe(expected);
  });
});

describe('bombs', () => {
  test('too many files', async () => {
    const many = Array.from({ length: MAX_ENTRIES + 1 }, (_, i): [string, string] => [`a${i}`, '']);
    expect(await refusal(zip([...files(p('x')), ...many]))).toBe('TOO_LARGE too-many-entries');
  });

  test('a part that says it is too large is not inflated', async () => {
    expect(await refusal(zip(files(p('x')), { declaredSize: MAX_INFLATED_BYTES + 1 }))).toBe('TOO_LARGE inflated-size');
  });

  test('a part that says it is smaller than it is', async () => {
    expect(await refusal(zip(files(p('x'.repeat(100_000))), { declaredSize: 100 }))).toBe('CORRUPT part-damaged');
  });

  test('elements nested too deep', async () => {
    const deep = '<w:smartTag>'.repeat(MAX_XML_DEPTH);
    expect(await refusal(docx(`<w:p>${deep}${deep.replaceAll('<', '</')}</w:p>`))).toBe('TOO_LARGE xml-too-deep');
  });

  test('properties without end', async () => {
    expect(await refusal(docx(p('x', '<w:x/>'.repeat(20_000))))).toBe('TOO_LARGE too-many-properties');
  });

  test('empty rows without end', async () => {
    expect(await refusal(docx(tbl(['<w:tr/>'.repeat(1_500_000)])))).toBe('TOO_LARGE too-many-pieces');
  });

  test('a table wider and longer than any', async () => {
    const wide = tr([tc('x', `<w:gridSpan w:val="${MAX_COLUMNS}"/>`)]);
    expect(await refusal(docx(tbl([wide, '<w:tr/>'.repeat(20_000)])))).toBe('TOO_LARGE table-too-large');
  });

  test('numbers beyond sense cost nothing', async () => {
    const layout = await read(
      tbl([
        tr(
          [tc('một', '<w:gridSpan w:val="999999999"/>'), tc('hai', '<w:gridSpan w:val="-3"/>')],
          '<w:gridBefore w:val="999999999"/>',
        ),
        tr([tc('ba', '<w:gridSpan w:val="x"/>'), tc('bốn', '<w:tcW w:w="1e9" w:type="dxa"/>')]),
      ]),
    );
    const [table] = tablesOf(layout);
    expect(table?.cols).toBeLessThanOrEqual(MAX_COLUMNS);
    expect(table?.cells.map((cell) => cell.text).filter((text) => text !== '')).toEqual(['một', 'hai', 'ba', 'bốn']);
  });
});

describe('damaged bytes', () => {
  const sound = docx(
    p('Báo cáo') +
      tbl([tr([tc('1'), tc('Số hồ sơ', '<w:gridSpan w:val="2"/>')]), tr([tc('2'), tc(p(r('306'))), tc('x')])]),
    { styles: '<w:style w:styleId="a"/>', numbering: '<w:num w:numId="1"/>' },
  );
  const stored = zip(files(p('Số hồ sơ: 306')), { deflate: false });

  test('cut anywhere, the file is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: sound.length - 1 }), async (length) => {
        await refusal(sound.subarray(0, length));
      }),
    );
  });

  test('with any bit flipped, it is refused or read as it was', async () => {
    for (const bytes of [sound, stored]) {
      const whole = JSON.stringify((await readDocx(bytes)).blocks);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), async (bit) => {
          const flipped = Buffer.from(bytes);
          flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          try {
            expect(JSON.stringify((await readDocx(flipped)).blocks)).toBe(whole);
          } catch (error) {
            if (!(error instanceof DocumentError)) throw error;
          }
        }),
        { numRuns: 300 },
      );
    }
  });

  test('random bytes are refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (noise) => {
        await refusal(noise);
        await refusal(Buffer.concat([sound.subarray(0, 60), noise]));
      }),
    );
  });

  test('random elements are read or refused', async () => {
    const names = [
      'w:p',
      'w:r',
      'w:t',
      'w:tbl',
      'w:tr',
      'w:tc',
      'w:sdt',
      'w:sdtContent',
      'w:pPr',
      'w:tcPr',
      'w:gridSpan',
      'w:vMerge',
      'w:fldChar',
      'w:ins',
      'w:del',
      'w:txbxContent',
      'mc:AlternateContent',
      'mc:Choice',
    ];
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 8 },
        fc.constantFrom('', 'chữ', '306'),
        fc
          .tuple(
            fc.constantFrom(...names),
            fc.constantFrom('', ' w:val="2"', ' w:val="restart"', ' w:fldCharType="begin"'),
            fc.array(tie('tree'), { maxLength: 4 }),
          )
          .map(([name, attribute, children]) => `<${name}${attribute}>${children.join('')}</${name}>`),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(tree, async (xml) => {
        for (const table of tablesOf(await read(String(xml)))) {
          const covered = table.cells.reduce((sum, cell) => sum + cell.rowspan * cell.colspan, 0);
          expect(covered).toBe(table.rows * table.cols);
        }
      }),
    );
  });
});
