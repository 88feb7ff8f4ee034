/** `sohoa inspect`: what was seen in one document, for people, for programs, or drawn on the page. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { extractLayout } from '../extract.js';
import { UsageError } from '../model/errors.js';
import type { Layout, PageReading, Table } from '../model/layout.js';
import { describeFlag } from '../model/messages.js';
import type { Page } from '../model/page.js';
import { drawPages, turned } from '../picture.js';
import { readAppendix } from '../report/appendix.js';
import { inlineLittle } from '../run/inlining.js';
import type { OcrMode } from '../tessdata.js';
import { drawSeen } from './draw.js';
import { type ReadDocument, readOne } from './one.js';

export interface InspectCommandOptions {
  readonly page?: number;
  readonly json?: boolean;
  readonly out?: string;
  readonly ocr: OcrMode;
}

/** Sharp enough to read 8-point text over the boxes drawn on it. */
const PICTURE_DPI = 150;

export async function inspect(file: string, options: InspectCommandOptions): Promise<number> {
  inlineLittle();
  const seen = await readOne(file, options.ocr);
  if (options.page !== undefined && !seen.layout.pages.some((page) => page.page === options.page))
    throw new UsageError(`Tệp không có trang ${options.page} (có ${seen.pages.length} trang). / No such page.`);
  if (options.out !== undefined) await draw(seen, options.page ?? 1, options.out);
  if (options.json)
    process.stdout.write(`${JSON.stringify(asJson(path.basename(file), seen, options.page), null, 1)}\n`);
  else if (options.out === undefined) process.stdout.write(await asText(seen, options.page));
  return 0;
}

async function draw({ bytes, format, pages, layout }: ReadDocument, number: number, out: string): Promise<void> {
  const page = pages.find((candidate) => candidate.page === number);
  if (!page) throw new UsageError('Tệp DOCX không có trang để vẽ. / A DOCX has no pages to draw.');
  const firstRow = new Map(
    readAppendix(layout.blocks).map(({ source, appendix: { rows } }) => [
      source,
      { of: rows[0]?.row ?? 1, header: source.rows - rows.length },
    ]),
  );
  const rowNumber = (table: Table, row: number) => {
    const first = firstRow.get(table);
    // Rows of an appendix as in observations.csv; of any other table as it counts them itself.
    if (first === undefined) return String(row + 1);
    return row >= first.header ? String(first.of + row - first.header) : '';
  };
  for await (const picture of drawPages(bytes, format, new Set([number]), PICTURE_DPI)) {
    const { canvas, scale } = turned(picture, turnOf(page));
    drawSeen(canvas, scale, page, tablesOf(layout), rowNumber);
    await writeFile(out, canvas.toBuffer('image/png'));
    return;
  }
  throw new UsageError(
    `Không vẽ được trang ${number}: ảnh của trang bị hỏng. / The picture of the page cannot be decoded.`,
  );
}

/** Degrees clockwise by which the page was turned to be read. */
function turnOf({ reasons }: Page): number {
  return Number(reasons.map((reason) => /^turned-(\d+)$/.exec(reason)?.[1]).find((degrees) => degrees) ?? 0);
}

function tablesOf(layout: Layout): Table[] {
  return layout.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
}

/** The contract's `inspect --json`; a DOCX is one page whose number and boxes are null. */
function asJson(source: string, { format, layout }: ReadDocument, only: number | undefined): unknown {
  const appendix = new Set(readAppendix(layout.blocks).map(({ source }) => source));
  const wanted = (page: number | null) => only === undefined || page === only;
  return {
    source,
    format,
    pages: layout.pages
      .filter(({ page }) => wanted(page))
      .map((page) => ({
        page: page.page,
        width: page.width,
        height: page.height,
        origin: page.origin,
        text: textOf(layout, page.page),
        reasons: page.reasons,
        fonts: page.fonts,
        repairs: page.repairs,
      })),
    tables: tablesOf(layout)
      .filter((table) => only === undefined || table.pages.includes(only))
      .map((table) => ({
        pages: table.pages,
        appendix: appendix.has(table),
        cells: table.cells.map((cell) => ({
          page: cell.places[0]?.page ?? null,
          row: cell.row,
          col: cell.col,
          rowspan: cell.rowspan,
          colspan: cell.colspan,
          text: cell.text,
          bbox: cell.places[0]?.box ?? null,
          confidence: cell.confidence,
        })),
      })),
  };
}

/** Repaired text of a page in reading order: its lines, and where a table stands its rows. */
function textOf(layout: Layout, page: number | null): string {
  return layout.blocks
    .flatMap((block) => {
      if (block.kind === 'text') return block.place.page === page ? [block.text] : [];
      const rows: string[][] = Array.from({ length: block.table.rows }, () => []);
      for (const cell of block.table.cells)
        if (cell.places.some((place) => place.page === page) && cell.text !== '')
          rows[cell.row]?.push(cell.text.replaceAll('\n', ' '));
      return rows.filter((row) => row.length > 0).map((row) => row.join('\t'));
    })
    .join('\n');
}

async function asText({ format, layout }: ReadDocument, only: number | undefined): Promise<string> {
  const lines: string[] = [];
  for (const page of layout.pages) {
    if (only !== undefined && page.page !== only) continue;
    lines.push(...pageLines(page), '', textOf(layout, page.page), '');
  }
  if (only === undefined) {
    // Only here are forms needed, and loaded.
    const { loadCatalogue } = await import('../catalogue/index.js');
    const extraction = extractLayout(layout, format, await loadCatalogue(), '');
    lines.push(
      `Biểu mẫu: ${extraction.form ?? 'không rõ'} (${extraction.formScore.toFixed(2)}) · kỳ ${extraction.period?.label ?? 'không rõ'} · ${extraction.issuer ?? 'không rõ cơ quan'}`,
      ...extraction.rows.map((row) =>
        [
          row.row,
          row.printedCode,
          row.indicatorCode || '?',
          row.matchScore.toFixed(2),
          row.label,
          row.unit,
          row.valueRaw,
          row.note,
        ].join(' | '),
      ),
      '',
      ...extraction.flags.map((flag) => `${flag.severity} ${flag.code}: ${describeFlag(flag, 'vi')}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

function pageLines({ page, readable, reasons, fonts, repairs }: PageReading): string[] {
  return [
    `=== ${page === null ? 'văn bản' : `trang ${page}`}${readable ? '' : ' (KHÔNG ĐỌC ĐƯỢC)'}${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}`,
    ...fonts.map((font) => `  phông ${font.name}: ${[font.verdict, ...font.reasons].join(', ')}`),
    ...repairs.map((repair) => `  sửa chữ ${repair.from} → ${repair.to}: ${repair.count} (${repair.class})`),
  ];
}
