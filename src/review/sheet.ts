/**
 * A flags file as it comes back: whatever Excel, LibreOffice or a text editor made of it. Only what a reviewer writes
 * is read (OUTPUTS, "flags.csv"); `document_id` and `value_raw` only tell whether the reviewer saw another document.
 */
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { parse as parseText } from 'csv-parse/sync';
import { textOf } from '../dataset/csv.js';

/** A row in which a person has written something. */
export interface Entry {
  /** The file it came in, as messages name it. */
  readonly file: string;
  /** Its row in the spreadsheet; the header is row 1. */
  readonly line: number;
  readonly flagId: string;
  readonly decision: string;
  readonly correctedValue: string;
  readonly comment: string;
  /** Who decided, where the file says so; else the file. */
  readonly reviewer: string;
  /** As the file says it; '' when the column is gone. */
  readonly documentId: string;
  readonly valueRaw: string;
}

/** A file's bytes, in pieces: the flags of a large archive do not fit into one text. */
export type Chunks = AsyncIterable<Uint8Array>;

const DELIMITERS = [',', ';', '\t'] as const;
const NEEDED = ['flag_id', 'decision'];

type Decoder = InstanceType<typeof TextDecoder>;

/** UTF-8, UTF-16 as "Unicode text" of Excel, or the Vietnamese code page of an old "CSV": ids and figures survive any. */
function decoderFor(start: Uint8Array): Decoder {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return new TextDecoder('utf-8');
  } catch {
    return new TextDecoder('windows-1258');
  }
}

async function* decoded(chunks: Chunks): AsyncGenerator<string> {
  let decoder: Decoder | null = null;
  for await (const chunk of chunks) {
    decoder ??= decoderFor(chunk);
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder !== null) yield decoder.decode();
}

function nameOf(cell: string): string {
  return textOf(cell).trim().toLowerCase();
}

function hasNames(header: string, delimiter: string, needed: readonly string[]): boolean {
  try {
    const [cells = []] = parseText(header, { delimiter, relax_quotes: true }) as string[][];
    const names = cells.map(nameOf);
    return needed.every((name) => names.includes(name));
  } catch (error) {
    if (error instanceof CsvError) return false;
    throw error;
  }
}

/** A line that Excel puts or wants in front: `sep=;`. */
const SEPARATOR_LINE = /^sep=.\r?\n/i;
/** Our own header is shorter and has no line breaks, and spreadsheets put none into it. */
const HEADER = /^[^\r\n]{0,10000}/;

/**
 * The rows of a table by column name, guards not undone, each with its row in the spreadsheet; null when the header has
 * not all the columns needed in any dialect.
 */
export async function readTable(
  chunks: Chunks,
  needed: readonly string[],
): Promise<AsyncIterable<{ line: number; cell: (name: string) => string }> | null> {
  const texts = decoded(chunks);
  let start = '';
  for (let next = await texts.next(); !next.done; next = await texts.next()) {
    start += next.value;
    if (start.split('\n').length > 2) break;
  }
  const hint = SEPARATOR_LINE.exec(start)?.[0] ?? '';
  start = start.slice(hint.length);
  const header = HEADER.exec(start)?.[0] ?? '';
  const delimiter = DELIMITERS.find((candidate) => hasNames(header, candidate, needed));
  return delimiter === undefined ? null : rowsOf(joined(start, texts), delimiter, hint === '' ? 1 : 2);
}

async function* joined(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start;
  yield* rest;
}

async function* rowsOf(texts: AsyncGenerator<string>, delimiter: string, headerLine: number) {
  const parser = parse({ delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false });
  let columns: Map<string, number> | null = null;
  let line = headerLine;
  // An error on the way reaches the loop through the parser.
  pipeline(Readable.from(texts), parser, () => undefined);
  for await (const cells of parser as AsyncIterable<string[]>) {
    if (columns === null) columns = new Map(cells.map((name, i) => [nameOf(name), i]));
    else {
      const places = columns;
      yield { line, cell: (name: string) => cells[places.get(name) ?? -1] ?? '' };
    }
    line += 1;
  }
}

/** What `read` makes of a table; null when its quotes do not close, so that nobody knows where its cells end. */
export async function readWhole<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** The rows a person has written in, in their order; null when this is no flags file. */
export function readSheet(chunks: Chunks, file: string): Promise<Entry[] | null> {
  return readWhole(() => readEntries(chunks, file));
}

async function readEntries(chunks: Chunks, file: string): Promise<Entry[] | null> {
  const table = await readTable(chunks, NEEDED);
  if (table === null) return null;
  const entries: Entry[] = [];
  for await (const { line, cell } of table) {
    const text = (name: string) => textOf(cell(name).trim()).trim();
    const entry = {
      file,
      line,
      flagId: text('flag_id'),
      decision: text('decision'),
      correctedValue: text('corrected_value'),
      comment: text('comment'),
      reviewer: text('reviewer') || file,
      documentId: text('document_id'),
      valueRaw: text('value_raw'),
    };
    if (entry.decision + entry.correctedValue + entry.comment !== '') entries.push(entry);
  }
  return entries;
}
