import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../src/read/docx/index.js';
import { docx, files, NAMESPACES, p, r, read, rows, tbl, tc, texts, tr } from './build.js';
import { zip } from './zip.js';

const run = (content: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${content}</w:r>`;

test('however Word cuts a paragraph up, it says the same', async () => {
  const wrappers: ((xml: string) => string)[] = [
    (xml) => xml,
    (xml) => `<w:ins w:id="1" w:author="x">${xml}</w:ins>`,
    (xml) => `<w:smartTag w:element="x">${xml}</w:smartTag>`,
    (xml) => `<w:sdt><w:sdtPr/><w:sdtContent>${xml}</w:sdtContent></w:sdt>`,
    (xml) => `<w:hyperlink w:anchor="x">${xml}</w:hyperlink>`,
    (xml) => `<w:proofErr w:type="spellStart"/>${xml}<w:bookmarkStart w:id="0" w:name="x"/>`,
    (xml) => `${xml}<w:del w:id="2" w:author="x"><w:r><w:delText>999</w:delText></w:r></w:del>`,
  ];
  const formats = ['', '<w:lang w:val="vi-VN"/>', '<w:color w:val="FF0000"/>', '<w:b/>', '<w:i/>'];
  const samples = [
    'Tổng số hồ sơ đã giải quyết đúng hạn 1.306 hồ sơ',
    'Kế hoạch số 14a/KH-UBND ngày 09/02/2021',
    '90,9%',
  ];
  const cuts = fc.array(fc.tuple(fc.nat({ max: 50 }), fc.constantFrom(...wrappers), fc.constantFrom(...formats)), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...samples), cuts, async (text, pieces) => {
      let from = 0;
      let xml = '';
      for (const [at, wrap, format] of [...pieces].sort(([a], [b]) => a - b)) {
        xml += wrap(r(text.slice(from, Math.max(from, at)), format));
        from = Math.max(from, at);
      }
      expect(await texts(p(xml + r(text.slice(from))))).toEqual([text]);
    }),
  );
});

test('a word out of which text was taken is one word to the judge, too', async () => {
  const deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>999</w:delText></w:r></w:del>';
  const parts = ['Kế hoạ', 'ch s', 'ố 14a/KH-UBN', 'D ngày 09/02/2021'];
  expect(await texts(p(parts.map((part) => r(part)).join(deleted)))).toEqual([parts.join('')]);
});

describe('characters that are elements', () => {
  test.each([
    ['<w:t>a</w:t><w:tab/><w:t>b</w:t>', 'a\tb'],
    ['<w:t>a</w:t><w:br/><w:t>b</w:t>', 'a\nb'],
    ['<w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t>', 'a\nb'],
    ['<w:t>a</w:t><w:cr/><w:t>b</w:t>', 'a\nb'],
    ['<w:t>15/KH</w:t><w:noBreakHyphen/><w:t>UBND</w:t>', '15/KH-UBND'],
    ['<w:t>a</w:t><w:lastRenderedPageBreak/><w:t>b</w:t>', 'ab'],
  ])('%s', async (content, expected) => {
    expect(await texts(p(`${run(content)}${r(' hành chính của xã')}`))).toEqual([`${expected} hành chính của xã`]);
  });

  test('the ư of a TCVN3 font is a soft hyphen element', async () => {
    const font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>';
    const body = p(
      run('<w:t>Ph</w:t><w:softHyphen/><w:t>¬ng h</w:t><w:softHyphen/><w:t>íng c¶i c¸ch hµnh chÝnh</w:t>', font),
    );
    expect(await texts(body)).toEqual(['Phương hướng cải cách hành chính']);
  });

  test('it is so too when Word splits the word over runs, or writes the letter as a symbol', async () => {
    const font = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>';
    const split =
      run('<w:t>Ph</w:t>', `${font}<w:lang w:val="vi"/>`) +
      run('<w:softHyphen/>', font) +
      run('<w:t>¬ng ¸n</w:t>', font);
    const symbol =
      run('<w:t>Ph</w:t>', font) +
      run('<w:sym w:font=".VnTime" w:char="F0AD"/>', font) +
      run('<w:t>¬ng ¸n</w:t>', font);
    expect(await texts(p(split) + p(symbol))).toEqual(['Phương án', 'Phương án']);
  });

  test('a soft hyphen in a Unicode font is not seen', async () => {
    expect(await texts(p(run('<w:t>hành chí</w:t><w:softHyphen/><w:t>nh của xã</w:t>')))).toEqual([
      'hành chính của xã',
    ]);
  });

  test('tick boxes are data: symbols, and form fields without any text', async () => {
    const box = (ticked: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/>${ticked}</w:checkBox></w:ffData></w:fldChar></w:r>` +
      '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';
    const table = tbl([
      tr([tc('Đạt'), tc(p(run('<w:sym w:font="Wingdings" w:char="F0FE"/>')))]),
      tr([tc('Đạt'), tc(p(run('<w:sym w:font="Wingdings" w:char="00A8"/>')))]),
      tr([tc('Đạt'), tc(p(box('<w:checked/>')))]),
      tr([tc('Đạt'), tc(p(box('')))]),
    ]);
    expect(await rows(table)).toEqual(['Đạt | ☑', 'Đạt | ☐', 'Đạt | ☑', 'Đạt | ☐']);
  });

  test('a picture at the place of a digit is no digit', async () => {
    const picture = '<w:r><w:sym w:font="Webdings" w:char="0031"/></w:r>';
    const [text] = await texts(p(r('Kết quả thực hiện của xã ') + picture));
    expect(text).not.toContain('1');
  });

  test('the chosen entry of a drop-down form field', async () => {
    const list = (chosen: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>${chosen}<w:listEntry w:val="Không"/><w:listEntry w:val="Có"/></w:ddList></w:ffData></w:fldChar></w:r>` +
      '<w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';
    expect(await texts(p(list('<w:result w:val="1"/>')) + p(list('')))).toEqual(['Có', 'Không']);
  });

  test('spaces at the ends of w:t are seen only when the file says so', async () => {
    const kept = '<w:r><w:t xml:space="preserve">12 </w:t></w:r>';
    const dropped = '<w:r><w:t>\n  12 </w:t></w:r>';
    expect(await texts(p(`${kept}${r('người')}`) + p(`${dropped}${r('người')}`))).toEqual(['12 người', '12người']);
  });
});

describe('marks beside numbers', () => {
  const UP = '<w:vertAlign w:val="superscript"/>';
  test.each([
    [r('306') + r('2', UP), '306 ²'],
    [r('306') + r('(*)', UP), '306 (*)'],
    [r('1', UP) + r('306'), '¹ 306'],
    [r('m') + r('2', UP), 'm²'],
    [r('CO') + r('2', '<w:vertAlign w:val="subscript"/>'), 'CO₂'],
    [r('306') + r('2', '<w:position w:val="10"/>'), '306 ²'],
    [r('30') + r('6', '<w:position w:val="2"/>'), '306'],
    [r('306', UP), '306'],
    [r('306') + run('<w:footnoteReference w:id="3"/>', UP), '306 ¹'],
    [r('306') + run('<w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>2</w:t>', UP), '306 ²'],
    [r('90,9') + run('<w:endnoteReference w:id="7"/>', UP) + r('%'), '90,9 i%'],
  ])('%s', async (content, expected) => {
    expect(await rows(tbl([tr([tc('Số hồ sơ'), tc(p(content))])]))).toEqual([`Số hồ sơ | ${expected}`]);
  });

  test('a raised paragraph below a number in one cell is a mark as well', async () => {
    const [text] = await rows(tbl([tr([tc(p('306') + p(r('2', UP)))])]));
    expect(text).toBe('306\n²');
  });

  test('numerator and denominator of a formula do not run together', async () => {
    const fraction =
      '<m:oMath><m:f><m:num><m:r><m:t>478</m:t></m:r></m:num><m:den><m:r><m:t>479</m:t></m:r></m:den></m:f></m:oMath>';
    expect(await texts(p(r('Tỷ lệ ') + fraction))).toEqual(['Tỷ lệ 478/479']);
  });
});

describe('fields', () => {
  const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>';
  const separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>';
  const end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>';
  const instruction = (text: string): string => `<w:r><w:instrText>${text}</w:instrText></w:r>`;

  test('the result is read, the instruction is not', async () => {
    const field = begin + instruction(' =SUM(ABOVE) ') + separate + r('478') + end;
    expect(await texts(p(r('Cộng: ') + field))).toEqual(['Cộng: 478']);
    expect(await texts(p(`<w:fldSimple w:instr="=SUM(ABOVE)">${r('478')}</w:fldSimple>`))).toEqual(['478']);
    expect(await texts(p(`<w:hyperlink r:id="x">${r('cổng dịch vụ')}</w:hyperlink>`))).toEqual(['cổng dịch vụ']);
  });

  test('a result in the instruction of another field is not read twice', async () => {
    const inner = begin + instruction(' MERGEFIELD so ') + separate + r('1') + end;
    const outer = begin + instruction(' IF ') + inner + instruction(' = 1 "có" ') + separate + r('có') + end;
    expect(await texts(p(outer + r(' hồ sơ')))).toEqual(['có hồ sơ']);
  });

  test('a field over several paragraphs', async () => {
    const body = p(begin + instruction('TOC') + separate + r('Mục một')) + p(r('Mục hai') + end) + p('Sau');
    expect(await texts(body)).toEqual(['Mục một', 'Mục hai', 'Sau']);
  });

  test('the instruction of a field in hidden runs is not read either', async () => {
    const hide = (xml: string): string => xml.replace('<w:r>', '<w:r><w:rPr><w:vanish/></w:rPr>');
    const field = hide(begin) + hide(instruction(' IF ')) + r('nháp') + hide(separate) + r('306') + hide(end);
    expect(await texts(p(field + r(' hồ sơ')))).toEqual(['306 hồ sơ']);
  });

  test('a broken field loses no text', async () => {
    expect(await texts(p(begin + instruction('IF') + r('479')) + p('sau'))).toEqual(['479', 'sau']);
    expect(await texts(p(end + separate + r('479') + end))).toEqual(['479']);
    expect(await rows(tbl([tr([tc(p(begin + instruction('IF'))), tc('479')])]))).toEqual([' | 479']);
  });

  test('a broken page number loses no text either', async () => {
    const open = begin + instruction(' PAGE ') + separate;
    expect(await texts(p(open + r('479')) + p('sau'))).toEqual(['479', 'sau']);
  });

  test('fields that never end do not pile up', async () => {
    const layout = await read(p(begin.repeat(10_000) + r('479')) + p(r('306')));
    expect(layout.blocks).toMatchObject([{ text: '479' }, { text: '306' }]);
  });

  test('page numbers are of a layout the file does not have', async () => {
    const page = begin + instruction(' PAGE \\* MERGEFORMAT ') + separate + r('7') + end;
    expect(
      await texts(p(page) + p(r('Trang ') + page) + p(`<w:fldSimple w:instr=" NUMPAGES ">${r('9')}</w:fldSimple>`)),
    ).toEqual(['Trang']);
  });

  test('a number that Word draws and does not store is reported', async () => {
    const layout = await read(p(begin + instruction(' AUTONUM ') + end + r('Điều khoản')));
    expect(layout.pages[0]?.reasons).toEqual(['field-without-result: AUTONUM']);
  });
});

describe('formats', () => {
  const styles =
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>' +
    '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:b/><w:caps/></w:rPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="Title"><w:basedOn w:val="Base"/><w:rPr><w:sz w:val="32"/></w:rPr></w:style>' +
    '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="Old"><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop2"/></w:style>' +
    '<w:style w:type="paragraph" w:styleId="Loop2"><w:basedOn w:val="Loop"/><w:rPr><w:b/></w:rPr></w:style>';
  const block = async (body: string) => (await read(body, { styles })).blocks[0];

  test('size and weight come down the chain of styles', async () => {
    expect(await block(p('Báo cáo'))).toMatchObject({ text: 'Báo cáo', size: 14, bold: false });
    expect(await block(p('Báo cáo', '<w:pStyle w:val="Title"/>'))).toMatchObject({
      text: 'BÁO CÁO',
      size: 16,
      bold: true,
    });
    expect(await block(p(r('Báo cáo', '<w:rStyle w:val="Strong"/>')))).toMatchObject({ bold: true });
    expect(await block(p('Báo cáo', '<w:pStyle w:val="Loop"/>'))).toMatchObject({ bold: true });
  });

  test('sizes as the strict format writes them', async () => {
    expect(await block(p(r('Báo cáo', '<w:sz w:val="13pt"/>')))).toMatchObject({ size: 13 });
    expect(await block(p(r('Báo cáo', '<w:sz w:val="0.5in"/>')))).toMatchObject({ size: 36 });
  });

  test('two styles that both set a toggle undo it; the run itself has the last word', async () => {
    const title = '<w:pStyle w:val="Title"/>';
    expect(await block(p(r('Báo cáo', '<w:rStyle w:val="Strong"/>'), title))).toMatchObject({ bold: false });
    expect(await block(p(r('Báo cáo', '<w:b w:val="0"/><w:caps w:val="false"/>'), title))).toMatchObject({
      text: 'Báo cáo',
      bold: false,
    });
  });

  test('a paragraph is bold when all its text is', async () => {
    expect(await block(p(r('Báo', '<w:b/>') + r(' cáo')))).toMatchObject({ bold: false });
    expect(await block(p(r('Báo', '<w:b/>') + r('  ') + r('cáo', '<w:b/><w:i/>')))).toMatchObject({ bold: true });
  });

  test('a legacy font set by a style reaches the judge', async () => {
    expect(await block(p('Céng hßa x· héi chñ nghÜa', '<w:pStyle w:val="Old"/>'))).toMatchObject({
      text: 'Cộng hòa xã hội chủ nghĩa',
    });
  });

  test('the font of a word is the one that draws its letters beyond ASCII', async () => {
    const mixed = '<w:rFonts w:ascii="Times New Roman" w:hAnsi=".VnTime"/>';
    expect(await block(p(r('Céng hßa x· héi chñ nghÜa', mixed)))).toMatchObject({ text: 'Cộng hòa xã hội chủ nghĩa' });
    const complex = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs=".VnTime"/><w:cs/>';
    expect(await block(p(r('Céng hßa x· héi chñ nghÜa', complex)))).toMatchObject({
      text: 'Cộng hòa xã hội chủ nghĩa',
    });
  });

  test('capitals are drawn after the text is repaired', async () => {
    const body = p(r('Céng hßa x· héi chñ nghÜa ViÖt Nam', '<w:caps/>'), '<w:pStyle w:val="Old"/>');
    expect(await block(body)).toMatchObject({ text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM' });
    expect(await block(p(r('Điều một', '<w:smallCaps/>')))).toMatchObject({ text: 'ĐIỀU MỘT' });
  });

  test('fonts of the theme', async () => {
    const theme =
      '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>' +
      '<a:majorFont><a:latin typeface="Cambria"/></a:majorFont><a:minorFont><a:latin typeface=".VnTime"/></a:minorFont>' +
      '</a:fontScheme></a:themeElements></a:theme>';
    const body = p(r('Céng hßa x· héi chñ nghÜa', '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'));
    const layout = await read(body, { theme });
    expect(layout.blocks[0]).toMatchObject({ text: 'Cộng hòa xã hội chủ nghĩa' });
    expect(layout.pages[0]?.fonts.map((font) => font.name)).toEqual(['.VnTime']);
  });

  test('hidden text is left out, and said', async () => {
    const layout = await read(p(r('306') + r('999', '<w:vanish/>') + r(' hồ sơ')));
    expect(layout.blocks[0]).toMatchObject({ text: '306 hồ sơ' });
    expect(layout.pages[0]?.reasons).toEqual(['hidden-text-left-out']);
  });

  test('the document is one reading without page or box', async () => {
    const layout = await read(p('Ủy ban nhân dân xã'));
    expect(layout.pages).toMatchObject([
      { page: null, width: null, height: null, origin: 'docx', readable: true, reasons: [], repairs: [] },
    ]);
    expect(layout.blocks).toEqual([
      { kind: 'text', text: 'Ủy ban nhân dân xã', place: { page: null, box: null }, bold: false, size: null },
    ]);
  });

  test('repairs are counted over the document', async () => {
    const layout = await read(p('Ủy ban nhân dân xã, phƣơng hƣớng') + tbl([tr([tc('ngƣời'), tc('09')])]));
    expect(layout.blocks[0]).toMatchObject({ text: 'Ủy ban nhân dân xã, phương hướng' });
    expect(layout.pages[0]?.repairs).toEqual([{ from: 'ƣ', to: 'ư', count: 3, class: 'gha' }]);
  });

  test('a document whose text cannot be trusted has no text', async () => {
    const garbage = '7K{QJ WLQ Fѫ EҧQ YӅ GӵiQ ÿҫX Wѭ [k\\ GӵQJ '.repeat(8);
    const layout = await read(p(garbage) + tbl([tr([tc(garbage), tc('306')])]));
    expect(layout.pages[0]?.readable).toBe(false);
    expect(layout.blocks).toEqual([]);
  });
});

describe('text boxes and alternatives', () => {
  const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
  const choice = `<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>${box('trong khung')}</wps:txbx></wps:wsp></w:drawing></mc:Choice>`;
  const fallback = `<mc:Fallback><w:pict><v:shape><v:textbox>${box('trong khung')}</v:textbox></v:shape></w:pict></mc:Fallback>`;

  test('a text box written twice is read once, after its paragraph', async () => {
    const body = p(
      `${r('Trước')}<w:r><mc:AlternateContent>${choice}${fallback}</mc:AlternateContent></w:r>${r(' tiếp')}`,
    );
    expect(await texts(body + p('Sau'))).toEqual(['Trước tiếp', 'trong khung', 'Sau']);
  });

  test('the fallback is read where the choice shows nothing', async () => {
    const body = p(
      `<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice>${fallback}</mc:AlternateContent></w:r>`,
    );
    expect(await texts(body)).toEqual(['trong khung']);
  });

  test('alternatives of text right after text of the same format', async () => {
    const body = p(
      `<w:r><w:t>30</w:t><mc:AlternateContent><mc:Choice Requires="x"><w:t>6</w:t></mc:Choice><mc:Fallback><w:t>6</w:t></mc:Fallback></mc:AlternateContent></w:r>`,
    );
    expect(await texts(body)).toEqual(['306']);
  });

  test('alternatives between paragraphs', async () => {
    const body = `<mc:AlternateContent><mc:Choice Requires="x">${p('một')}</mc:Choice><mc:Fallback>${p('hai')}</mc:Fallback></mc:AlternateContent>`;
    expect(await texts(body)).toEqual(['một']);
  });

  test('a table in a text box', async () => {
    const content = `<w:r><w:pict><v:textbox><w:txbxContent>${tbl([tr([tc('1'), tc('2')])])}</w:txbxContent></v:textbox></w:pict></w:r>`;
    expect(await texts(p(r('Khung') + content))).toEqual(['Khung', '1 | 2']);
  });

  test('drawn words of a title', async () => {
    expect(await texts(p('<w:r><w:pict><v:shape><v:textpath string="BÁO CÁO"/></v:shape></w:pict></w:r>'))).toEqual([
      'BÁO CÁO',
    ]);
  });
});

describe('what is not read', () => {
  test('other documents inside this one are said to be there', async () => {
    for (const body of [
      '<w:altChunk r:id="x"/>',
      p('<w:subDoc r:id="x"/>'),
      p('<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12"/></w:object></w:r>'),
    ]) {
      const layout = await read(p('Báo cáo') + body);
      expect(layout.pages[0]?.reasons).toEqual(['embedded-document-not-read']);
    }
  });

  test('a part that is promised and missing is said to be', async () => {
    const made = files(p('Báo cáo'), { numbering: '' });
    made.delete('word/numbering.xml');
    const layout = await readDocx(zip(made));
    expect(layout.pages[0]?.reasons).toEqual(['part-missing: numbering']);
  });

  test.each(['../word/styles.xml', '/word/styles.xml', './styles.xml', 'Styles.XML'])(
    'a part is found at %s',
    async (target) => {
      const made = files(p('Báo cáo'), {
        styles: '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="30"/></w:rPr></w:rPrDefault></w:docDefaults>',
      });
      const list = 'word/_rels/document.xml.rels';
      made.set(list, (made.get(list) ?? '').replace('"styles.xml"', `"${target}"`));
      expect((await readDocx(zip(made))).blocks).toMatchObject([{ size: 15 }]);
    },
  );

  test('relationships to other places are not followed', async () => {
    const made = files(p('Báo cáo'));
    made.set(
      'word/_rels/document.xml.rels',
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" TargetMode="External" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="http://127.0.0.1:9/styles.xml"/></Relationships>',
    );
    expect((await readDocx(zip(made))).pages[0]?.reasons).toEqual([]);
  });
});

test('UTF-16 parts', async () => {
  const made = files('');
  const xml = `\ufeff<?xml version="1.0" encoding="UTF-16"?><w:document ${NAMESPACES}><w:body>${p('Ủy ban')}</w:body></w:document>`;
  const little = Buffer.from(xml, 'utf16le');
  for (const bytes of [little, Buffer.from(little).swap16()]) {
    const layout = await readDocx(zip(new Map<string, string | Uint8Array>([...made, ['word/document.xml', bytes]])));
    expect(layout.blocks).toMatchObject([{ text: 'Ủy ban' }]);
  }
});

test('the bytes handed in are left as they were', async () => {
  const bytes = new Uint8Array(docx(p('x')));
  const before = Buffer.from(bytes);
  await readDocx(bytes);
  expect(Buffer.compare(before, bytes)).toBe(0);
});
