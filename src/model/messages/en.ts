/** The same sentences for a reader of English. */
import type { RowFigure } from '../flags.js';
import { englishReason } from './reasons.js';
import { explained, type Interpretations, type Sentences } from './sentences.js';
import {
  addends,
  correctedParts,
  dayOr,
  excerpt,
  fullName,
  englishNumber as n,
  percentOf,
  quoted,
  remark,
  rowName,
} from './words.js';

const HOW: Interpretations = {
  'none-word': 'a word for none is taken as 0',
  'none-arising-word': 'nothing arose, which is not 0 %',
  'choice-word': 'words turned into the number the unit column gives them',
  tick: 'a tick is taken as yes',
  'decimal-point': 'the dot is taken as a decimal point',
  'english-marks': 'English thousands separators',
  'unit-word': 'a unit after the number was set aside',
  'scale-word': 'thousands, millions or billions converted to the unit of the row',
  footnote: 'a footnote mark after the number was set aside',
  remark: 'a remark in parentheses after the number was set aside',
};

const list = (items: readonly string[]): string => items.join(', ');
const page = (number: number | null): string => (number === null ? '' : ` (page ${number})`);
const none = (text: string): string => (text === '' ? 'blank' : quoted(text));

/** The ways out of a sum that does not add up, all of them. */
function waysOut(parts: readonly RowFigure[], sum: number, difference: number): string {
  const corrected = correctedParts(parts, difference).map((part) => `${rowName(part)} is ${n(part.value)}`);
  const byPart = corrected.length === 0 ? '' : `, or if one part alone changes: ${corrected.join(' or ')}`;
  return `it adds up if the total is ${n(sum)}${byPart}`;
}

