import { describe, expect, it } from 'vitest';
import type { Page, Ruling } from '../../../src/model/page.js';
import { readPdf } from '../../../src/read/pdf/index.js';
import { extra, onePage, type PageSpec, stream } from './make.js';

async function pageOf(content: string, spec: Omit<PageSpec, 'content'> = {}, objects: readonly string[] = []) {
  const { pages } = await readPdf(onePage(content, spec, objects));
  return pages[0] as Page;
}

async function rulingsOf(content: string, spec: Omit<PageSpec, 'content'> = {}, objects: readonly string[] = []) {
  const { rulings } = await pageOf(content, spec, objects);
  return rulings.map(rounded).sort();
}

/** `h 100 from 20 to 80 width 1` */
function rounded({ orientation, at, from, to, width }: Ruling): string {
  const [a, f, t, w] = [at, from, to, width].map((n) => Number(n.toFixed(2)));
  return `${orientation} ${a} from ${f} to ${t} width ${w}`;
}

describe('strokes', () => {
  it('are rulings when horizontal or vertical, from the top of the page', async () => {
    expect(await rulingsOf('2 w 20 300 m 80 300 l S  50 100 m 50 250 l S')).toEqual([
      'h 100 from 20 to 80 width 2',
      'v 50 from 150 to 300 width 2',
    ]);
  });

  it('are none when slanted, curved or without length', async () => {
    expect(await rulingsOf('20 300 m 80 310 l S  20 100 m 30 120 50 120 60 100 c S  9 9 m 9 9 l S')).toEqual([]);
  });

  it('may lean by rounding', async () => {
    expect(await rulingsOf('20 300 m 280 301 l S  9 100 m 10 100.05 l S')).toHaveLength(2);
  });

  it('around a rectangle are four', async () => {
    const four = ['h 100 from 20 to 80 width 1', 'h 120 from 20 to 80 width 1'];
    expect(await rulingsOf('20 280 60 20 re S')).toEqual([
      ...four,
      'v 20 from 100 to 120 width 1',
      'v 80 from 100 to 120 width 1',
    ]);
  });

  it('closing a path by s count', async () => {
    expect(await rulingsOf('20 280 m 80 280 l 80 300 l 20 300 l s')).toHaveLength(4);
  });

  it('keep their straight sides when corners are rounded', async () => {
    expect(await rulingsOf('25 300 m 75 300 l 80 300 80 295 80 290 c 80 250 l S')).toEqual([
      'h 100 from 25 to 75 width 1',
      'v 80 from 110 to 150 width 1',
    ]);
  });

  it('drawn dot by dot are one, and share the dot where they meet', async () => {
    const dots = (x: number, y: number, dx: number, dy: number, count: number) =>
      Array.from({ length: count }, (_, i) => `${x + i * dx} ${y + i * dy} 1.5 1.5 re f`).join(' ');
    expect(await rulingsOf(`${dots(20, 300, 3, 0, 21)} ${dots(20, 300, 0, -3, 11)}`)).toEqual([
      'h 99.25 from 20 to 81.5 width 1.5',
      'v 20.75 from 98.5 to 130 width 1.5',
    ]);
    // Bullets of a list, an ellipsis, dots of a growing size.
    expect(await rulingsOf(`${dots(20, 300, 0, -12, 9)} ${dots(40, 300, 3, 0, 3)}`)).toEqual([]);
    const growing = [1, 2, 3, 4].map((size) => `${20 + 5 * size} 200 ${size} ${size} re f`).join(' ');
    expect(await rulingsOf(growing)).toEqual([]);
  });

  it('that are dashed are one ruling, by dash pattern or by hand', async () => {
    expect(await rulingsOf('[3 2] 0 d 20 300 m 80 300 l S')).toEqual(['h 100 from 20 to 80 width 1']);
    const dashes = [0, 1, 2].map((i) => `${20 + 5 * i} 300 m ${23 + 5 * i} 300 l`).join(' ');
    expect(await rulingsOf(`${dashes} S`)).toHaveLength(3);
  });

  it('thicker than any border are areas', async () => {
    expect(await rulingsOf('20 w 20 300 m 280 300 l S')).toEqual([]);
  });

  it('of the paper’s colour, or see-through, are not seen', async () => {
    expect(await rulingsOf('1 G 20 300 m 80 300 l S')).toEqual([]);
    expect(await rulingsOf('0.99 0.99 1 RG 20 300 m 80 300 l S')).toEqual([]);
    const clear = { resources: '/ExtGState << /G0 << /CA 0 >> >>' };
    expect(await rulingsOf('/G0 gs 20 300 m 80 300 l S', clear)).toEqual([]);
  });

  it('of a see-through group are not seen', async () => {
    const form = stream(
      '0 0 m 50 0 l S',
      '/Type /XObject /Subtype /Form /BBox [0 -5 40 5] /Group << /S /Transparency >>',
    );
    const resources = `/XObject << /X0 ${extra(0)} >> /ExtGState << /G0 << /ca 0 >> >>`;
    expect(await rulingsOf('/G0 gs /X0 Do 9 9 m 29 9 l S', { resources }, [form])).toEqual([
      'h 391 from 9 to 29 width 1',
    ]);
  });

  it('in white are not seen for a dark area painted over them later', async () => {
    expect(await rulingsOf('1 G 20 300 m 80 300 l S 0 0 0.4 rg 10 250 100 100 re f')).toEqual([]);
  });

  it('in white on a dark area are seen', async () => {
    expect(await rulingsOf('0 0 0.4 rg 10 250 100 100 re f 1 G 20 300 m 80 300 l S')).toEqual([
      'h 100 from 20 to 80 width 1',
    ]);
  });

  it('said twice are one', async () => {
    expect(await rulingsOf('20 300 m 80 300 l S 20 300 m 80 300 l S')).toHaveLength(1);
  });
});

