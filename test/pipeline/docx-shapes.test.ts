/** The shapes that only a DOCX has, from its bytes to the rows and flags of the dataset. */
import { expect, test } from 'vitest';
import { extractReport } from '../../src/index.js';
import { docx, p, r, tbl, tc, tr } from '../read/docx/build.js';

const BY = 'w:id="1" w:author="x" w:date="2021-09-01T00:00:00Z"';
const NUMBERING =
  '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>' +
  '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>' +
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>';
const numbered = (level: number) => p('', `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`);
const plain = (texts: readonly string[]) => texts.map((text) => tc(text));

const TABLE = tbl(
  [
    tr(plain(['STT', 'Chỉ tiêu thống kê', 'Đơn vị tính', 'Số liệu', 'Ghi chú']), '<w:tblHeader/>'),
    tr([tc(numbered(0)), tc('Cải cách thủ tục hành chính', '<w:gridSpan w:val="4"/>')]),
    tr([
      tc(numbered(1)),
      ...plain(['Số hồ sơ đã tiếp nhận', 'Hồ sơ']),
      // 305 is struck out, 306 put in.
      tc(p(`<w:del ${BY}><w:r><w:delText>305</w:delText></w:r></w:del><w:ins ${BY}>${r('306')}</w:ins>`)),
      tc(''),
    ]),
    `<w:sdt><w:sdtContent>${tr([tc('Trong đó', '<w:vMerge w:val="restart"/>'), ...plain(['Trực tiếp', 'nt', '300', ''])])}</w:sdtContent></w:sdt>`,
    tr([tc('', '<w:vMerge/>'), ...plain(['Trực tuyến', 'nt', '6', ''])]),
    tr(plain(['Số thư xin lỗi', 'Thư', '0']), '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
  ],
  [700, 4000, 1200, 1000, 1000],
);

test('numbers that Word counts, merged and missing cells, content controls, changes that nobody accepted', async () => {
  const bytes = docx(p('Phụ lục') + TABLE, { numbering: NUMBERING });
  const { extraction } = await extractReport(bytes, { source: 'bc.docx', ocr: 'off' });
  expect(extraction.rows.map((row) => [row.printedCode, row.label, row.unitRaw, row.valueRaw].join(' | '))).toEqual([
    '1 | Cải cách thủ tục hành chính |  | ',
    '1.1 | Số hồ sơ đã tiếp nhận | Hồ sơ | 306',
    ' | Trực tiếp | nt | 300',
    ' | Trực tuyến | nt | 6',
    ' | Số thư xin lỗi | Thư | 0',
  ]);
  expect(extraction.flags.map(({ code }) => code)).toContain('TRACKED_CHANGES');
});
