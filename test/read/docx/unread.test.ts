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
  ['<w:color w:val="FEFEFE"/>', 'white-text-left-out'],
  ['<w:color w:val="auto" w:themeColor="background1"/>', 'white-text-left-out'],
  ['<w:sz w:val="4"/>', 'tiny-text-left-out'],
])('text drawn with %s is left out and its cell doubted', async (properties, reason) => {
  expect(await cellOf(r('12', properties) + r('15'))).toEqual(['15', 0.5, [reason]]);
  expect(await cellOf(r('3') + r('12', properties) + r('15'))).toEqual(['3 15', 0.5, [reason]]);
  expect(await cellOf(r('12', properties))).toEqual(['', 0.5, [reason]]);
});

const BY = 'w:id="1" w:author="x" w:date="2021-09-01T00:00:00Z"';

test('a figure of which something was taken out, or put in, while changes were tracked is doubted', async () => {
  const deleted = `<w:del ${BY}><w:r><w:delText>5</w:delText></w:r></w:del>`;
  const inserted = (text: string) => `<w:ins ${BY}>${r(text)}</w:ins>`;
  expect(await cellOf(r('30') + deleted + r('6'))).toEqual(['306', 0.5, []]);
  expect(await cellOf(deleted)).toEqual(['', 0.5, []]);
  expect(await cellOf(r('30') + inserted('6'))).toEqual(['306', 0.5, []]);
  expect(await cellOf(inserted('306'))).toEqual(['306', 1, []]);
  expect(await cellOf(r('306') + inserted(' hồ sơ'))).toEqual(['306 hồ sơ', 1, []]);
});

test('a figure that somebody commented on is doubted, whatever the comment says', async () => {
  const start = '<w:commentRangeStart w:id="0"/>';
  const end = '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>';
  expect(await cellOf(start + r('306') + end)).toEqual(['306', 0.5, []]);
  expect(await cellOf(r('30') + start + r('6'))).toEqual(['306', 0.5, []]);
  expect(await cellOf(end)).toEqual(['', 0.5, []]);
});

test('hidden digits leave what is shown in doubt, other hidden words do not', async () => {
  expect(await cellOf(r('1', '<w:vanish/>') + r('68'))).toEqual(['68', 0.5, ['hidden-text-left-out']]);
  expect(await cellOf(r('ghi số', '<w:vanish/>') + r('68'))).toEqual(['68', 1, ['hidden-text-left-out']]);
});

test('a picture or a field without a result may be a figure', async () => {
  const picture = '<w:r><w:drawing><a/></w:drawing></w:r>';
  expect(await cellOf(picture)).toEqual(['', 0.5, []]);
  expect(await cellOf(r('168') + picture)).toEqual(['168', 0.5, []]);
  const field = (instruction: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
  expect(await cellOf(r('168') + field('EQ x'))).toEqual(['168', 0.5, ['field-without-result: EQ']]);
});

test('a mark beside text of the default size does not join it', async () => {
  expect(await cellOf(r('168') + r('2', '<w:sz w:val="10"/>'))).toEqual(['168 2', 1, []]);
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
