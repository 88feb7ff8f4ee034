import { describe, expect, it } from 'vitest';
import type { Page } from '../../../src/model/page.js';
import { readPdf } from '../../../src/read/pdf/index.js';
import { drawnPdf, extra, onePage, type PageSpec, rawPdf, stream } from './make.js';

async function pageOf(content: string, spec: Omit<PageSpec, 'content'> = {}, objects: readonly string[] = []) {
  const { pages } = await readPdf(onePage(content, spec, objects));
  return pages[0] as Page;
}

async function textsOf(content: string, spec: Omit<PageSpec, 'content'> = {}, objects: readonly string[] = []) {
  return (await pageOf(content, spec, objects)).words.map((word) => word.text);
}

function at(x: number, y: number, text: string, font = '/F1 10 Tf'): string {
  return `BT ${font} ${x} ${y} Td (${text}) Tj ET\n`;
}

/** Helvetica: digits are 0.556 em wide, a space 0.278. */
const DIGIT = 5.56;

describe('where a word stands', () => {
  it('is told by its advances, its baseline and its font’s height', async () => {
    const [word] = (await pageOf(at(20, 300, '123'))).words;
    expect(word?.box[0]).toBeCloseTo(20);
    expect(word?.box[2]).toBeCloseTo(20 + 3 * DIGIT);
    expect(word?.baseline).toBeCloseTo(100);
    expect(word?.size).toBeCloseTo(10);
    expect(word?.box[1]).toBeLessThan(95);
    expect(word?.box[1]).toBeGreaterThan(88);
    expect(word?.box[3]).toBeGreaterThan(101);
    expect(word?.box[3]).toBeLessThan(104);
    expect(word).toMatchObject({ text: '123', font: 'Helvetica', bold: false, confidence: 1 });
  });

  it('follows character and word spacing, scaling and rise', async () => {
    const page = await pageOf('BT /F1 10 Tf 1 Tc 7 Tw 200 Tz 3 Ts 20 300 Td (12 3) Tj ET');
    const [first, second] = page.words;
    expect(first?.box[2]).toBeCloseTo(20 + 2 * (2 * DIGIT + 1));
    expect(second?.box[0]).toBeCloseTo(20 + 2 * (2 * DIGIT + 2 + 2.78 + 1 + 7));
    expect(second?.baseline).toBeCloseTo(97);
  });

  it('follows every operator that moves to a next line', async () => {
    const lines = `BT /F1 10 Tf 12 TL 20 300 Td (1) Tj T* (2) Tj (3) ' 5 1 (4) " 0 -20 TD (5) Tj T* (6) Tj ET`;
    const page = await pageOf(lines);
    expect(page.words.map((word) => [word.text, Math.round(word.baseline)])).toEqual([
      ['1', 100],
      ['2', 112],
      ['3', 124],
      ['4', 136],
      ['5', 156],
      ['6', 176],
    ]);
  });

  it('follows displacements inside a TJ', async () => {
    const page = await pageOf('BT /F1 10 Tf 20 300 Td [(1) -2000 (2) 100 (3)] TJ (4) Tj ET');
    expect(page.words.map((word) => [word.text, Number(word.box[0].toFixed(2))])).toEqual([
      ['1', 20],
      ['234', 20 + DIGIT + 20],
    ]);
  });

  it('follows matrices, and the size is that on the page', async () => {
    const [word] = (await pageOf('q 2 0 0 2 0 0 cm BT /F1 1 Tf 5 0 0 6 10 150 Tm (7) Tj ET Q')).words;
    expect(word?.box[0]).toBeCloseTo(20);
    expect(word?.baseline).toBeCloseTo(100);
    expect(word?.size).toBeCloseTo(12);
    expect((word?.box[2] ?? 0) - (word?.box[0] ?? 0)).toBeCloseTo(5.56);
  });

  it.each([90, 180, 270])('is that on the page as shown, rotated by %i', async (rotate) => {
    const turned = { 90: '0 1 -1 0 200 20', 180: '-1 0 0 -1 280 100', 270: '0 -1 1 0 100 380' }[rotate];
    const page = await pageOf(`BT /F1 10 Tf ${turned} Tm (12 34) Tj ET`, { entries: `/Rotate ${rotate}` });
    expect(page.words.map((word) => word.text)).toEqual(['12', '34']);
    const [word] = page.words;
    expect(word?.box[0]).toBeCloseTo(20);
    expect(word?.baseline).toBeCloseTo({ 90: 200, 180: 100, 270: 200 }[rotate] ?? 0);
  });

  it('names its font without subset prefix, and bold by name or by stroke', async () => {
    const fonts = `/F3 ${extra(0)}`;
    const subset = '<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Helvetica-Black /Encoding /WinAnsiEncoding >>';
    const content = at(20, 300, '1', '/F3 10 Tf') + at(20, 200, '2', '/F2 10 Tf') + at(20, 100, '3', '2 Tr /F1 10 Tf');
    const page = await pageOf(content, { fonts }, [subset]);
    expect(page.words.map((word) => [word.font, word.bold])).toEqual([
      ['Helvetica-Black', true],
      ['Helvetica-Bold', true],
      ['Helvetica', true],
    ]);
  });
});

