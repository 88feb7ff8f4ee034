/**
 * Documents whose tables are known, in English and Vietnamese: ruled in every way, half-ruled, unruled, over two pages,
 * and pages that hold no table but look a little like one. `npm run bench:tables -- --write <folder>` writes them in the
 * competition's layout. The same each time.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Dice } from '../../fixtures/prng.js';
import { BOTTOM, type DrawnTable, LEFT, type Rules, Sheet, WIDTH } from './sheet.js';
import type { StructureCell, StructureTable } from './structure.js';

export interface Sample {
  readonly name: string;
  readonly pdf: Uint8Array;
  readonly tables: readonly StructureTable[];
}

interface Language {
  readonly caption: string;
  readonly label: string;
  readonly labels: readonly string[];
  readonly titles: readonly string[];
  readonly group: string;
  readonly prose: readonly string[];
  readonly decimal: '.' | ',';
}

const ENGLISH: Language = {
  caption: 'Table',
  label: 'Industry of employment',
  labels: [
    'Manufacturing',
    'Construction',
    'Wholesale and retail trade, repair of motor vehicles and of household goods',
    'Education',
    'Health and social work',
    'Transport, storage and communication',
    'Agriculture, hunting and forestry',
    'Public administration and defence, compulsory social security',
    'Financial intermediation',
    'Hotels and restaurants',
    'Fishing',
    'Mining and quarrying',
  ],
  titles: ['Persons', 'Share', 'Men', 'Women', 'Full time', 'Part time'],
  group: 'Number of persons employed',
  prose: [
    'The survey was carried out by the national statistical office between March and September of the year under review.',
    'Households that could not be reached after three visits were replaced by others of the same district and the same size.',
    'Compared with the previous year the number of persons employed rose in nearly all branches, while the share of those who work part time remained about the same as it had been before.',
    'The figures for fishing and for mining should be read with caution, since they rest on a small number of answers.',
  ],
  decimal: '.',
};

const VIETNAMESE: Language = {
  caption: 'Bảng',
  label: 'Chỉ tiêu thống kê',
  labels: [
    'Số văn bản chỉ đạo đã ban hành',
    'Số hồ sơ đã tiếp nhận',
    'Số hồ sơ giải quyết đúng hạn, trước hạn trong kỳ báo cáo của các đơn vị trực thuộc',
    'Số cuộc kiểm tra',
    'Tỷ lệ thủ tục hành chính được công khai',
    'Số cán bộ, công chức được đào tạo',
    'Số đơn vị hành chính',
    'Số phản ánh, kiến nghị về quy định hành chính đã được xử lý xong',
    'Kinh phí tiết kiệm',
    'Số dịch vụ công trực tuyến',
    'Số thư xin lỗi',
    'Số nhiệm vụ quá hạn',
  ],
  titles: ['Đơn vị', 'Kỳ trước', 'Kỳ này', 'Lũy kế', 'So sánh', 'Kế hoạch'],
  group: 'Kết quả thực hiện trong kỳ',
  prose: [
    'Trong kỳ báo cáo, Ủy ban nhân dân huyện đã chỉ đạo các phòng chuyên môn và các xã thực hiện nghiêm túc kế hoạch cải cách hành chính.',
    'Công tác tuyên truyền được đẩy mạnh bằng nhiều hình thức, qua hệ thống truyền thanh, hội nghị thôn và trang thông tin điện tử.',
    'Bên cạnh những kết quả đạt được, một số đơn vị còn chậm trong việc cập nhật hồ sơ lên phần mềm; cơ sở vật chất của bộ phận một cửa ở vài xã vùng sâu còn thiếu, đường truyền chưa ổn định.',
    'Thời gian tới, huyện tiếp tục rà soát, đơn giản hóa thủ tục, nâng cao chất lượng đội ngũ cán bộ, công chức.',
  ],
  decimal: ',',
};

const RULES: readonly Rules[] = ['strokes', 'rectangles', 'dashes', 'doubled', 'rows', 'header', 'none'];

function figure(dice: Dice, { decimal }: Language): string {
  if (dice.chance(0.08)) return '-';
  if (dice.chance(0.3)) return `${dice.whole(0, 99)}${decimal}${dice.whole(0, 9)}`;
  return String(dice.whole(0, 1) === 0 ? dice.whole(0, 99) : dice.whole(100, 9999));
}

function tableOf(dice: Dice, language: Language, rules: Rules, bodyRows = dice.whole(4, 12)): DrawnTable {
  const figures = dice.whole(2, 5);
  const grouped = dice.chance(0.5);
  const header = grouped ? 2 : 1;
  const cells: StructureCell[] = [];
  const put = (startRow: number, startCol: number, text: string, endRow = startRow, endCol = startCol) =>
    cells.push({ startRow, endRow, startCol, endCol, text });
  put(0, 0, language.label, header - 1);
  if (grouped) put(0, 1, language.group, 0, figures);
  for (const [i, title] of dice.shuffle(language.titles).slice(0, figures).entries()) put(header - 1, i + 1, title);
  const labels = Array.from({ length: bodyRows }, (_, i) => language.labels[i % language.labels.length] ?? '');
  for (const [i, label] of labels.entries()) {
    put(header + i, 0, label);
    for (let col = 1; col <= figures; col++) put(header + i, col, figure(dice, language));
  }
  const first = WIDTH - figures * 62;
  return {
    widths: [first, ...Array.from({ length: figures }, () => 62)],
    rows: header + bodyRows,
    header,
    cells,
    rules,
  };
}

/** A page with a table between paragraphs. */
async function single(name: string, dice: Dice, language: Language, rules: Rules): Promise<Sample> {
  const sheet = new Sheet();
  const tables: StructureTable[] = [];
  for (let i = 1; i <= 2; i++) {
    sheet.newPage();
    for (const sentence of language.prose.slice(0, 2)) sheet.paragraph(sentence);
    sheet.paragraph(`${language.caption} ${i}. ${language.group}`, { bold: true });
    const table = tableOf(dice, language, rules);
    sheet.table(table);
    tables.push({ pages: [sheet.page], cells: table.cells });
    for (const sentence of language.prose.slice(2)) sheet.paragraph(sentence);
  }
  return { name, pdf: await sheet.finish(), tables };
}