describe('filled rectangles', () => {
  it('are rulings when thin, however they are drawn', async () => {
    const expected = ['h 100 from 20 to 80 width 0.5', 'v 50 from 150 to 300 width 0.5'];
    expect(await rulingsOf('20 299.75 60 0.5 re 49.75 100 0.5 150 re f')).toEqual(expected);
    expect(await rulingsOf('20 299.75 m 80 299.75 l 80 300.25 l 20 300.25 l f 50.25 250 -0.5 -150 re f*')).toEqual(
      expected,
    );
  });

  it('are none when they shade a cell or mark a corner', async () => {
    expect(await rulingsOf('0.8 g 20 280 60 20 re f  0 g 20 300 0.5 0.5 re f')).toEqual([]);
  });

  it('with a hole are the frame around it, as browsers draw borders', async () => {
    const frame = ['h 100.5 from 20 to 80 width 1', 'h 119.5 from 20 to 80 width 1'];
    const sides = [...frame, 'v 20.5 from 100 to 120 width 1', 'v 79.5 from 100 to 120 width 1'];
    expect(await rulingsOf('20 280 60 20 re 21 281 58 18 re f*')).toEqual(sides);
    const reversed = '21 281 m 21 299 l 79 299 l 79 281 l h';
    expect(await rulingsOf(`20 280 60 20 re ${reversed} f`)).toEqual(sides);
    expect(await rulingsOf('20 280 60 20 re 21 281 58 18 re f')).toEqual([]);
    expect(await rulingsOf('20 280 60 20 re 90 281 58 18 re f*')).toEqual([]);
  });

  it('may be cut slantwise where they meet', async () => {
    expect(await rulingsOf('20 300 m 40 300 l 39 299 l 21 299 l f')).toEqual(['h 100.5 from 20 to 40 width 1']);
  });

  it('are none when thin but a triangle', async () => {
    expect(await rulingsOf('20 300 m 80 300 l 80 304 l f')).toEqual([]);
  });

  it('with a border drawn in one go give the border', async () => {
    expect(await rulingsOf('0.8 g 20 280 60 20 re B')).toHaveLength(4);
  });

  it('of an image or a mask of one dot count too', async () => {
    const image = stream(
      '\x00',
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
    );
    const spec = { resources: `/XObject << /I0 ${extra(0)} >>` };
    expect(await rulingsOf('q 60 0 0 1 20 299.5 cm /I0 Do Q', spec, [image])).toEqual(['h 100 from 20 to 80 width 1']);
    const mask = 'q 1 0 0 150 49.5 100 cm BI /W 1 /H 1 /IM true /BPC 1 ID \x00 EI Q';
    expect(await rulingsOf(mask)).toEqual(['v 50 from 150 to 300 width 1']);
  });
});