describe('a word ends', () => {
  it('at a written space, even a squeezed one', async () => {
    expect(await textsOf('BT /F1 10 Tf -2 Tw 20 300 Td (12 34) Tj ET')).toEqual(['12', '34']);
  });

  it('not at a space that the next glyph is drawn over', async () => {
    expect(await textsOf('BT /F1 10 Tf 20 300 Td [(12 ) 278 (34)] TJ ET')).toEqual(['1234']);
  });

  it('at a gap of a sixth of the font size, not at kerning', async () => {
    expect(await textsOf(at(20, 300, '12') + at(20 + 2 * DIGIT + 1.7, 300, '34'))).toEqual(['12', '34']);
    expect(await textsOf(at(20, 300, '12') + at(20 + 2 * DIGIT + 1, 300, '34'))).toEqual(['1234']);
  });

  it('at steps of a justified line, on a page whose other lines write their spaces', async () => {
    const written = 'BT /F1 10 Tf 20 300 Td (ba con voi con) Tj ET';
    const stepped = 'BT /F1 10 Tf 20 200 Td [(mot) -250 (hai) -300 (ba) -250 (bon)] TJ ET';
    expect(await textsOf(written + stepped)).toEqual(['ba', 'con', 'voi', 'con', 'mot', 'hai', 'ba', 'bon']);
  });

  it('between figures that only steps part', async () => {
    expect(await textsOf('BT /F1 10 Tf 20 300 Td [(1) -300 (2) -300 (3) -300 (4) -300 (5)] TJ ET')).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
  });

  it('not inside a heading with spread letters', async () => {
    const spread = 'BT /F1 10 Tf 4 Tc 20 300 Td (BAO CAO) Tj ET';
    const stepped = 'BT /F1 10 Tf 20 250 Td [(B) -300 (A) -300 (O) -300 ( ) -300 (C) -300 (A) -300 (O)] TJ ET';
    expect(await textsOf(spread + stepped)).toEqual(['BAO', 'CAO', 'BAO', 'CAO']);
  });

  it('at a vertical ruling, however narrow the gap, and however short the dash', async () => {
    const text = at(20, 300, 'giao') + at(20 + 18.9, 300, '479');
    expect(await textsOf(text)).toEqual(['giao479']);
    expect(await textsOf(`${text} 0.1 w 38.9 280 m 38.9 320 l S`)).toEqual(['giao', '479']);
    expect(await textsOf(`${text} 38.8 302 0.2 2 re f`)).toEqual(['giao', '479']);
    expect(await textsOf(`${text} 38.9 200 m 38.9 280 l S`)).toEqual(['giao479']);
  });

  it('in doubt where one figure was written over the ruling', async () => {
    const ruling = `0.1 w ${20 + 2 * DIGIT} 280 m ${20 + 2 * DIGIT} 320 l S `;
    const confidences = async (text: string) =>
      (await pageOf(ruling + text)).words.map((word) => [word.text, word.confidence]);
    expect(await confidences(at(20, 300, '216'))).toEqual([
      ['21', 0.5],
      ['6', 0.5],
    ]);
    expect(await confidences(at(20, 300, '21') + at(20 + 2 * DIGIT, 300, '6'))).toEqual([
      ['21', 0.5],
      ['6', 0.5],
    ]);
    expect(await confidences(at(19.2, 300, '21') + at(20.2 + 2 * DIGIT, 300, '6'))).toEqual([
      ['21', 1],
      ['6', 1],
    ]);
    expect(await confidences(at(20 + 2 * DIGIT - 5, 300, 'chung'))).toEqual([
      ['c', 1],
      ['hung', 1],
    ]);
  });

  it('before a footnote mark, raised or only small', async () => {
    const raised = 'BT /F1 10 Tf 20 300 Td (306) Tj 3.3 Ts /F1 6 Tf (2) Tj ET';
    expect((await textsOf(raised)).sort()).toEqual(['2', '306']);
    expect(await textsOf('BT /F1 10 Tf 20 300 Td (306) Tj /F1 6 Tf (2) Tj ET')).toEqual(['306', '2']);
  });

  it('at the end of its line', async () => {
    expect(await textsOf(at(20, 300, '12') + at(20 + 2 * DIGIT, 296, '34'))).toEqual(['12', '34']);
  });
});

