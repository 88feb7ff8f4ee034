/**
 * The map: one document's bytes and the catalogue in, everything it says out. Pure and deterministic; the stages
 * are called in order and each one's product is handed to the next.
 */
import { checkReport } from './check/index.js';
import { describe, layoutFlags, metadataFlags } from './extract/document.js';
import { type ReadingOptions, readLayout } from './extract/layout.js';
import { readRows } from './extract/rows.js';
import { shiftedTables } from './extract/shifted.js';
import { matchReport } from './match/index.js';
import type { Catalogue } from './model/catalogue.js';
import { DocumentError } from './model/errors.js';
import { type Extraction, type Format, failed } from './model/extraction.js';
import { flag } from './model/flags.js';
import type { Layout } from './model/layout.js';
import type { Report } from './model/report.js';
import { readReport } from './report/index.js';

export { type OcrOptions, readLayout, readPages } from './extract/layout.js';

export interface ExtractOptions extends ReadingOptions {
  /** SHA-256 of the bytes, hex. */
  readonly sha256: string;
}

/**
 * Reads one document. `format` is what its content is, null when that is nothing we read.
 * Never throws for what is wrong with the document: that comes back as an Extraction with status `failed`.
 */
export async function extractDocument(
  bytes: Uint8Array,
  format: Format | DocumentError,
  catalogue: Catalogue,
  options: ExtractOptions,
): Promise<Extraction> {
  if (format instanceof DocumentError) return failed(options.sha256, null, format);
  try {
    return extractLayout(await readLayout(bytes, format, options), format, catalogue, options.sha256);
  } catch (error) {
    if (error instanceof DocumentError) return failed(options.sha256, format, error);
    throw error;
  }
}

/** What the pages say, once they are read. */
export function extractLayout(layout: Layout, format: Format, catalogue: Catalogue, sha256: string): Extraction {
  const report = readReport(layout, catalogue.units);
  const document = describe(layout, report, format, sha256);
  return report.tables.length === 0
    ? withoutAppendix(document, layout)
    : withAppendix(document, layout, report, catalogue);
}

function withAppendix(document: Extraction, layout: Layout, report: Report, catalogue: Catalogue): Extraction {
  const matching = matchReport(report.tables, catalogue);
  const printed = report.tables.flatMap((table) => table.rows);
  const read = readRows(printed, matching.matches);
  const rows = read.map(({ row }) => row);
  const seen = read.map(({ row, second }) => (second === null ? row : { ...row, second }));
  const { form, matches } = matching;
  const checks = checkReport(seen, form, document.prose, catalogue);
  const raised = [...read.flatMap(({ flags }) => flags), ...checks.flags];
  const asRead = form === null ? null : { rows: printed, matches, form, prose: document.prose, catalogue };
  const shifted = asRead === null ? [] : shiftedTables(asRead, { flags: raised, passed: checks.passed });
  return {
    ...document,
    form: form?.id ?? null,
    formScore: matching.formScore,
    tables: report.tables.length,
    rows,
    flags: [...layoutFlags(layout), ...metadataFlags(report.metadata), ...matching.flags, ...raised, ...shifted],
    checksPassed: checks.passed,
    status: everyPageReadable(layout) ? 'ok' : 'partial',
  };
}

/** No figures, so nothing hangs on who reports when: only that there is no appendix is said. */
function withoutAppendix(document: Extraction, layout: Layout): Extraction {
  return {
    ...document,
    flags: [...layoutFlags(layout), flag('NO_APPENDIX', 'unknown', {})],
    status: everyPageReadable(layout) ? 'no_appendix' : 'partial',
  };
}

function everyPageReadable(layout: Layout): boolean {
  return layout.pages.every((page) => page.readable);
}