export const ENGLISH: Sentences = {
  UNMATCHED: ({ label, known, nearest, score }) =>
    known
      ? `The row ${quoted(label)} is not collected, or stands in a table of an earlier period or another unit; its figures are kept without a code.`
      : `The row ${quoted(label)} fits no indicator of the form${
          nearest === null ? '' : ` (nearest: ${nearest}, ${percentOf(score)} % alike)`
        }; give the right indicator code, or "không" for none.`,
  AMBIGUOUS_MATCH: ({ label, chosen, other, score, otherScore }) =>
    `The row ${quoted(label)} was taken for ${fullName(chosen)} (${percentOf(score)} % alike) but may be ${fullName(
      other,
    )} (${percentOf(otherScore)} %); choose the right one.`,
  CODE_LABEL_CONFLICT: ({ printedCode, byCode, byLabel }) =>
    `The printed code ${quoted(printedCode)} points at ${fullName(byCode)}, the label at ${fullName(byLabel)}.`,
  DUPLICATE_ROW: ({ indicator, rows }) =>
    `The indicator ${fullName(indicator)} stands in ${rows.length} rows (${list(rows.map(String))}); say which one is right.`,
  MISSING_ROW: ({ form, missing }, { table }) =>
    `${table === null ? 'The appendix' : `Table ${table}`} lacks ${missing.length} indicators of the form ${form}: ${list(missing.map(rowName))}.`,
  MISSING_VALUE: ({ note, raw }) =>
    `${raw === '' ? 'The value cell is blank' : `The value cell only says ${quoted(raw)}`}${
      note === '' ? '' : `, with the note ${quoted(note)}`
    }; this counts as no value, not as 0.`,
  NOT_A_NUMBER: ({ raw }, { expected }) =>
    `The value cell says ${quoted(raw)}, which is no number${expected === '' ? '' : `; it may be ${expected}, compare with the original`}.`,
  AMBIGUOUS_NUMBER: ({ raw, readings }) =>
    readings.length === 1
      ? `${quoted(raw)} may be a ratio or a date; compare with the original.`
      : `${quoted(raw)} may be ${readings.map(n).join(' or ')} and nothing in the report decides; compare with the original.`,
  VALUE_INTERPRETED: ({ raw, value, how }) =>
    `${quoted(raw)} was read as ${value === null ? 'none arising' : n(value)}${
      explained(how, HOW) === '' ? '' : `: ${explained(how, HOW)}`
    }.`,
  VALUE_QUALIFIED: ({ raw }) => `${quoted(raw)} is not one definite figure: the text is kept, no value is taken.`,
  OUT_OF_DOMAIN: ({ value, allowed }) =>
    `The value ${n(value)} is outside what the form allows (${allowed.replaceAll('|', ', ')}).`,
  UNIT_MISMATCH: ({ printed, expected, raw }) => {
    if (printed !== expected && printed !== '')
      return `The printed unit is ${quoted(printed)}, the indicator is counted in ${none(expected)}.`;
    const kind =
      expected === '' ? 'is not the kind of number of this row' : `cannot be in the unit ${quoted(expected)}`;
    return `The figure ${quoted(raw)} ${kind}; it may stand in the wrong row.`;
  },
  RATE_SCALE: ({ value }) =>
    `The rate ${n(value)} % is unusually small beside others of its kind; it may have to be ${n(value * 100)} %.`,
  SUM_MISMATCH: ({ whole, parts, sum, difference, note }, { expected }) =>
    expected.startsWith('>')
      ? `${rowName(whole)}: the total ${n(whole.value)} is less than its parts ${addends(parts, n)} = ${n(sum)}, by ${n(-difference)}${remark(note)}.`
      : `${rowName(whole)}: the total ${n(whole.value)} ≠ the sum of its parts ${addends(parts, n)} = ${n(sum)}, off by ${n(
          Math.abs(difference),
        )}; ${waysOut(parts, sum, difference)}${remark(note)}.`,
  PART_EXCEEDS_WHOLE: ({ part, whole, note }) =>
    `${fullName(part)} is ${n(part.value)}, more than ${fullName(whole)} with ${n(whole.value)}${remark(note)}.`,
  RATE_MISMATCH: ({ rate, numerator, denominator, computed, note }) =>
    `${rowName(rate)}: the printed rate is ${n(rate.value)} % but ${rowName(numerator)} / ${rowName(denominator)} = ${n(
      numerator.value,
    )} / ${n(denominator.value)} = ${n(computed)} %${remark(note)}.`,
  PARTITION_EXCEEDED: ({ members, sum, whole, limit, note }) =>
    `${members.map(rowName).join(' + ')} = ${addends(members, n)} = ${n(sum)}, more than ${n(limit)}${
      whole === null ? '' : ` of ${fullName(whole)}`
    }${note === null || note === '' ? ', though these classes exclude one another' : remark(note)}.`,
  NARRATIVE_MISMATCH: ({ value, figure, sentence, page: at }) =>
    `The appendix says ${n(value)}, the prose${page(at)} says ${n(figure)}: ${excerpt(sentence)}.`,
  NARRATIVE_INCONSISTENT: ({ what, sentence, stated, computed }) =>
    what === 'share'
      ? `The prose says ${n(stated)} % where its own figures give ${n(computed)} %: ${excerpt(sentence)}.`
      : `The shares of one list add up to ${n(stated)} %, more than ${n(computed)} %: ${excerpt(sentence)}.`,
  REPEATED_NEIGHBOUR: ({ value, above }) =>
    `The value ${n(value)} is the same as in the row above, ${fullName(above)}; it may have been copied by mistake.`,
  CUMULATIVE_DECREASE: ({ value, earlier, earlierPeriod }) =>
    `The cumulative figure ${n(value)} is lower than the ${n(earlier)} of ${earlierPeriod} in the same year, and a running total cannot fall.`,
  OUTLIER: ({ value, typical }) =>
    `The value ${n(value)} is far from this unit's other periods (usually about ${n(typical)}).`,
  DUPLICATE_REPORT: ({ other, period, differing }) =>
    differing.length === 0
      ? `There is another report of the same unit for ${period} (${other}); all figures agree.`
      : `There is another report of the same unit for ${period} (${other}); ${differing.length} indicators differ: ${list(differing)}.`,
  LOW_CONFIDENCE: ({ reading, otherReading, what, seen }) =>
    `The reading is not certain${seen === 'text' ? ' (something in the cell is struck, edited, commented on, merged with the row below, covered or cut off, or the file is damaged)' : otherReading === '' ? ' (it is pale, or something in the cell is struck, written over, covered or cut off)' : ''}: the ${what} was read as ${none(reading)}${
      otherReading === '' || otherReading === reading
        ? ''
        : `, ${seen === 'text' ? 'it could also be' : 'a second time as'} ${quoted(otherReading)}`
    }; compare with the original.`,
  TEXT_REPAIRED: ({ repairs, total }) =>
    `${n(total)} damaged characters of the text layer were repaired: ${list(repairs.map((r) => `${quoted(r.from)} to ${quoted(r.to)} (${n(r.count)} times)`))}.`,
  TEXT_UNTRUSTED: ({ reasons }) =>
    `The text layer of this page is damaged and was set aside${reasons.length === 0 ? '' : ` (${list(reasons.map(englishReason))})`}; the page is read from its image where possible.`,
  TRACKED_CHANGES: () =>
    'The Word file holds tracked changes nobody accepted; open it, accept or reject them all, and save it again.',
  PERIOD_UNKNOWN: ({ readings }) =>
    readings.length === 0
      ? 'The report does not say which period it covers; give one, such as 2021-9M.'
      : `The period is not certain, for the report says ${readings.map((reading) => quoted(dayOr(reading, 'day'))).join(' and ')}; say which period is right.`,
  ISSUER_UNKNOWN: ({ readings }) =>
    readings.length === 0
      ? 'The report does not say who reports; give the code of the administrative unit.'
      : `The report names different issuers: ${readings.map(quoted).join(' and ')}; say which one is right.`,
  UNIT_AMBIGUOUS: ({ issuer, candidates }) =>
    candidates.length === 0
      ? `${quoted(issuer)} is not in the register of administrative units at the time of the report; give its code.`
      : `${candidates.length} administrative units are called ${quoted(issuer)} (${list(candidates)}); give the code of the right one.`,
  FORM_UNKNOWN: ({ nearest, score }) =>
    `The appendix follows no known form${
      nearest === null ? '' : ` (nearest: ${nearest}, ${percentOf(score)} % alike)`
    }; its rows are kept, their codes need checking.`,
  DOCUMENT_NUMBER_MISSING: ({ readings }) =>
    readings.length < 2
      ? 'The report leaves its number blank; give it if you know it, such as 123/BC-UBND.'
      : `The report gives itself different numbers: ${readings.map(quoted).join(' and ')}; say which one is right.`,
  VALUES_SHIFTED: ({ from, direction, contradictions, left }, { table }) =>
    `The figures of table ${table ?? 1} seem to have slipped ${direction} by one row, from about the row ${rowName(from)}: as they stand there are ${contradictions} contradictions, moved back by a row ${left}. Compare the whole table with the original.`,
  NO_APPENDIX: () => 'No appendix table was found in this document; it may be a covering letter only.',
  PAGE_UNREADABLE: ({ reasons }) =>
    `This page could not be read${reasons.length === 0 ? '' : ` (${list(reasons.map(englishReason))})`}; scan it again more clearly or type its figures in.`,
  STALE_DECISION: ({ decided, now }) =>
    `An earlier decision was made on the value ${none(decided)}; ${none(now)} is read now, so it was not applied: decide again.`,
};
