/** Tables and text -> the report: who, when, and the rows of its appendix. */
import type { UnitRegister } from '../model/catalogue.js';
import type { Block, Layout } from '../model/layout.js';
import type { AppendixTable, Period, Report, ReportRow } from '../model/report.js';
import { captionLines, readAppendix, unitsIn } from './appendix.js';
import { halvesApart } from './halves.js';
import { isOfAnotherPeriod, namesNoValues } from './header.js';
import { isOfAnotherUnit } from './issuer.js';
import { linesOf, paragraphsOf, zonesOf } from './lines.js';
import { readMetadata, statementsOf } from './metadata.js';
import { footnoteOf, isOfAnotherPeriodBy, remarksIn, saysOnlyTime } from './remark.js';
import { joinLines } from './text.js';

/** Reads the report that a document holds. A document without an appendix gives a report without tables. */
export function readReport(layout: Layout, units: UnitRegister): Report {
  const blocks = halvesApart(layout.blocks);
  const found = readAppendix(blocks);
  const positions = new Set(found.map(({ at }) => at));
  const zones = zonesOf(linesOf(blocks, positions));
  const paragraphs = paragraphsOf(zones.body);
  const linesOver = found.map(({ at }) => captionLines(blocks, at).map((line) => joinLines(line.text)));
  const captions = linesOver.map((lines) => joinLines(lines.join(' ')));
  const tables = found.map(({ appendix }) => withOrigins(appendix, layout));
  const valueHeaders = tables.map((table) => table.valueHeader);
  const below = found.map(({ at }) => linesBelow(blocks, at));
  const strangeHeaders = found.flatMap(({ source, appendix: { valueHeader } }) =>
    source.origin !== 'ocr' && namesNoValues(valueHeader) ? [valueHeader] : [],
  );
  const remarks = below.flatMap(remarksIn);
  const said = { captions, captionLines: linesOver.flat(), valueHeaders, strangeHeaders, remarks, paragraphs };
  const metadata = readMetadata(statementsOf(zones, said), units);
  return {
    metadata,
    tables: comparedApart(
      tables.map((table, i) => withRemarks(table, below[i] ?? [], metadata.period)),
      tables.map((table, i) => {
        const caption = captions[i] ?? '';
        return [table.valueHeader, caption].some(isOfAnotherPeriod) || isOfAnotherUnit(caption, metadata, units);
      }),
    ),
    prose: paragraphs.filter((paragraph) => /\d/u.test(paragraph.text)),
  };
}

/** A table of the same period last year, or of the next commune, repeats the rows of the report's own: only one counts. */
function comparedApart(tables: readonly AppendixTable[], isOther: readonly boolean[]): readonly AppendixTable[] {
  return isOther.every(Boolean)
    ? tables
    : tables.map((table, i) => (isOther[i] ? { ...table, isUncounted: true } : table));
}

/** The text between a table and the next one. */
function linesBelow(blocks: readonly Block[], at: number): string[] {
  const next = blocks.findIndex((block, i) => i > at && block.kind === 'table');
  return blocks
    .slice(at + 1, next < 0 ? blocks.length : next)
    .flatMap((block) => (block.kind === 'text' ? [joinLines(block.text)] : []));
}

function withRemarks(table: AppendixTable, below: readonly string[], period: Period | null): AppendixTable {
  // `Số liệu 6 tháng đầu năm`, `ĐVT: nghìn đồng` in a line of the table is said of the rows below it, until another says otherwise.
  let [over, unitsOver]: [string, readonly string[]] = ['', []];
  const rows = table.rows.map((row) => {
    if (isTitle(row)) {
      if (saysOnlyTime(row.label)) over = row.label;
      if (/^\W*(?:đvt|đơn vị)/iu.test(row.label)) unitsOver = unitsIn([row.label]);
    }
    const footnote = footnoteOf(row.valueRaw, below) || (isOfAnotherPeriodBy(over, period) ? over : '');
    return {
      ...row,
      ...(footnote !== '' && { footnote }),
      ...(unitsOver.length > 0 && { unitsOver }),
      ...([row.note, footnote].some((note) => isOfAnotherPeriodBy(note, period)) && { isOfAnotherPeriod: true }),
    };
  });
  return { ...table, rows };
}

function isTitle({ label, printedCode, unitRaw, valueRaw }: ReportRow): boolean {
  return label !== '' && [printedCode, unitRaw, valueRaw].every((text) => text === '');
}

/** A row was read as the page was that its value stands on: a table may begin as text and go on as a scan. */
function withOrigins(appendix: AppendixTable, { pages }: Layout): AppendixTable {
  const origins = new Map(pages.map(({ page, origin }) => [page, origin]));
  const rows = appendix.rows.map((row) => ({ ...row, origin: origins.get(row.place.page) ?? row.origin }));
  return { ...appendix, rows };
}
