import { expect, test } from 'vitest';
import { p, r, read, rowsOf, tablesOf, tbl, tc, textsOf, tr } from './build.js';

const BY = 'w:id="1" w:author="x" w:date="2021-09-01T00:00:00Z"';
const ins = (content: string): string => `<w:ins ${BY}>${content}</w:ins>`;
const del = (text: string): string => `<w:del ${BY}><w:r><w:delText>${text}</w:delText></w:r></w:del>`;

async function accepted(body: string): Promise<string[]> {
  const layout = await read(body);
  expect(layout.trackedChanges).toBe(true);
  return textsOf(layout);
}

test('a document without changes has none, not even with tracked formatting', async () => {
  const body = p(r('306', `<w:b/><w:rPrChange ${BY}><w:rPr><w:vanish/></w:rPr></w:rPrChange>`));
  const layout = await read(body);
  expect(layout.trackedChanges).toBe(false);
  expect(textsOf(layout)).toEqual(['306']);
});

test('insertions are read, deletions are not', async () => {
  expect(await accepted(p(r('30') + del('5') + ins(r('6')) + r(' hồ sơ')))).toEqual(['306 hồ sơ']);
});

test('moved text stands where it was moved to', async () => {
  const from = p(`<w:moveFromRangeStart w:id="1"/><w:moveFrom ${BY}>${r('Mục hai')}</w:moveFrom>`);
  const to = p(`<w:moveTo ${BY}>${r('Mục hai')}</w:moveTo>`);
  expect(await accepted(from + p('Mục một') + to)).toEqual(['Mục một', 'Mục hai']);
});

test('a deletion around other elements hides all of them', async () => {
  expect(await accepted(p(`<w:del ${BY}><w:hyperlink r:id="x">${r('cũ')}</w:hyperlink></w:del>${r('mới')}`))).toEqual([
    'mới',
  ]);
});

test('a paragraph whose mark was deleted runs on into the next', async () => {
  const joined = p('Số hồ sơ ', `<w:rPr><w:del ${BY}/></w:rPr>`) + p('đã giải quyết');
  expect(await accepted(joined)).toEqual(['Số hồ sơ đã giải quyết']);
});

test('a figure that comes of it is in doubt', async () => {
  const figure = (first: string, next: string) => p(first, `<w:rPr><w:del ${BY}/></w:rPr>`) + p(next);
  const layout = await read(tbl([tr([tc(figure('21', '6')), tc(figure('hồ ', 'sơ'))])]));
  expect(tablesOf(layout)[0]?.cells.map(({ text, confidence }) => [text, confidence])).toEqual([
    ['216', 0.5],
    ['hồ sơ', 1],
  ]);
});

test('with no next paragraph it stands for itself', async () => {
  const open = p('Số hồ sơ', `<w:rPr><w:del ${BY}/></w:rPr>`);
  expect(await accepted(open + tbl([tr([tc(open), tc('306')])]))).toEqual(['Số hồ sơ', 'Số hồ sơ | 306']);
});

test('a deleted paragraph is gone, number and all', async () => {
  const numbering =
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
  const list = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
  const body = p('một', list) + p(del('hai'), `${list}<w:rPr><w:del ${BY}/></w:rPr>`) + p('ba', list);
  expect(textsOf(await read(body, { numbering }))).toEqual(['1. một', '2. ba']);
});

test('rows inserted and deleted', async () => {
  const layout = await read(tbl([tr([tc('1')]), tr([tc('cũ')], `<w:del ${BY}/>`), tr([tc('2')], `<w:ins ${BY}/>`)]));
  expect(layout.trackedChanges).toBe(true);
  expect(tablesOf(layout).map(rowsOf)).toEqual([['1', '2']]);
});

test('cells inserted and deleted', async () => {
  const layout = await read(tbl([tr([tc('1'), tc('cũ', `<w:cellDel ${BY}/>`), tc('306', `<w:cellIns ${BY}/>`)])]));
  expect(layout.trackedChanges).toBe(true);
  expect(tablesOf(layout).map(rowsOf)).toEqual([['1 | 306']]);
});