describe('a word holds together', () => {
  it('when its glyphs are written in another order', async () => {
    const xs = [0, 1, 2, 3].map((i) => 20 + i * DIGIT);
    const content = [2, 0, 3, 1].map((i) => at(xs[i] ?? 0, 300, String(i + 1))).join('');
    expect(await textsOf(content)).toEqual(['1234']);
  });

  it('when it changes fonts', async () => {
    const [word, ...rest] = (await pageOf(`${at(20, 300, '123')}${at(20 + 3 * DIGIT, 300, '4', '/F2 10 Tf')}`)).words;
    expect(rest).toEqual([]);
    expect(word).toMatchObject({ text: '1234', font: 'Helvetica', bold: false });
  });

  it('with its combining marks, written after it or apart', async () => {
    const bytes = await drawnPdf((document) => {
      document.fontSize(12);
      document.text('Số hồ sơ tiếp nhận: 479'.normalize('NFD'), 50, 50, { features: [] });
    });
    const { pages } = await readPdf(bytes);
    expect(pages[0]?.words.map((word) => word.text)).toEqual(['Số', 'hồ', 'sơ', 'tiếp', 'nhận:', '479']);
  });
});

describe('text over text', () => {
  it('is read once when it imitates bold', async () => {
    const page = await pageOf(at(20, 300, '1155') + at(20.3, 300, '1155') + at(20.3, 300.3, '1155'));
    expect(page.words.map((word) => word.text)).toEqual(['1155']);
    expect(page.reasons).toContain('double-struck-text');
  });

  it('is read once when every glyph is struck twice in turn', async () => {
    const glyphs = [...'479'].map((digit, i) => at(20 + i * DIGIT, 300, digit) + at(20.4 + i * DIGIT, 300, digit));
    expect(await textsOf(glyphs.join(''))).toEqual(['479']);
  });

  it('does not mix figures with the dotted line below them', async () => {
    expect((await textsOf(at(20, 300, '...............') + at(30, 300, '25'))).sort()).toEqual([
      '...............',
      '25',
    ]);
  });
});

const GRADIENT =
  '<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 300 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [0.3] /N 1 >> >>';

