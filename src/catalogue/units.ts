/**
 * The register of administrative units in time. Codes are not identities: most codes of 1 July 2025 had been
 * another unit's the day before, so every question carries a date.
 */
import type { Unit, UnitQuery, UnitRegister } from '../model/catalogue.js';
import { LEVELS, type Level } from '../model/value.js';
import { nameKey } from '../vietnamese/keys.js';

const HEADER = 'code,level,name,parent_code,valid_from,valid_to,merged_into';

/** The first day of the present units. Those merged before it at a date nobody recorded may have stood until then. */
const REFORM = '2025-07-01';

/** The words that say what kind of unit a name is, with the abbreviations letterheads use. */
const TYPE_WORDS: Readonly<Record<Level, readonly (readonly [type: string, ...abbreviations: string[]])[]>> = {
  xa: [['xã'], ['phường', 'p'], ['thị trấn', 'tt'], ['đặc khu']],
  huyen: [['huyện'], ['quận', 'q'], ['thị xã', 'tx'], ['thành phố', 'tp']],
  tinh: [['tỉnh'], ['thành phố', 'tp']],
  bo: [],
  so: [],
};

/** A name in comparable form: its type (the type word's key; null when it has none) and the rest. */
interface Name {
  readonly type: string | null;
  readonly bare: string;
}

/** Phường 01 and Phường 1 are one name. */
const comparable = (text: string) => nameKey(text).replace(/\b0+(?=\d)/g, '');

/** Each level's type words as a key begins with them, and the type they stand for. */
const TYPES = new Map(
  LEVELS.map((level) => [
    level,
    TYPE_WORDS[level].flatMap(([type, ...abbreviations]) =>
      [type, ...abbreviations].map((word) => ({ prefix: `${nameKey(word)} `, type: nameKey(type) })),
    ),
  ]),
);

function nameOf(level: Level, text: string): Name {
  const key = comparable(text);
  const typed = TYPES.get(level)?.find(({ prefix }) => key.startsWith(prefix));
  return typed === undefined ? { type: null, bare: key } : { type: typed.type, bare: key.slice(typed.prefix.length) };
}

/** Type words are compared only where both names have one. */
function sameName(a: Name, b: Name): boolean {
  return a.bare === b.bare && (a.type === null || b.type === null || a.type === b.type);
}

/**
 * The letters that neither tone marks nor their placing can change: names with equal keys have equal consonants. A
 * number made of them costs a hundredth of a key, which is then needed only for the few units that share the number.
 */
const CONSONANTS = 'bcdđfghjklmnpqrstvwxz';
const CONSONANT_NUMBERS = new Uint8Array(0x180);
for (const [index, letter] of [...CONSONANTS].entries()) {
  CONSONANT_NUMBERS[letter.charCodeAt(0)] = index + 1;
  CONSONANT_NUMBERS[letter.toUpperCase().charCodeAt(0)] = index + 1;
}

function consonantNumber(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const consonant = CONSONANT_NUMBERS[text.charCodeAt(i)] ?? 0;
    if (consonant > 0) number = (number * 31 + consonant) | 0;
  }
  return number;
}

const dated = (unit: Unit) => unit.validFrom !== null || unit.validTo !== null;

function validOn(unit: Unit, on: string): boolean {
  return dated(unit) && (unit.validFrom ?? on) <= on && on <= (unit.validTo ?? on);
}

/** A unit without dates may have stood on any day before the reform. */
function perhapsOn(unit: Unit, on: string): boolean {
  return !dated(unit) && on < REFORM;
}

/** The unit whose line starts at the offset. */
function unitAt(csv: string, offset: number): Unit {
  const line = csv.slice(offset, csv.indexOf('\n', offset));
  const [code = '', level = '', name = '', parentCode = '', validFrom = '', validTo = ''] = line.split(',');
  return {
    code,
    level: level as Level,
    name,
    parentCode: parentCode || null,
    validFrom: validFrom || null,
    validTo: validTo || null,
  };
}

/** Where the lines of units stand, by code and by the consonants of the name. */
interface Index {
  readonly csv: string;
  readonly byCode: ReadonlyMap<string, readonly number[]>;
  readonly byConsonants: ReadonlyMap<number, readonly number[]>;
}

