/** A document of many pages, each full of one ruled table as an appendix has it. */
import { BOTTOM, Sheet } from '../tables/sheet.js';
import type { StructureCell } from '../tables/structure.js';

const LABELS = [
  'Số văn bản chỉ đạo, điều hành cải cách hành chính đã ban hành trong kỳ báo cáo',
  'Số hồ sơ đã tiếp nhận',
  'Số hồ sơ giải quyết đúng hạn, trước hạn',
  'Số phản ánh, kiến nghị về quy định hành chính đã được xử lý',
];

/** The table goes on from page to page, its header printed on each. Returns the PDF and how many rows it has, header once. */
export async function ruledDocument(pages: number): Promise<{ pdf: Buffer; rows: number }> {
  const sheet = new Sheet();
  const cells: StructureCell[] = [];
  const put = (row: number, texts: readonly string[]) => {
    for (const [col, text] of texts.entries())
      cells.push({ startRow: row, endRow: row, startCol: col, endCol: col, text });
  };
  put(0, ['STT', 'Chỉ tiêu thống kê', 'Đơn vị tính', 'Số liệu', 'Ghi chú']);
  let row = 1;
  for (let page = 1; page <= pages; page++) {
    sheet.newPage();
    const widths = [45, 225, 75, 60, 50];
    const table = { widths, header: 1, rules: 'strokes' as const, cells: cells.slice(0, 5), rows: 1 };
    sheet.table(table);
    sheet.y -= 12;
    const first = row;
    const body: StructureCell[] = [];
    let y = sheet.y;
    for (;;) {
      const label = LABELS[row % LABELS.length] ?? '';
      const texts = [String(row), label, row % 3 === 0 ? '%' : 'Hồ sơ', String((row * 37) % 5000), ''];
      const height = 8 + 12 * sheet.wrap(label, 225 - 8).length;
      if (y + height > BOTTOM) break;
      y += height;
      for (const [col, text] of texts.entries())
        body.push({ startRow: row - first, endRow: row - first, startCol: col, endCol: col, text });
      row += 1;
    }
    sheet.table({ ...table, header: 0, cells: body, rows: row - first });
  }
  return { pdf: await sheet.finish(), rows: row };
}
