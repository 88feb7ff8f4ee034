/**
 * The choices an enumeration's unit spells out (`Trực tuyến = 0 Phát phiếu = 1`), for cells that hold the words
 * instead of the number. Which numbers are allowed comes with the indicator; here only words are looked up.
 */
import { foldKey } from '../vietnamese/keys.js';

interface Choice {
  readonly key: string;
  readonly value: number;
}

/** Words, `=`, a number that does not go on. */
const CHOICE = /([^=]*?\p{L}[^=]*?)\s*=\s*(\d{1,2})(?!\d)[\s;,.]*/gu;

const NO = new Set(['không', 'không có', 'chưa', 'chưa có', 'không phát sinh'].map(foldKey));
const YES = new Set(['có', 'đã', 'đạt', 'đã có'].map(foldKey));
const NEGATION = /^(không|chưa)( |$)/;

function choicesOf(unit: string): Choice[] {
  return [...unit.matchAll(CHOICE)].map(([, label = '', value]) => ({ key: foldKey(label), value: Number(value) }));
}

const single = (choices: readonly Choice[]) => (choices.length === 1 ? (choices[0]?.value ?? null) : null);

/** Yes and no as 1 and 0, which only holds where the form allows no other number. */
function asBoolean(key: string, domain: readonly number[] | null): number | null {
  if (domain?.some((allowed) => allowed !== 0 && allowed !== 1)) return null;
  if (NO.has(key)) return 0;
  return YES.has(key) ? 1 : null;
}

/**
 * The number the words of a cell stand for, or null when the unit does not say. A plain yes or no takes the one
 * choice of that sense; where the choices are of another kind (`Trực tuyến = 0`), `không` is none of them.
 */
export function choiceOf(text: string, unit: string, domain: readonly number[] | null): number | null {
  const key = foldKey(text);
  const choices = choicesOf(unit);
  if (choices.length === 0) return asBoolean(key, domain);
  const named = single(choices.filter((choice) => choice.key === key));
  if (named !== null) return named;
  const negative = choices.filter((choice) => NEGATION.test(choice.key));
  const positive = choices.filter((choice) => !NEGATION.test(choice.key));
  if (negative.length === 0) return null;
  if (NO.has(key)) return single(negative);
  return YES.has(key) ? single(positive) : null;
}

/** The one number that means yes, for a ticked cell; null when the choices are not yes and no. */
export function yesOf(unit: string, domain: readonly number[] | null): number | null {
  return choiceOf('có', unit, domain);
}

/** The numbers a unit text allows, null when it spells out no choices. */
export function numbersOf(unit: string): readonly number[] | null {
  const numbers = choicesOf(unit).map((choice) => choice.value);
  return numbers.length < 2 ? null : numbers;
}
