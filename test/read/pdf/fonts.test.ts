import { describe, expect, it } from 'vitest';
import { describeFont } from '../../../src/read/pdf/fonts.js';
import { readPdf } from '../../../src/read/pdf/index.js';
import { extra, onePage, stream } from './make.js';

describe('what a code stands for', () => {
  const mapped = describeFont({ name: 'F', composite: true, toUnicode: { _map: [undefined, '4', '', 'ư'] } });

  it('is what the font’s map says, untouched', () => {
    expect(mapped.characterOf(1, '4').text).toBe('4');
    expect(mapped.characterOf(3, 'ư').text).toBe('ư');
    expect(mapped.characterOf(1, 'o\u0323\u0302').text).toBe('o\u0323\u0302');
  });

  it('is unknown where the map leaves it out, and not the character of that number', () => {
    expect(mapped.characterOf(0x35, '5').text).toBe('\ufffd');
    expect(mapped.characterOf(2, '\u0002').text).toBe('\ufffd');
  });

  it('is pdfjs’s word where there is no map', () => {
    expect(describeFont({ name: 'F', composite: true, toUnicode: {} }).characterOf(0x35, '5').text).toBe('5');
  });

  it('is a soft hyphen at AD, where legacy Vietnamese fonts keep ư', () => {
    const map: string[] = [];
    map[0xad] = '-';
    expect(describeFont({ name: '.VnTime', toUnicode: { _map: map } }).characterOf(0xad, '-').text).toBe('\u00ad');
    map[0x2d] = '-';
    expect(describeFont({ name: '.VnTime', toUnicode: { _map: map } }).characterOf(0x2d, '-').text).toBe('-');
  });
});

describe('a font', () => {
  it('has believable heights whatever it says', () => {
    for (const ascent of [undefined, Number.NaN, 0, 7]) {
      const font = describeFont({ name: 'F', ...(ascent === undefined ? {} : { ascent, descent: ascent }) });
      expect(font.ascent).toBeCloseTo(0.89);
      expect(font.descent).toBeCloseTo(-0.22);
    }
    expect(describeFont({ name: 'F', ascent: 0.75, descent: -0.25 })).toMatchObject({ ascent: 0.75, descent: -0.25 });
  });

  it('that could not be loaded makes the page unreadable', () => {
    expect(describeFont('FormatError: no font').usable).toBe(false);
    expect(describeFont({ name: 'F' }).usable).toBe(true);
  });
});

describe('fonts in a document', () => {
  it('need not be embedded, nor of the usual fourteen', async () => {
    const font =
      '<< /Type /Font /Subtype /TrueType /BaseFont /Unheard-of /Encoding /WinAnsiEncoding /FirstChar 48 /LastChar 50 /Widths [500 500 500] >>';
    const page = onePage('BT /F3 10 Tf 20 200 Td (012) Tj ET', { fonts: `/F3 ${extra(0)}` }, [font]);
    const [word] = (await readPdf(page)).pages[0]?.words ?? [];
    expect(word?.text).toBe('012');
    expect((word?.box[2] ?? 0) - (word?.box[0] ?? 0)).toBeCloseTo(15);
  });

  it('of Type 3 have the size they are drawn in', async () => {
    const glyph = stream('500 0 0 0 500 700 d1 0 0 500 700 re f');
    const font = `<< /Type /Font /Subtype /Type3 /FontBBox [0 -20 50 91] /FontMatrix [0.01 0 0 0.01 0 0] /CharProcs << /one ${extra(0)} >>
      /Encoding << /Type /Encoding /Differences [49 /one] >> /FirstChar 49 /LastChar 49 /Widths [50] /Resources << >> >>`;
    const page = onePage('BT /F3 10 Tf 20 200 Td (111) Tj ET', { fonts: `/F3 ${extra(1)}` }, [glyph, font]);
    const { pages } = await readPdf(page);
    const [word] = pages[0]?.words ?? [];
    expect(word?.text).toBe('111');
    expect((word?.box[2] ?? 0) - (word?.box[0] ?? 0)).toBeCloseTo(15);
    expect(word?.size).toBeCloseTo(10);
    expect(pages[0]?.rulings).toEqual([]);
  });

  it('that give a code no character make the text untrusted, not another character', async () => {
    const cmap = stream(
      `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def
       1 begincodespacerange <0000> <ffff> endcodespacerange
       2 beginbfchar <0001> <0034> <0002> <0037> endbfchar endcmap end end`,
    );
    const descendant =
      '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Some /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Some /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >> /DW 500 >>';
    const font = `<< /Type /Font /Subtype /Type0 /BaseFont /Some /Encoding /Identity-H /DescendantFonts [${extra(1)}] /ToUnicode ${extra(0)} >>`;
    const content = (codes: string) =>
      onePage(`BT /F3 10 Tf 20 200 Td <${codes}> Tj ET`, { fonts: `/F3 ${extra(2)}` }, [cmap, descendant, font]);
    const good = (await readPdf(content('00010002'))).pages[0];
    expect(good?.words.map((word) => word.text)).toEqual(['47']);
    const bad = (await readPdf(content('000100020039'))).pages[0];
    expect(bad?.readable).toBe(false);
    expect(bad?.words).toEqual([]);
    expect(bad?.reasons.join()).toContain('unmapped-glyphs');
  });
});
