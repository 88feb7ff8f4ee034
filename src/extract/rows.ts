/** An appendix row and the indicator it was matched to become a row of the dataset, with what is doubtful about its value. */
import { domainOfUnit } from '../catalogue/domain.js';
import type { RowMatch } from '../match/index.js';
import type { Indicator } from '../model/catalogue.js';
import type { ExtractedRow } from '../model/extraction.js';
import { type Flag, type FlagPlace, flag } from '../model/flags.js';
import type { ReportRow } from '../model/report.js';
import type { SecondReading, ValueType } from '../model/value.js';
import { type Doubt, doubtOf, type NumberMarks, type ReadValue, readValue, voteOnMarks } from '../value/index.js';

export interface ReadRow {
  readonly row: ExtractedRow;
  readonly second: SecondReading | null;
  readonly flags: readonly Flag[];
}

/** `matches` are the rows' own, in the same order. What a comma means is voted on by all rows of the document. */
export function readRows(rows: readonly ReportRow[], matches: readonly RowMatch[]): ReadRow[] {
  const marks = voteOnMarks(rows.map((row, i) => ({ raw: row.valueRaw, type: typeOf(row, matches[i]) })));
  return rows.map((row, i) => readRow(row, matches[i], marks));
}

function readRow(row: ReportRow, match: RowMatch | undefined, marks: NumberMarks): ReadRow {
  const indicator = match?.formRow?.indicator ?? null;
  const doubt = doubtOf(row, match?.formRow?.printedCode ?? '');
  const value = doubt.unreadable ? unreadableValue(row, match) : readValueOf(row, match, indicator, marks);
  const at = { page: row.place.page, table: row.table, row: row.row, indicatorCode: indicator?.code ?? null };
  const flags = [...value.flags.map((raised): Flag => ({ ...raised, ...at })), ...doubtFlags(row, doubt, at)];
  return {
    flags,
    second: secondReading(row, match, indicator, marks),
    row: {
      table: row.table,
      row: row.row,
      page: row.place.page,
      box: row.place.box === null ? null : [...row.place.box],
      printedCode: row.printedCode,
      label: row.label,
      unit: row.unit,
      unitRaw: row.unitRaw,
      valueRaw: row.valueRaw.replaceAll('\n', ' '),
      note: row.note,
      origin: row.origin,
      confidence: doubt.confidence,
      indicatorCode: indicator?.code ?? '',
      matchScore: match?.score ?? 0,
      value: value.value,
      denominator: value.denominator,
      valueType: value.type,
      valueState: value.state,
      heading: indicator === null && row.unit === '' && row.valueRaw === '' && row.note === '',
    },
  };
}

/** What a reader must look up in the original: of a row that counts, one flag for its value, one for its code. */
function doubtFlags(row: ReportRow, doubt: Doubt, at: FlagPlace): Flag[] {
  const seen = row.origin === 'ocr' ? 'picture' : 'text';
  const lowConfidence = (what: 'value' | 'code', reading: string, otherReading: string) =>
    flag('LOW_CONFIDENCE', 'extraction', { reading, otherReading, what, seen }, at);
  const flags: Flag[] = [];
  if (row.otherValueRaw !== null) flags.push(lowConfidence('value', row.valueRaw, row.otherValueRaw));
  else if (doubt.value) flags.push(lowConfidence('value', row.valueRaw, row.doubt?.value.other ?? ''));
  if (doubt.code && at.indicatorCode !== null)
    flags.push(lowConfidence('code', row.printedCode, row.doubt?.code.other ?? ''));
  return flags;
}

function secondReading(
  row: ReportRow,
  match: RowMatch | undefined,
  indicator: Indicator | null,
  marks: NumberMarks,
): SecondReading | null {
  const raw = row.doubt?.value.other ?? '';
  if (raw === '') return null;
  const { value, state } = readValueOf({ ...row, valueRaw: raw }, match, indicator, marks);
  return value === null || state !== 'present' ? null : { raw, value };
}

/** There is ink in the cell, so it is not blank; but no reader can say what it says. */
function unreadableValue(row: ReportRow, match: RowMatch | undefined): ReadValue {
  return { value: null, denominator: null, type: typeOf(row, match), state: 'unreadable', flags: [] };
}

/** A row without an indicator keeps its number where it is one, and raises nothing: UNMATCHED says it all. */
function readValueOf(
  row: ReportRow,
  match: RowMatch | undefined,
  indicator: Indicator | null,
  marks: NumberMarks,
): ReadValue {
  const domain = indicator?.domain ?? domainOfUnit(row.unit);
  const value = readValue(row.valueRaw, {
    type: typeOf(row, match),
    // `2,5 tỷ` beside no unit is brought to the form's: so many million đồng, not so many đồng.
    unit: row.unit === '' ? (match?.formRow?.unit ?? indicator?.unit ?? '') : row.unit,
    domain,
    marks,
    origin: row.origin,
    note: row.note === '' ? (row.footnote ?? '') : row.note,
    ...(row.isOfAnotherPeriod === true && { isOfAnotherPeriod: true }),
    ...(row.unitsOver === undefined ? {} : { unitsOver: row.unitsOver }),
  });
  return indicator === null ? { ...value, flags: [] } : value;
}

/** What kind of value belongs in a row: its indicator's, else what its own unit and figure look like. */
function typeOf(row: ReportRow, match: RowMatch | undefined): ValueType {
  const indicator = match?.formRow?.indicator;
  if (indicator) return indicator.type;
  if (domainOfUnit(row.unit) !== null) return 'enum';
  if (row.unit.startsWith('%')) return 'percent';
  return /^[\d.,\s]+$/u.test(row.valueRaw) ? 'count' : 'text';
}
