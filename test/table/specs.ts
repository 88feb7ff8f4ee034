/** Tables as administrative reports have them. */
import type { TableSpec } from './draw.js';

/** Two header rows with spans, a group under one merged cell, wrapped cells. */
export const REPORT: TableSpec = {
  widths: [50, 220, 80, 60, 50],
  rows: 8,
  cells: [
    { row: 0, col: 0, rowspan: 2, text: 'STT', bold: true },
    { row: 0, col: 1, rowspan: 2, text: 'Chỉ tiêu thống kê\n(Sử dụng trong kỳ)', bold: true },
    { row: 0, col: 2, colspan: 2, text: 'Kết quả thống kê', bold: true },
    { row: 0, col: 4, rowspan: 2, text: 'Ghi\nchú', bold: true },
    { row: 1, col: 2, text: 'Đơn vị tính', bold: true },
    { row: 1, col: 3, text: 'Số liệu', bold: true },
    { row: 2, col: 0, text: '3.3', bold: true },
    { row: 2, col: 1, text: 'Kết quả giải quyết', bold: true },
    { row: 3, col: 0, text: '3.3.1' },
    { row: 3, col: 1, text: 'Số lượng hồ sơ đã\ntiếp nhận' },
    { row: 3, col: 2, text: 'Số lượng\nhồ sơ' },
    { row: 3, col: 3, text: '479' },
    { row: 4, col: 0, rowspan: 3, text: 'Trong\nđó' },
    { row: 4, col: 1, text: 'Tiếp nhận trực tiếp' },
    { row: 4, col: 2, text: 'nt' },
    { row: 4, col: 3, text: '306' },
    { row: 5, col: 1, text: 'Tiếp nhận qua BCCI' },
    { row: 5, col: 2, text: 'nt' },
    { row: 5, col: 3, text: '0' },
    { row: 6, col: 1, text: 'Tiếp nhận trực tuyến\nmức độ 3' },
    { row: 6, col: 2, text: 'nt' },
    { row: 6, col: 3, text: '72' },
    { row: 7, col: 0, text: '3.3.2' },
    { row: 7, col: 1, text: 'Số hồ sơ đã giải quyết' },
    { row: 7, col: 2, text: 'Hồ sơ' },
    { row: 7, col: 3, text: '478' },
  ],
};
