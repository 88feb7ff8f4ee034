import { expect, test } from 'vitest';
import { p, r, read, rows, rowsOf, tablesOf, tbl, tc, texts, textsOf, tr } from './build.js';

const GRID = [700, 3000, 1500, 1000, 900];

test('a table stands where it is in the text, with its place unknown', async () => {
  const layout = await read(`${p('Trước')}${tbl([tr([tc('STT'), tc('Chỉ tiêu')]), tr([tc('1'), tc('')])])}${p('Sau')}`);
  expect(textsOf(layout)).toEqual(['Trước', 'STT | Chỉ tiêu\n1 | ', 'Sau']);
  const [table] = tablesOf(layout);
  expect(table).toMatchObject({
    rows: 2,
    cols: 2,
    pages: [],
    seams: [],
    method: 'docx',
    origin: 'docx',
    headerRows: 0,
  });
  expect(table?.cells[0]).toEqual({
    row: 0,
    col: 0,
    rowspan: 1,
    colspan: 1,
    text: 'STT',
    places: [{ page: null, box: null }],
    confidence: 1,
  });
});

test('the paragraphs and line breaks of a cell are its lines; empty paragraphs are none', async () => {
  const cell = tc(`${p('Quý')}${p('')}${p('<w:r><w:t>IV/20</w:t><w:br/><w:t>21</w:t></w:r>')}`);
  const [table] = tablesOf(await read(tbl([tr([cell])])));
  expect(table?.cells[0]?.text).toBe('Quý\nIV/20\n21');
});

test('gridSpan and vMerge become one cell at their top left', async () => {
  const table = tbl(
    [
      tr([tc('STT'), tc('Chỉ tiêu', '<w:gridSpan w:val="2"/>'), tc('Đơn vị'), tc('Số liệu')]),
      tr([tc('3'), tc('Trong đó', '<w:vMerge w:val="restart"/>'), tc('a'), tc('Hồ sơ'), tc('306')]),
      tr([tc(''), tc('', '<w:vMerge/>'), tc('bà'), tc('nt'), tc('0')]),
      tr([tc(''), tc('', '<w:vMerge w:val="continue"/>'), tc('cà'), tc('nt'), tc('72')]),
    ],
    GRID,
  );
  expect(await rows(table)).toEqual([
    'STT | Chỉ tiêu | < | Đơn vị | Số liệu',
    '3 | Trong đó | a | Hồ sơ | 306',
    ' | ^ | bà | nt | 0',
    ' | ^ | cà | nt | 72',
  ]);
});

test('two merges one below the other stay two', async () => {
  const restart = '<w:vMerge w:val="restart"/>';
  const table = tbl([
    tr([tc('A', restart), tc('1')]),
    tr([tc('', '<w:vMerge/>'), tc('2')]),
    tr([tc('B', restart), tc('3')]),
    tr([tc('', '<w:vMerge/>'), tc('4')]),
  ]);
  expect(await rows(table)).toEqual(['A | 1', '^ | 2', 'B | 3', '^ | 4']);
});

test('a merge goes on only in the very next row and on the same columns', async () => {
  const restart = '<w:vMerge w:val="restart"/>';
  const table = tbl(
    [
      tr([tc('A', restart), tc('1'), tc('ba')]),
      tr([tc('giữa'), tc('2'), tc('bà')]),
      tr([tc('', '<w:vMerge/>'), tc('3'), tc('bá')]),
      tr([tc('', '<w:vMerge/><w:gridSpan w:val="2"/>'), tc('bã')]),
    ],
    [1, 1, 1],
  );
  expect(await rows(table)).toEqual(['A | 1 | ba', 'giữa | 2 | bà', ' | 3 | bá', ' | < | bã']);
});

test('a continued merge without a beginning begins one', async () => {
  const table = tbl([tr([tc('', '<w:vMerge/>'), tc('1')]), tr([tc('', '<w:vMerge/>'), tc('2')])]);
  expect(await rows(table)).toEqual([' | 1', '^ | 2']);
});

