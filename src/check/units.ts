/** The unit a row prints against the one its indicator is counted in. */
import { distance } from 'fastest-levenshtein';
import type { Catalogue, Form } from '../model/catalogue.js';
import { type Flag, flag } from '../model/flags.js';
import { bareKey, foldKey } from '../vietnamese/keys.js';
import { faultOf, placeOf } from './figures.js';
import type { CheckedRow } from './types.js';

/** OCR loses marks and a letter here and there; a unit of another meaning is further off than a quarter of its letters. */
const OCR_LIKENESS = 0.75;

/** An enumeration's choices in any order and punctuation: `Có = 1; Không = 0` is `Không = 0 Có = 1`. */
function keyOfUnit(unit: string): string {
  const key = foldKey(unit);
  const choices = key.match(/[^=]+= \d+/g);
  return choices === null || choices.length < 2
    ? key
    : choices
        .map((choice) => choice.trim())
        .sort()
        .join(' ');
}

function alike(a: string, b: string): boolean {
  const longest = Math.max(a.length, b.length);
  return longest > 0 && 1 - distance(a, b) / longest >= OCR_LIKENESS;
}

/** Which spellings mean the same unit. Keys are made once a report: the same few units stand in most of its rows. */
class Spellings {
  readonly #keys = new Map<string, string>();

  constructor(private readonly synonyms: Catalogue['unitSynonyms']) {}

  keyOf(unit: string): string {
    const known = this.#keys.get(unit);
    if (known !== undefined) return known;
    const key = keyOfUnit(unit);
    this.#keys.set(unit, key);
    return key;
  }

  /** The spellings and every one that is as good as one of them. */
  allOf(spellings: readonly string[]): string[] {
    const keys = new Set(spellings.map((spelling) => this.keyOf(spelling)));
    const alsoGood = this.synonyms.filter((set) => set.some((spelling) => keys.has(this.keyOf(spelling))));
    return [...spellings, ...alsoGood.flat()];
  }
}

function isAllowed(row: CheckedRow, allowed: readonly string[], spellings: Spellings): boolean {
  const printed = spellings.keyOf(row.unit);
  if (allowed.some((spelling) => spellings.keyOf(spelling) === printed)) return true;
  return row.origin === 'ocr' && allowed.some((spelling) => alike(bareKey(spelling), bareKey(row.unit)));
}

/** A blank unit says nothing wrong, and an indicator without a unit takes any. */
export function checkUnits(rows: readonly CheckedRow[], form: Form | null, catalogue: Catalogue): Flag[] {
  const spellings = new Spellings(catalogue.unitSynonyms);
  const formRows = new Map(form?.rows.map((row) => [row.indicator?.code ?? '', row]));
  return rows.flatMap((row) => {
    const indicator = catalogue.indicators.get(row.indicatorCode);
    if (row.heading || row.unit.trim() === '' || indicator === undefined) return [];
    const formRow = formRows.get(row.indicatorCode);
    const own = [indicator.unit, formRow?.unit ?? null].filter((unit) => unit !== null);
    const expected = formRow?.unit ?? indicator.unit;
    if (expected === null) return [];
    if (isAllowed(row, spellings.allOf([...own, ...(formRow?.unitVariants ?? [])]), spellings)) return [];
    const params = { printed: row.unit, expected, raw: row.valueRaw };
    return [flag('UNIT_MISMATCH', faultOf([row]), params, placeOf(row, expected))];
  });
}