function add<K>(groups: Map<K, number[]>, key: K, offset: number): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [offset]);
  else group.push(offset);
}

function indexOf(csv: string): Index {
  const byCode = new Map<string, number[]>();
  const byConsonants = new Map<number, number[]>();
  for (let line = csv.indexOf('\n') + 1; line > 0 && line < csv.length; line = csv.indexOf('\n', line) + 1) {
    const codeEnd = csv.indexOf(',', line);
    const name = csv.indexOf(',', codeEnd + 1) + 1;
    add(byCode, csv.slice(line, codeEnd), line);
    add(byConsonants, consonantNumber(csv, name, csv.indexOf(',', name)), line);
  }
  return { csv, byCode, byConsonants };
}

class Register implements UnitRegister {
  private index: Index | null = null;

  constructor(private readonly bytes: Buffer) {}

  /** Units are made from their lines when they are asked for: the index alone is ready in a few milliseconds. */
  private units(pick: (index: Index) => readonly number[] | undefined): Unit[] {
    this.index ??= indexOf(`${this.bytes.toString('utf8').trimEnd()}\n`);
    const { csv } = this.index;
    return (pick(this.index) ?? []).map((offset) => unitAt(csv, offset));
  }

  /** Units whose name may be this one: as written, or with any of the level's type words before it. */
  private named(level: Level, name: Name): Unit[] {
    const spellings = ['', ...TYPE_WORDS[level].map(([type]) => type)].map((type) => type + name.bare);
    const numbers = new Set(spellings.map((spelling) => consonantNumber(spelling, 0, spelling.length)));
    return [...numbers]
      .flatMap((number) => this.units(({ byConsonants }) => byConsonants.get(number)))
      .filter((unit) => unit.level === level);
  }

  get(code: string, on: string): Unit | null {
    return this.units(({ byCode }) => byCode.get(code)).find((unit) => validOn(unit, on)) ?? null;
  }

  /** Whether a unit above it, of that level, bears the name; true when no name is asked for. */
  private within(unit: Unit, level: Level, name: string | null | undefined, on: string): boolean {
    if (name === null || name === undefined) return true;
    let above = unit.parentCode === null ? null : this.get(unit.parentCode, on);
    while (above !== null && above.level !== level)
      above = above.parentCode === null ? null : this.get(above.parentCode, on);
    return above !== null && sameName(nameOf(level, above.name), nameOf(level, name));
  }

  /**
   * A unit without dates is never an answer, but it makes another unit's answer uncertain: where one fits too,
   * a single answer is withheld.
   */
  find({ level, name, district, province, on }: UnitQuery): readonly Unit[] {
    const asked = nameOf(level, name);
    const fitting = this.named(level, asked).filter(
      (unit) =>
        (validOn(unit, on) || perhapsOn(unit, on)) &&
        sameName(nameOf(level, unit.name), asked) &&
        this.within(unit, 'huyen', district, on) &&
        this.within(unit, 'tinh', province, on),
    );
    const certain = fitting.filter(dated);
    return certain.length === 1 && fitting.length > 1 ? [] : certain;
  }
}

/**
 * The register over units.csv (UTF-8, LF, the header above; no cell holds a comma). Nothing is parsed before the first
 * question.
 */
export function unitRegister(csv: Buffer): UnitRegister {
  return new Register(csv);
}

/** `[code, level, name, parent_code, valid_from, valid_to, merged_into]`, dates and codes where there are any. */
const UNIT_LINE = /^\d{2,5},(xa|huyen|tinh),[^,]+,\d*,(\d{4}-\d{2}-\d{2})?,(\d{4}-\d{2}-\d{2})?,\d*\r?$/;

/** 1-based lines that are not units, with what a line must be; the header's line when the file is another table. */
export function brokenLines(csv: Buffer): { line: number; message: string }[] {
  const [header, ...lines] = csv.toString('utf8').trimEnd().split('\n');
  if (header?.trimEnd() !== HEADER) return [{ line: 1, message: `dòng đầu phải là: ${HEADER}` }];
  return lines.flatMap((line, index) =>
    UNIT_LINE.test(line) ? [] : [{ line: index + 2, message: `"${line}" không đúng các cột: ${HEADER}` }],
  );
}