test('text in a cell that should only continue a merge is not lost', async () => {
  const table = tbl([tr([tc('A', '<w:vMerge w:val="restart"/>'), tc('1')]), tr([tc('479', '<w:vMerge/>'), tc('2')])]);
  expect(await rows(table)).toEqual(['A | 1', '479 | 2']);
});

test('gridBefore and gridAfter hold the place of missing cells', async () => {
  const table = tbl(
    [
      tr(['STT', 'Chỉ tiêu', 'Đơn vị', 'Số liệu', 'Ghi chú'].map((text) => tc(text))),
      tr([tc('Hồ sơ'), tc('306'), tc('x')], '<w:gridBefore w:val="2"/>'),
      tr([tc('2'), tc('Nhãn'), tc('Hồ sơ')], '<w:gridAfter w:val="2"/>'),
    ],
    GRID,
  );
  expect(await rows(table)).toEqual([
    'STT | Chỉ tiêu | Đơn vị | Số liệu | Ghi chú',
    ' | < | Hồ sơ | 306 | x',
    '2 | Nhãn | Hồ sơ |  | <',
  ]);
});

test.each([
  ['twips', 'w:w="3700" w:type="dxa"', 'w:w="1500"', 'w:w="1900" w:type="dxa"'],
  ['points', 'w:w="185pt"', 'w:w="75pt"', 'w:w="95pt"'],
  ['fiftieths of a percent', 'w:w="2606" w:type="pct"', 'w:w="1056" w:type="pct"', 'w:w="1338" w:type="pct"'],
  ['percent', 'w:w="52.1%" w:type="pct"', 'w:w="21.1%"', 'w:w="26.8%"'],
])('a row whose spans do not add up is laid by widths in %s', async (_, first, second, third) => {
  const cell = (text: string, width: string): string => tc(text, `<w:tcW ${width}/>`);
  const full = tr(['STT', 'Chỉ tiêu', 'Đơn vị', 'Số liệu', 'Ghi chú'].map((text) => tc(text)));
  const short = tr([cell('Trong đó', first), cell('Hồ sơ', second), cell('306', third)]);
  expect(await rows(tbl([full, short], GRID))).toEqual([
    'STT | Chỉ tiêu | Đơn vị | Số liệu | Ghi chú',
    'Trong đó | < | Hồ sơ | 306 | <',
  ]);
});

test('a row whose widths are left to the program is filled up at its end', async () => {
  const full = tr(['STT', 'Chỉ tiêu', 'Số liệu'].map((text) => tc(text)));
  const short = tr([tc('1', '<w:tcW w:w="0" w:type="auto"/>'), tc('Nhãn', '<w:tcW w:w="9" w:type="nil"/>')]);
  expect(await rows(tbl([full, short], [1, 1, 1]))).toEqual(['STT | Chỉ tiêu | Số liệu', '1 | Nhãn | ']);
});

