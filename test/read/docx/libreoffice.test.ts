import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDocx } from '../../../src/read/docx/index.js';
import { tablesOf, textsOf } from './build.js';

test('a document as LibreOffice writes it', async () => {
  const layout = await readDocx(readFileSync(new URL('libreoffice.docx', import.meta.url)));
  expect(textsOf(layout)).toEqual([
    'UBND XÃ HƯNG LỘC',
    [
      'ỦY BAN NHÂN DÂN\nXÃ HƯNG LỘC\nSố: 12/BC - UBND | ',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc, phương hướng năm nay',
    ].join(''),
    'BÁO CÁO',
    'Kết quả cải cách hành chính¹ 9 tháng\nnăm 2021\txã Hưng Lộc',
    '1. Công tác chỉ đạo',
    '1.1. Kế hoạch',
    [
      'STT | Chỉ tiêu | < | Kết quả | <',
      '^ | ^ | ^ | Đơn vị | Số liệu',
      '1. | Diện tích trụ sở | < | m² | 306 ²',
      '2. | Trong\nđó | Trực tiếp | Hồ sơ | 72',
      '^ | ^ | Trực tuyến\nMức 3\n60 | Hồ sơ | ',
    ].join('\n'),
    'Mức 3 | 60',
    'Nơi nhận: như trên',
    '¹ Số liệu đến ngày 31/8',
    'Trang',
  ]);
  expect(tablesOf(layout).map((table) => table.headerRows)).toEqual([0, 2, 0]);
  expect(layout.trackedChanges).toBe(true);
  expect(layout.pages[0]).toMatchObject({ readable: true, reasons: ['hidden-text-left-out'] });
  expect(layout.blocks.find((block) => block.kind === 'text' && block.text === 'BÁO CÁO')).toMatchObject({
    bold: true,
    size: 14,
  });
});