describe('what surrounds a ruling', () => {
  it('transforms move, stretch and thicken it', async () => {
    expect(await rulingsOf('q 2 0 0 3 10 20 cm 1 w 10 20 m 40 20 l S 10 20 m 10 50 l S Q')).toEqual([
      'h 320 from 30 to 90 width 3',
      'v 30 from 230 to 320 width 2',
    ]);
    expect(await rulingsOf('q 0 1 -1 0 200 100 cm 10 20 m 40 20 l S Q')).toEqual(['v 180 from 260 to 290 width 1']);
  });

  it('a clip cuts it', async () => {
    expect(await rulingsOf('q 30 200 20 150 re W n 20 300 m 80 300 l S 20 100 m 80 100 l S Q 0 50 m 9 50 l S')).toEqual(
      ['h 100 from 30 to 50 width 1', 'h 350 from 0 to 9 width 1'],
    );
  });

  it('a clip makes lines of areas', async () => {
    expect(await rulingsOf('q 20 299 60 1 re W n 0 200 300 200 re f Q')).toEqual(['h 100.5 from 20 to 80 width 1']);
  });

  it('an empty clip leaves nothing', async () => {
    expect(await rulingsOf('q 500 500 9 9 re W n 20 300 m 80 300 l S Q')).toEqual([]);
  });

  it('nested forms move and clip it', async () => {
    const inner = stream('0 0 m 500 0 l S', '/Type /XObject /Subtype /Form /BBox [0 -5 50 5] /Matrix [2 0 0 2 0 0]');
    const outer = stream(
      '1 0 0 1 5 7 cm /X1 Do',
      `/Type /XObject /Subtype /Form /BBox [0 0 300 400] /Resources << /XObject << /X1 ${extra(0)} >> >>`,
    );
    const spec = { resources: `/XObject << /X0 ${extra(1)} >>` };
    expect(await rulingsOf('q 1 0 0 1 20 100 cm /X0 Do Q 9 9 m 29 9 l S', spec, [inner, outer])).toEqual([
      'h 293 from 25 to 125 width 2',
      'h 391 from 9 to 29 width 1',
    ]);
  });

  it('transparency groups place their form once', async () => {
    const form = stream(
      '0 0 m 50 0 l S',
      '/Type /XObject /Subtype /Form /BBox [0 -5 40 5] /Matrix [1 0 0 1 10 0] /Group << /S /Transparency >>',
    );
    const spec = { resources: `/XObject << /X0 ${extra(0)} >>` };
    expect(await rulingsOf('q 1 0 0 1 20 100 cm /X0 Do Q', spec, [form])).toEqual(['h 300 from 30 to 70 width 1']);
  });

  it('a soft mask’s own drawing is not on the page', async () => {
    const form = stream(
      '0 0 m 50 0 l S',
      '/Type /XObject /Subtype /Form /BBox [0 -5 300 400] /Group << /S /Transparency /CS /DeviceGray >>',
    );
    const spec = { resources: `/ExtGState << /G0 << /SMask << /Type /Mask /S /Luminosity /G ${extra(0)} >> >> >>` };
    expect(await rulingsOf('q /G0 gs 20 100 m 80 100 l S Q', spec, [form])).toEqual(['h 300 from 20 to 80 width 1']);
  });

  it.each([
    [90, 'v 300 from 20 to 80 width 1', 400, 300],
    [180, 'h 300 from 220 to 280 width 1', 300, 400],
    [270, 'v 100 from 220 to 280 width 1', 400, 300],
  ])('a page rotated by %i is read as shown', async (rotate, ruling, width, height) => {
    const page = await pageOf('20 300 m 80 300 l S', { entries: `/Rotate ${rotate}` });
    expect(page.rulings.map(rounded)).toEqual([ruling]);
    expect([page.width, page.height]).toEqual([width, height]);
  });

  it('a crop box is the page', async () => {
    const entries = '/MediaBox [-50 -50 350 450] /CropBox [10 20 210 320]';
    const page = await pageOf('20 300 m 300 300 l S', { entries });
    expect(page.rulings.map(rounded)).toEqual(['h 20 from 10 to 200 width 1']);
    expect([page.width, page.height]).toEqual([200, 300]);
  });

  it('a user unit makes points bigger', async () => {
    const page = await pageOf('20 300 m 80 300 l S', { entries: '/UserUnit 2' });
    expect(page.rulings.map(rounded)).toEqual(['h 200 from 40 to 160 width 2']);
  });
});

describe('images', () => {
  it('are boxes', async () => {
    const image = stream(
      '\x00',
      '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8',
    );
    const page = await pageOf('q 100 0 0 50 20 100 cm /I0 Do Q', { resources: `/XObject << /I0 ${extra(0)} >>` }, [
      image,
    ]);
    expect(page.images).toEqual([[20, 250, 120, 300]]);
    expect(page.rulings).toEqual([]);
  });
});
