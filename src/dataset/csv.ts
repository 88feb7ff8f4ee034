/**
 * CSV in two dialects: the plain one (RFC 4180) and the one a Vietnamese Excel opens by a double click.
 *
 * Numbers are written as numbers, so nothing below touches them. Text goes through two guards, both undone by
 * `textOf`:
 * - a text that a spreadsheet would run as a formula gets an apostrophe in front, in both dialects
 *   (OWASP, "CSV Injection"); this is the guard that survives being saved by the spreadsheet;
 * - with --excel, a text that it would turn into a number or a date (`1.10`, `10/10`) is written as `="1.10"`.
 */
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { plainNumber } from './numbers.js';
import { columnFormats, type TableSpec } from './records.js';

export interface Dialect {
  readonly bom: boolean;
  readonly delimiter: ',' | ';';
  readonly decimal: '.' | ',';
  /** Protect text that would be taken for a number or a date. */
  readonly protect: boolean;
}

export const PLAIN: Dialect = { bom: false, delimiter: ',', decimal: '.', protect: false };
export const EXCEL: Dialect = { bom: true, delimiter: ';', decimal: ',', protect: true };

export const BOM = '\ufeff';

/** What starts a formula, in any spreadsheet and as full-width letters; blanks before it are skipped by some. */
const FORMULA_START = /^'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
/** `-` is how a form says that nothing arose, `-5` a number as printed: neither can do anything. */
const HARMLESS = /^[+-]?\s*(\d[\d.,\s]*%?)?$/;
const GUARDED_FORMULA = /^''*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const GUARDED_NUMBER = /^="([^"]*)"$/;

/** Digits and what stands between them in numbers, dates, times and amounts; what is one in some locale is enough. */
const NUMBER_LIKE = /^[\s\d.,:;/%()+\-–'$₫eE]*\d[\s\d.,:;/%()+\-–'$₫eE]*$/;
/** `1-Jan`, `May 2021`: English months are understood whatever the locale. */
const MONTH_LIKE =
  /^\d{0,4}[\s.,/-]*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,/-]*\d{0,4}[\s.,/-]*\d{0,4}$/i;
/** Excel refuses longer text constants in a formula. */
const LONGEST_CONSTANT = 255;

/**
 * Beside what RFC 4180 asks for, texts with the separators of the other dialect: a file read in the wrong one still has
 * its text whole. Not so a number with its decimal comma: a quoted number is text to some spreadsheets.
 */
const QUOTED = [/^(?!-?\d+,\d+$)[^,;\t\r\n]*[,;\t\r\n]/];
/** Of cells without any of these the library makes the cell itself: it is not asked, which is a third of a reduce. */
const MAY_NEED_QUOTES = /[",;\t\r\n]/;

function wouldRun(text: string): boolean {
  return FORMULA_START.test(text) && !HARMLESS.test(text);
}

function wouldBecomeNumber(text: string): boolean {
  return text.length <= LONGEST_CONSTANT && (NUMBER_LIKE.test(text) || MONTH_LIKE.test(text));
}

function textCell(text: string, dialect: Dialect, isId: boolean): string {
  if (text === '') return '';
  if (wouldRun(text)) return `'${text}`;
  return dialect.protect && (isId || wouldBecomeNumber(text)) ? `="${text}"` : text;
}

/** The text that a cell stands for: the two guards taken away again. */
export function textOf(cell: string): string {
  if (GUARDED_FORMULA.test(cell)) return cell.slice(1);
  return GUARDED_NUMBER.exec(cell)?.[1] ?? cell;
}

const SCORE_DECIMALS = 4;
const REMEMBERED = 2000;

type CellWriter = (value: unknown, dialect: Dialect) => string;

interface Column {
  readonly name: string;
  readonly write: CellWriter;
  /** Numbers need none, nor does a word out of a list. */
  readonly mayNeedQuotes: boolean;
}

/** How the values of a column are written, from its schema. */
function columnOf([name, schema]: [string, z.core.$ZodType]): Column {
  const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema;
  const format = columnFormats.get(inner)?.format;
  if (inner instanceof z.ZodNumber) {
    const digits = format === 'score' ? (value: number) => value.toFixed(SCORE_DECIMALS) : plainNumber;
    const write: CellWriter = (value, { decimal }) => {
      const point = digits(value as number);
      return decimal === '.' ? point : point.replace('.', decimal);
    };
    return { name, write, mayNeedQuotes: false };
  }
  const asIs = inner instanceof z.ZodEnum || format === 'words' || format === 'date';
  const write: CellWriter = (value, dialect) =>
    asIs ? (value as string) : textCell(value as string, dialect, format === 'id');
  return { name, write, mayNeedQuotes: !asIs };
}

/** Writes the lines of one table. */
export class CsvTable {
  readonly #columns: readonly Column[];
  readonly #known = new Map<string, string>();

  constructor(
    table: TableSpec,
    readonly dialect: Dialect,
  ) {
    this.#columns = Object.entries(table.record.shape).map(columnOf);
  }

  header(): string {
    return `${this.dialect.bom ? BOM : ''}${this.#columns.map(({ name }) => name).join(this.dialect.delimiter)}\n`;
  }

  line(record: Readonly<Record<string, unknown>>): string {
    const { dialect } = this;
    let line = '';
    for (const { name, write, mayNeedQuotes } of this.#columns) {
      const value = record[name];
      const cell = value === null ? '' : write(value, dialect);
      line += mayNeedQuotes && MAY_NEED_QUOTES.test(cell) ? this.#quoted(cell) : cell;
      line += dialect.delimiter;
    }
    return `${line.slice(0, -1)}\n`;
  }

  /** Labels and notes come again with every report: those that came up are remembered, forgotten at once when they are many. */
  #quoted(cell: string): string {
    let quoted = this.#known.get(cell);
    if (quoted === undefined) {
      quoted = stringify([[cell]], { delimiter: this.dialect.delimiter, eof: false, quoted_match: QUOTED });
      if (this.#known.size >= REMEMBERED) this.#known.clear();
      this.#known.set(cell, quoted);
    }
    return quoted;
  }
}
