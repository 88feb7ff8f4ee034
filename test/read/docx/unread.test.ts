import { expect, test } from 'vitest';
import { p, r, read, tablesOf, tbl, tc, textsOf, tr } from './build.js';

/** Text and confidence of the one cell, and what was set aside. */
async function cellOf(content: string, cellProperties = ''): Promise<[string, number, readonly string[]]> {
  const properties = cellProperties === '' ? '' : `<w:tcPr>${cellProperties}</w:tcPr>`;
  const cell = `<w:tc>${properties}${p(content)}</w:tc>`;
  const layout = await read(p('Báo cáo') + tbl([tr([cell])]));
  const found = tablesOf(layout)[0]?.cells[0];
  return [found?.text ?? '', found?.confidence ?? -1, layout.pages[0]?.reasons ?? []];
}

test.each([
  ['<w:strike/>', 'struck-text-left-out'],
  ['<w:dstrike/>', 'struck-text-left-out'],
  ['<w:color w:val="FFFFFF"/>', 'white-text-left-out'],
  ['<w:sz w:val="4"/>', 'tiny-text-left-out'],
])('text drawn with %s is left out and its cell doubted', async (properties, reason) => {
  expect(await cellOf(r('12', properties) + r('15'))).toEqual(['15', 0.5, [reason]]);
  expect(await cellOf(r('3') + r('12', properties) + r('15'))).toEqual(['3 15', 0.5, [reason]]);
  expect(await cellOf(r('12', properties))).toEqual(['', 0.5, [reason]]);
});

test('what is switched off, or blank, leaves no doubt', async () => {
  expect(await cellOf(r('12', '<w:strike w:val="0"/>'))).toEqual(['12', 1, []]);
  expect(await cellOf(r('12') + r(' ', '<w:strike/>'))).toEqual(['12', 1, []]);
});

test('white text is read on what is dark', async () => {
  const white = '<w:color w:val="FFFFFF"/>';
  const blue = '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>';
  expect(await cellOf(r('12', white), blue)).toEqual(['12', 1, []]);
  expect(await cellOf(r('12', white + blue))).toEqual(['12', 1, []]);
  expect(await cellOf(r('12', white), blue.replace('1F4E79', 'F2F2F2'))).toEqual(['', 0.5, ['white-text-left-out']]);
});

test('hidden rows are left out, with a word', async () => {
  const layout = await read(tbl([tr([tc('1')]), tr([tc('2')], '<w:hidden/>'), tr([tc('3')])]));
  expect(tablesOf(layout)[0]?.cells.map((cell) => cell.text)).toEqual(['1', '3']);
  expect(layout.pages[0]?.reasons).toEqual(['hidden-row']);
});

test.each(['<w:sz w:val="18"/>', '<w:sz w:val="26"/><w:position w:val="4"/>', '<w:position w:val="-4"/>'])(
  'a mark drawn with %s does not join a number',
  async (properties) => {
    const layout = await read(p(r('306', '<w:sz w:val="26"/>') + r('2', properties)));
    expect(textsOf(layout)).toEqual(['306 2']);
  },
);