describe('text that no reader sees as lines of the page', () => {
  const shown = at(20, 300, 'seen');

  it.each([
    ['rendering mode 3', `BT 3 Tr /F1 10 Tf 20 200 Td (479) Tj ET`, 'invisible-text'],
    ['rendering mode 7', `q BT 7 Tr /F1 10 Tf 20 200 Td (479) Tj ET Q`, 'invisible-text'],
    ['a size of nothing', `BT /F1 0.1 Tf 20 200 Td (479) Tj ET`, 'invisible-text'],
    ['white on paper', `1 g ${at(20, 200, '479')}`, 'background-coloured-text'],
    [
      'white on white on blue',
      `0 0 1 rg 0 0 300 250 re f 1 g 0 190 99 30 re f ${at(20, 200, '479')}`,
      'background-coloured-text',
    ],
    ['painted over', `${at(20, 200, '479')} 1 g 10 190 100 30 re f`, 'covered-text'],
    ['clipped', `q 100 100 50 50 re W n ${at(20, 200, '479')} Q`, 'clipped-text'],
    ['outside the page', at(320, 200, '479'), 'text-outside-page'],
    ['turned', `BT /F1 10 Tf 0.7 0.7 -0.7 0.7 20 200 Tm (479) Tj ET`, 'rotated-text'],
    ['sideways', `BT /F1 10 Tf 0 1 -1 0 20 200 Tm (479) Tj ET`, 'rotated-text'],
    ['upside down', `BT /F1 10 Tf 1 0 0 -1 90 200 Tm (479) Tj ET`, 'rotated-text'],
    ['mirrored', `BT /F1 10 Tf -1 0 0 1 90 200 Tm (479) Tj ET`, 'rotated-text'],
  ])('is set aside: %s', async (_, content, reason) => {
    const page = await pageOf(`${shown} ${content}`);
    expect(page.words.map((word) => word.text)).toEqual(['seen']);
    expect(page.reasons).toEqual([reason]);
  });

  it('is set aside on a layer that is switched off', async () => {
    const catalog = `/OCProperties << /OCGs [${extra(0)}] /D << /OFF [${extra(0)}] >> >>`;
    const { pages } = await readPdf(
      rawPdf(
        [
          {
            content: `${shown} /OC /L0 BDC ${at(20, 200, '479')} 20 100 m 90 100 l S EMC`,
            resources: `/Properties << /L0 ${extra(0)} >>`,
          },
        ],
        ['<< /Type /OCG /Name (draft) >>'],
        catalog,
      ),
    );
    expect(pages[0]?.words.map((word) => word.text)).toEqual(['seen']);
    expect(pages[0]?.reasons).toEqual(['hidden-layer']);
    expect(pages[0]?.rulings).toEqual([]);
  });

  it.each([
    ['white on a dark area', `0 0 0.5 rg 10 190 100 30 re f 1 g ${at(20, 200, '479')}`],
    [
      'white on a dark area with round corners',
      `0 0 0.5 rg 15 190 m 99 190 l 104 190 104 220 99 220 c 15 220 l h f 1 g ${at(20, 200, '479')}`,
    ],
    ['white on a gradient', `q 10 190 100 30 re W n /S0 sh Q 1 g ${at(20, 200, '479')}`],
    ['below a gradient that may be elsewhere', `${at(20, 200, '479')} q 10 190 100 30 re W n /S0 sh Q`],
    ['on a shaded area', `0.9 g 10 190 100 30 re f 0 g ${at(20, 200, '479')}`],
    ['below a see-through area', `${at(20, 200, '479')} /G0 gs 1 1 0 rg 10 190 100 30 re f`],
    ['below a ruling', `${at(20, 200, '479')} 10 202 100 1 re f`],
    ['stroked only', `1 Tr ${at(20, 200, '479')}`],
    ['slanted', 'BT /F1 10 Tf 1 0 0.3 1 20 200 Tm (479) Tj ET'],
    ['upside down twice', 'BT /F1 -10 Tf -1 0 0 -1 20 200 Tm (479) Tj ET'],
    ['within a clip', `q 10 190 100 30 re W n ${at(20, 200, '479')} Q`],
  ])('is not text %s', async (_, content) => {
    const page = await pageOf(`${shown} ${content}`, {
      resources: `/ExtGState << /G0 << /ca 0.4 >> >> /Shading << /S0 ${GRADIENT} >>`,
    });
    expect(page.words.map((word) => word.text)).toEqual(['seen', '479']);
    expect(page.reasons).toEqual([]);
  });

  it.each([
    ['a clip', `q 0 190 ${20 + 2.2 * DIGIT} 30 re W n ${at(20, 200, '4790 x')} Q`, '47'],
    ['a clip before it', `q ${20 + 1.9 * DIGIT} 190 99 30 re W n ${at(20, 200, '4790')} Q`, '90'],
    ['the edge of the page', at(300 - 2.2 * DIGIT, 200, '4790'), '47'],
    ['paint', `${at(20, 200, '4790')} 1 g ${20 + 2 * DIGIT} 190 99 30 re f 0 g`, '47'],
  ])('makes a word that %s cuts less certain', async (_, content, rest) => {
    const { words } = await pageOf(`${shown} ${content} ${at(20, 150, '12')}`);
    expect(words.map((word) => [word.text, word.confidence])).toEqual([
      ['seen', 1],
      [rest, 0.5],
      ['12', 1],
    ]);
  });

  it('leaves words alone that it does not touch', async () => {
    const content = `q 0 190 100 30 re W n ${at(80, 200, '12')} ${at(98, 200, '345')} ${at(80, 187, '678')} Q`;
    expect((await pageOf(content)).words.map((word) => [word.text, word.confidence])).toEqual([['12', 1]]);
  });

  it('is set aside below an image, and makes the page no text page', async () => {
    const image = stream(
      '\x00',
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
    );
    const content = `${at(20, 200, 'old ocr layer')} q 300 0 0 400 0 0 cm /I0 Do Q`;
    const page = await pageOf(content, { resources: `/XObject << /I0 ${extra(0)} >>` }, [image]);
    expect(page.readable).toBe(false);
    expect(page.words).toEqual([]);
    expect(page.reasons).toContain('covered-text');
  });
});

describe('a page written sideways without saying so', () => {
  const lines = Array.from({ length: 8 }, (_, i) => `dong ${i} so 479`);
  it.each([
    [90, (i: number) => `0 -1 1 0 ${280 - 20 * i} 380 Tm`, 400, 300],
    [180, (i: number) => `-1 0 0 -1 280 ${20 + 20 * i} Tm`, 300, 400],
    [270, (i: number) => `0 1 -1 0 ${20 + 20 * i} 20 Tm`, 400, 300],
  ])('turned by %i degrees is turned back', async (turn, matrix, width, height) => {
    const content = lines.map((line, i) => `BT /F1 10 Tf ${matrix(i)} (${line}) Tj ET`).join('\n');
    const page = await pageOf(`${content} ${at(5, 5, '7')} 20 20 m 20 380 l S`);
    expect(page.words.map((word) => word.text).join(' ')).toBe(lines.join(' '));
    expect(page.words.every((word) => Math.abs(word.box[0] - 20) < 0.01 || word.box[0] > 20)).toBe(true);
    expect([page.width, page.height]).toEqual([width, height]);
    expect(page.rulings.map((ruling) => ruling.orientation)).toEqual([turn === 180 ? 'v' : 'h']);
    expect(page.reasons).toEqual(['rotated-text', `turned-${360 - turn}`]);
  });
});
