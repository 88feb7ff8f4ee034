import { describe, expect, it } from 'vitest';
import { DocumentError } from '../../../src/model/errors.js';
import { readPdf } from '../../../src/read/pdf/index.js';
import { drawnPdf, extra, rawPdf, stream } from './make.js';

const SENTENCE = 'Tiếp nhận và giải quyết thủ tục hành chính: 479 hồ sơ.';

const FIGURE = { content: 'BT /F1 10 Tf 20 200 Td (479) Tj ET' };

function sentences(document: PDFKit.PDFDocument): void {
  for (let line = 0; line < 12; line++) document.text(SENTENCE, 50, 50 + 20 * line, { lineBreak: false });
}

/** The document with a cross-reference table, of which `change` may spoil the offsets. */
function withCrossReferences(bytes: Uint8Array, change: (offsets: Map<number, number>) => void): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  const offsets = new Map([...text.matchAll(/^(\d+) 0 obj/gm)].map((match) => [Number(match[1]), match.index]));
  change(offsets);
  const entries = [...offsets].map(([object, at]) => `${object} 1\n${String(at).padStart(10, '0')} 00000 n \n`);
  const [body = ''] = text.split('trailer');
  const trailer = 'trailer << /Size 200 /Root 1 0 R >>';
  return Buffer.from(
    `${body}xref\n0 1\n0000000000 65535 f \n${entries.join('')}${trailer}\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}

/** A document's guard against rejections goes a turn after it is closed. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

async function refusal(bytes: Uint8Array, options = {}): Promise<DocumentError> {
  const error = await readPdf(bytes, options).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DocumentError);
  return error as DocumentError;
}

describe('a document', () => {
  it('is read page by page, and its bytes stay the caller’s', async () => {
    const bytes = await drawnPdf((document) => {
      sentences(document);
      document.addPage({ size: 'A4', layout: 'landscape', margin: 0 });
      sentences(document);
    });
    const copy = bytes.slice();
    const done: string[] = [];
    const { pages } = await readPdf(bytes, { onPage: (n, of) => done.push(`${n}/${of}`) });
    expect(bytes).toEqual(copy);
    expect(done).toEqual(['1/2', '2/2']);
    expect(pages.map((page) => [page.page, Math.round(page.width), page.origin, page.readable])).toEqual([
      [1, 595, 'text', true],
      [2, 842, 'text', true],
    ]);
    for (const page of pages) {
      expect(page.words.map((word) => word.text).join(' ')).toBe(Array(12).fill(SENTENCE).join(' '));
      expect(page.fonts.map((font) => [font.name, font.verdict])).toEqual([['Tinos-Regular', 'clean']]);
      expect(page.repairs).toEqual([]);
    }
  });

  it('may be a Buffer', async () => {
    const { pages } = await readPdf(Buffer.from(await drawnPdf(sentences)));
    expect(pages[0]?.readable).toBe(true);
  });

  it('has its text repaired, and says what was changed', async () => {
    const { pages } = await readPdf(
      await drawnPdf((document) => {
        sentences(document);
        document.text(SENTENCE.normalize('NFD'), 50, 400, { features: [] });
      }),
    );
    expect(pages[0]?.words.map((word) => word.text).join(' ')).toBe(Array(13).fill(SENTENCE).join(' '));
    expect(pages[0]?.repairs.find((repair) => repair.to === 'ủ')).toMatchObject({ class: 'nfc', count: 1 });
    expect(pages[0]?.fonts[0]?.verdict).toBe('repairable');
  });

  it('that needs a password is refused, one with an owner’s password only is read', async () => {
    const locked = await drawnPdf(sentences, { userPassword: 'kin' });
    expect((await refusal(locked)).code).toBe('ENCRYPTED');
    const owned = await drawnPdf(sentences, { ownerPassword: 'chu', permissions: { copying: false } });
    expect((await readPdf(owned)).pages[0]?.words).not.toEqual([]);
  });

  it('that is none is refused', async () => {
    const whole = await drawnPdf(sentences);
    expect((await refusal(whole.slice(0, whole.length / 2))).code).toBe('CORRUPT');
    expect((await refusal(new Uint8Array(0))).code).toBe('CORRUPT');
    expect((await refusal(new TextEncoder().encode('<html><body>404</body></html>'))).code).toBe('CORRUPT');
  });

  it('of too many pages is refused', async () => {
    const bytes = rawPdf([FIGURE, FIGURE, FIGURE]);
    expect(await refusal(bytes, { maxPages: 2 })).toMatchObject({ code: 'TOO_LARGE' });
    expect((await readPdf(bytes, { maxPages: 3 })).pages).toHaveLength(3);
  });

  it('keeps the place of a page that cannot be read, and reads the rest', async () => {
    const endless = { content: `BT /F1 10 Tf 20 200 Td (${'1'.repeat(200_001)}) Tj ET` };
    const { pages } = await readPdf(rawPdf([FIGURE, endless, FIGURE]));
    expect(pages.map((page) => [page.page, page.readable, page.words.length, page.reasons])).toEqual([
      [1, true, 1, []],
      [2, false, 0, ['page-too-large']],
      [3, true, 1, []],
    ]);
  });

  it('whose tree of pages is damaged is read up to there, and says so', async () => {
    const { pages } = await readPdf(rawPdf([FIGURE, { content: '', broken: true }, FIGURE]));
    expect(pages.map((page) => [page.page, page.readable, page.words.length, page.reasons])).toEqual([
      [1, true, 1, []],
      [2, false, 0, ['page-damaged', 'later-pages-may-be-missing']],
    ]);
  });

  it('of which no page opens is refused, also where pdfjs pretends that an empty one does', async () => {
    const broken = { content: '', broken: true };
    expect((await refusal(rawPdf([broken]))).code).toBe('CORRUPT');
    expect((await refusal(rawPdf([broken, FIGURE]))).code).toBe('CORRUPT');
    expect((await refusal(rawPdf([{ content: 'q Q' }]))).code).toBe('CORRUPT');
  });

  it('with wrong entries for pages leaves no rejection behind', async () => {
    const bytes = withCrossReferences(rawPdf([FIGURE, FIGURE, FIGURE]), (offsets) => offsets.set(10, 20).set(12, 20));
    const escaped: unknown[] = [];
    await nextTurn();
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    const note = (reason: unknown) => escaped.push(reason);
    process.on('uncaughtException', note);
    const { pages } = await readPdf(bytes);
    await nextTurn();
    process.off('uncaughtException', note);
    for (const listener of others) process.on('unhandledRejection', listener);
    expect(escaped).toEqual([]);
    expect(pages.map((page) => page.readable)).toEqual([true, true, true]);
    expect(process.listeners('unhandledRejection')).toEqual(others);
  });

  it('without a word on a page is still read', async () => {
    const { pages } = await readPdf(rawPdf([{ content: '20 20 m 80 20 l S' }]));
    expect(pages[0]?.words).toEqual([]);
    expect(pages[0]?.rulings).toHaveLength(1);
  });

  it('with a nonsense in its content is read as far as it makes sense', async () => {
    const content = 'Q Q ET 1 2 nonsense /Nothing Do /Missing gs BT /F9 10 Tf 20 300 Td (12) Tj (x)) Tj ET EMC 5 w';
    const { pages } = await readPdf(rawPdf([{ content }, FIGURE]));
    expect(pages[1]?.words.map((word) => word.text)).toEqual(['479']);
  });
});

describe('the fields of a form', () => {
  it('are read where they stand', async () => {
    const appearance = stream(
      '/Tx BMC q BT /F1 10 Tf 2 5 Td (479) Tj ET Q EMC',
      '/Type /XObject /Subtype /Form /BBox [0 0 80 20] /Resources << /Font << /F1 3 0 R >> >>',
    );
    const field = `<< /Type /Annot /Subtype /Widget /FT /Tx /T (so) /V (479) /F 4 /Rect [100 200 180 220] /AP << /N ${extra(0)} >> >>`;
    const bytes = rawPdf(
      [{ content: '9 w 0.5 0 0 0.5 7 7 cm', entries: `/Annots [${extra(1)}]` }],
      [appearance, field],
      `/AcroForm << /Fields [${extra(1)}] >>`,
    );
    const [word] = (await readPdf(bytes)).pages[0]?.words ?? [];
    expect(word?.text).toBe('479');
    expect(word?.box[0]).toBeCloseTo(102);
    expect(word?.baseline).toBeCloseTo(195);
  });
});