test('hMerge, the old way to merge sideways', async () => {
  const table = tbl([
    tr([tc('Nhóm', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge/>'), tc('5')]),
    tr([tc('1'), tc('2'), tc('3')]),
  ]);
  expect(await rows(table)).toEqual(['Nhóm | < | 5', '1 | 2 | 3']);
});

test('leading rows marked as header', async () => {
  const header = '<w:tblHeader/>';
  const layout = await read(
    tbl([tr([tc('STT')], header), tr([tc('1')], header), tr([tc('2')]), tr([tc('3')], header)]) +
      p('') +
      tbl([tr([tc('1')], '<w:tblHeader w:val="0"/>'), tr([tc('2')])]),
  );
  expect(tablesOf(layout).map((table) => table.headerRows)).toEqual([2, 0]);
});

test('tables repeated by hand, with a caption between, stay separate', async () => {
  const table = tbl([tr([tc('STT')]), tr([tc('1')])]);
  expect(await texts(`${table}${p('Biểu mẫu 2')}${table}`)).toEqual(['STT\n1', 'Biểu mẫu 2', 'STT\n1']);
});

test('a table in a cell is a table after its host, and its text is in the host too', async () => {
  const inner = tbl([tr([tc('UBND XÃ'), tc('CỘNG HÒA')])]);
  const innermost = tbl([tr([tc('sâu')])]);
  const layout = await read(tbl([tr([tc(`${p('Trên')}${inner}${p('Dưới')}`), tc(`${innermost}${p('')}`)])]) + p('Sau'));
  expect(tablesOf(layout).map(rowsOf)).toEqual([
    ['Trên\nUBND XÃ\nCỘNG HÒA\nDưới | sâu'],
    ['UBND XÃ | CỘNG HÒA'],
    ['sâu'],
  ]);
  expect(textsOf(layout).at(-1)).toBe('Sau');
});

test('content controls around rows, cells, paragraphs and runs are looked through', async () => {
  const control = (content: string): string =>
    `<w:sdt><w:sdtPr><w:alias w:val="không phải chữ"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
  const table = tbl([
    control(tr([tc('1'), control(tc('Số hồ sơ'))])),
    tr([tc(control(p('2'))), tc(p(control(r('479'))))]),
  ]);
  expect(await rows(table)).toEqual(['1 | Số hồ sơ', '2 | 479']);
  expect(await texts(control(table + p('sau')))).toEqual(['1 | Số hồ sơ\n2 | 479', 'sau']);
});

test('a control that still shows its prompt keeps its cell and leaves it blank', async () => {
  const prompt = (content: string): string =>
    `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
  const layout = await read(
    tbl([tr([tc('1'), prompt(tc('0')), tc('x')]), tr([tc('2'), tc(p(prompt(r('0')))), tc('y')])]),
  );
  expect(tablesOf(layout).map(rowsOf)).toEqual([['1 |  | x', '2 |  | y']]);
  expect(layout.pages[0]?.reasons).toEqual(['prompt-left-out']);
});

test('rows in custom XML and smart tags are looked through', async () => {
  const tag = (content: string): string => `<w:customXml w:element="x"><w:customXmlPr/>${content}</w:customXml>`;
  expect(
    await rows(
      tbl([tag(tr([tag(tc('1')), tc(p(`<w:smartTag w:element="d"><w:smartTagPr/>${r('01/9')}</w:smartTag>`))]))]),
    ),
  ).toEqual(['1 | 01/9']);
});

test('rows written twice, for newer and older programs, are read once', async () => {
  const forms = `<mc:Choice Requires="x">${tr([tc('306')])}</mc:Choice><mc:Fallback>${tr([tc('306')])}</mc:Fallback>`;
  expect(await rows(tbl([tr([tc('STT')]), `<mc:AlternateContent>${forms}</mc:AlternateContent>`]))).toEqual([
    'STT',
    '306',
  ]);
});

test('strict namespaces and other prefixes are the same document', async () => {
  const body = (prefix: string): string =>
    tbl([tr([tc('1', '<w:gridSpan w:val="2"/>')]), tr([tc('a'), tc('b')])]).replaceAll('w:', `${prefix}:`);
  const wrapped = (uri: string, prefix: string): string =>
    `<x:wrap xmlns:x="urn:x" xmlns:${prefix}="${uri}">${body(prefix)}</x:wrap>`;
  for (const uri of [
    'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
    'http://purl.oclc.org/ooxml/wordprocessingml/main',
  ]) {
    for (const prefix of ['w', 'ns0', 'văn']) expect(await rows(wrapped(uri, prefix))).toEqual(['1 | <', 'a | b']);
  }
});

test('a text box in a cell belongs to the cell', async () => {
  const box =
    '<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>';
  expect(await rows(tbl([tr([tc(p(`${r('ngoài')}${box}`)), tc('5')])]))).toEqual(['ngoài\ntrong khung | 5']);
});

test('a table without rows is none', async () => {
  expect(await texts(`${tbl([])}${p('x')}`)).toEqual(['x']);
});