/** A table over two pages, its header on both. */
async function long(name: string, dice: Dice, language: Language, rules: Rules): Promise<Sample> {
  const sheet = new Sheet();
  sheet.newPage();
  for (const sentence of language.prose) sheet.paragraph(sentence);
  const table = tableOf(dice, language, rules, 36);
  const heights = sheet.heights(table);
  let [cut, y] = [0, sheet.y];
  while (y + (heights[cut] ?? 0) < BOTTOM) y += heights[cut++] ?? 0;
  sheet.table(table, 0, cut);
  sheet.newPage();
  sheet.table(table, 0, table.header);
  sheet.y -= 12;
  sheet.table({ ...table, header: rules === 'rows' ? cut : table.header }, cut);
  return { name, pdf: await sheet.finish(), tables: [{ pages: [1, 2], cells: table.cells }] };
}

type Painter = (sheet: Sheet, language: Language, dice: Dice) => void;

/** Pages without a table. */
const BARE: Readonly<Record<string, Painter>> = {
  prose: (sheet, { prose }) => {
    for (let i = 0; i < 4; i++) for (const sentence of prose) sheet.paragraph(sentence);
  },
  columns: (sheet, { prose }) => {
    for (const x of [LEFT, LEFT + WIDTH / 2 + 12]) {
      sheet.y = 90;
      for (let i = 0; i < 2; i++) for (const text of prose) sheet.paragraph(text, { x, width: WIDTH / 2 - 12 });
    }
  },
  list: (sheet, { labels, prose }) => {
    for (const [i, label] of labels.entries()) {
      sheet.text(i % 3 === 0 ? `${i / 3 + 1}.` : '-', LEFT, sheet.y);
      sheet.paragraph(i % 3 === 0 ? label : `${label}. ${prose[i % prose.length] ?? ''}`, {
        x: LEFT + 24,
        width: WIDTH - 24,
      });
    }
  },
  contents: (sheet, { labels }) => {
    for (const [i, label] of labels.entries()) {
      const [title = ''] = sheet.wrap(label, 250);
      const dots = '.'.repeat(Math.floor((WIDTH - 60 - sheet.width(title)) / sheet.width('.')));
      sheet.text(`${i + 1}.`, LEFT, sheet.y);
      sheet.text(`${title} ${dots}`, LEFT + 24, sheet.y);
      sheet.text(String(3 * i + 2), LEFT + WIDTH - sheet.width(String(3 * i + 2)), sheet.y);
      sheet.y += 16;
    }
  },
  letter: (sheet, { prose }) => {
    const sides = [
      ['ỦY BAN NHÂN DÂN', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
      ['HUYỆN YÊN BÌNH', 'Độc lập - Tự do - Hạnh phúc'],
      ['Số: 215/BC-UBND', 'Yên Bình, ngày 14 tháng 6 năm 2019'],
    ] as const;
    for (const [left, right] of sides) {
      sheet.text(left, LEFT + (170 - sheet.width(left, true)) / 2, sheet.y, true);
      sheet.text(right, LEFT + 200 + (255 - sheet.width(right, true)) / 2, sheet.y, true);
      sheet.y += 16;
    }
    sheet.rule(LEFT + 50, sheet.y - 18, LEFT + 120, sheet.y - 18);
    sheet.rule(LEFT + 260, sheet.y - 18, LEFT + 400, sheet.y - 18);
    sheet.y += 20;
    for (const sentence of prose) sheet.paragraph(sentence);
  },
  chart: (sheet, { titles, prose }, dice) => {
    for (const sentence of prose) sheet.paragraph(sentence);
    const [top, height] = [sheet.y + 10, 160];
    for (let i = 0; i <= 4; i++) {
      const y = top + (height * i) / 4;
      sheet.rule(LEFT + 40, y, LEFT + WIDTH, y);
      sheet.text(String(100 - 25 * i), LEFT + 12, y - 5);
    }
    sheet.rule(LEFT + 40, top, LEFT + 40, top + height);
    for (const [i, title] of titles.entries()) {
      const [x, bar] = [LEFT + 70 + i * 64, dice.whole(20, height)];
      for (const side of [0, 20]) sheet.rule(x + side, top + height - bar, x + side, top + height);
      sheet.rule(x, top + height - bar, x + 20, top + height - bar);
      sheet.text(title, x - 8, top + height + 6);
    }
    sheet.y = top + height + 30;
  },
};

/** Bare pages, with one table at the end so that the document holds one. */
async function bare(name: string, dice: Dice, language: Language): Promise<Sample> {
  const sheet = new Sheet();
  for (const paint of Object.values(BARE)) {
    sheet.newPage();
    paint(sheet, language, dice);
  }
  sheet.newPage();
  const table = tableOf(dice, language, 'strokes');
  sheet.table(table);
  return { name, pdf: await sheet.finish(), tables: [{ pages: [sheet.page], cells: table.cells }] };
}

export async function* corpus(): AsyncGenerator<Sample> {
  const dice = new Dice(2013);
  for (const [code, language] of [['en', ENGLISH] as const, ['vi', VIETNAMESE] as const]) {
    for (const rules of RULES) yield single(`${code}-${rules}`, dice, language, rules);
    for (const rules of ['strokes', 'rows'] as const) yield long(`${code}-long-${rules}`, dice, language, rules);
    yield bare(`${code}-bare`, dice, language);
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function structureXml(name: string, tables: readonly StructureTable[]): string {
  const cellXml = (cell: StructureCell, id: number) =>
    `<cell id='${id}' start-row='${cell.startRow}' start-col='${cell.startCol}' end-row='${cell.endRow}' end-col='${cell.endCol}'><content>${escaped(cell.text)}</content></cell>`;
  const tableXml = ({ pages, cells }: StructureTable, id: number) =>
    `<table id='${id}'>\n<region id='0' page='${pages[0] ?? 1}' col-increment='0' row-increment='0'>\n${cells.map(cellXml).join('\n')}\n</region>\n</table>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<document filename='${name}.pdf'>\n${tables.map(tableXml).join('\n')}\n</document>\n`;
}

/** Writes the corpus in the competition's layout. */
export async function writeCorpus(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for await (const { name, pdf, tables } of corpus()) {
    await writeFile(path.join(folder, `${name}.pdf`), pdf);
    await writeFile(path.join(folder, `${name}-str.xml`), structureXml(name, tables));
  }
}
