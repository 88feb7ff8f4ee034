/**
 * The judge: which text of a document can be trusted, font by font, and what may be repaired.
 *
 * A font named the same on several pages is one population. Its encoding is decided over the document, unless one
 * page (or, in a DOCX, one run) says otherwise by itself; its verdict is taken page by page where the page holds
 * enough of it, else over the document.
 */
import type { FontReading, Repair } from '../model/page.js';
import { convertedTwice, drawsCapitals, encodingByName, encodingOf } from './detect.js';
import type { Encoding } from './encodings.js';
import { VIETNAMESE_ONLY } from './letters.js';
import { measurementsOf, type Profile, profileOf, Tally } from './measure.js';
import { mergeRepairs, type Plan, type Repaired, repairText } from './repair.js';
import { isSyllable } from './syllables.js';
import { symbolFont } from './symbols.js';
import { distrust, distrustPage } from './verdict.js';
import { kindOf, wordsOf } from './words.js';

export { mergeRepairs };

/**
 * Raw characters of one font: within one word (PDF), or one formatting run of a paragraph with its blanks (DOCX). Raw
 * means before NFC, with U+00AD and C1 controls intact.
 */
export interface RawRun {
  readonly text: string;
  /** The font's name without a subset prefix. */
  readonly font: string;
  /** Drawn invisibly (rendering mode 3) or clipped away. */
  readonly hidden: boolean;
}

/** Shares of the page's area, 0 to 1: its largest image, and the bounding box of its visible text. */
export interface PageEvidence {
  readonly imageCoverage: number;
  readonly textCoverage: number;
}

export interface PageText {
  /** In reading order. */
  readonly runs: readonly RawRun[];
  readonly evidence: PageEvidence;
}

export interface Judgement {
  readonly fonts: readonly FontReading[];
  /** False: nothing of this page's text may be passed on as data. */
  readonly readable: boolean;
  readonly reasons: readonly string[];
  /** The text as it was meant, NFC, for a run of this page; also where the verdict is untrusted. */
  repair(run: RawRun): Repaired;
}

interface Evidence {
  /** Letters that only Vietnamese has; ƣ is none. */
  readonly vietnamese: boolean;
  /** Fonts whose ƣ is a damaged ư. */
  readonly gha: ReadonlySet<string>;
  readonly twice: 'tcvn3-twice' | 'vni-twice' | null;
}

type Texts = Map<string, number>;

function addTo(texts: Map<string, Texts>, run: RawRun): void {
  let font = texts.get(run.font);
  if (font === undefined) {
    font = new Map();
    texts.set(run.font, font);
  }
  font.set(run.text, (font.get(run.text) ?? 0) + 1);
}

function textsByFont(runs: Iterable<RawRun>): Map<string, Texts> {
  const texts = new Map<string, Texts>();
  for (const run of runs) addTo(texts, run);
  return texts;
}

function hasVietnameseLetter(text: string): boolean {
  for (const letter of text.normalize('NFC')) if (VIETNAMESE_ONLY.has(letter)) return true;
  return false;
}

const GHA = /[ƢƣƢ]/;

/** Whether most words with ƣ become syllables when it is ư; elsewhere ƣ is mojibake of another script. */
function ghaIsU(texts: Texts): boolean {
  let [words, whole] = [0, 0];
  for (const [text, count] of texts) {
    if (!GHA.test(text)) continue;
    for (const word of wordsOf(text.normalize('NFC'))) {
      if (!GHA.test(word)) continue;
      words += count;
      if (isSyllable(word.replaceAll('ƣ', 'ư').replaceAll('Ƣ', 'Ư'))) whole += count;
    }
  }
  return words > 0 && whole * 2 >= words;
}

function evidenceOf(fonts: ReadonlyMap<string, Texts>): Evidence {
  let vietnamese = false;
  const gha = new Set<string>();
  const everything: Texts = new Map();
  for (const [font, texts] of fonts) {
    vietnamese ||= [...texts.keys()].some(hasVietnameseLetter);
    if (ghaIsU(texts)) gha.add(font);
    for (const [text, count] of texts) everything.set(text, (everything.get(text) ?? 0) + count);
  }
  return { vietnamese, gha, twice: convertedTwice(everything) };
}

/** A TCVN3 font without one soft hyphen has lost every ư to something else: ư is one letter in twenty. */
function losesU(texts: Texts): boolean {
  let words = 0;
  for (const [text, count] of texts) {
    if (/[\u00ad\u2212]/.test(text)) return false;
    words += count;
  }
  return words >= 20;
}

function planFor(font: string, texts: Texts, encoding: Encoding, evidence: Evidence): Plan {
  return {
    encoding,
    drawnAsCapitals: encoding === 'tcvn3' && drawsCapitals(font),
    hyphenForU: encoding === 'tcvn3' && losesU(texts),
    symbols: symbolFont(font),
    gha: evidence.gha.has(font) && evidence.vietnamese,
    graveAsTilde: evidence.gha.has(font) && evidence.vietnamese,
    vietnamese: evidence.vietnamese || encoding !== 'unicode',
  };
}

/** Repairs under one plan, each distinct text once. */
class Repairer {
  private readonly done = new Map<string, { repaired: Repaired; before: Profile; after: Profile }>();

  constructor(
    readonly font: string,
    readonly plan: Plan,
    private readonly own: boolean,
  ) {}

  get(text: string): { repaired: Repaired; before: Profile; after: Profile } {
    let known = this.done.get(text);
    if (known === undefined) {
      const repaired = repairText(text, this.planOf(text));
      known = { repaired, before: profileOf(text.normalize('NFC')), after: profileOf(repaired.text) };
      this.done.set(text, known);
    }
    return known;
  }

  /** A run of several words can be in an encoding of its own: headings in VNI under a font name that does not say so. */
  private planOf(text: string): Plan {
    if (!this.own || !/\S\s+\S/.test(text)) return this.plan;
    const encoding = encodingOf(new Map([[text, 1]]), this.font);
    return encoding === null || encoding === this.plan.encoding
      ? this.plan
      : { ...this.plan, encoding, drawnAsCapitals: encoding === 'tcvn3' && drawsCapitals(this.font) };
  }
}

interface Piece {
  readonly word: string;
  readonly tally: Tally;
}

/** A word cut by a change of font inside it is one word: its pieces are no evidence against either font. */
function rejoin(pieces: readonly Piece[]): void {
  const [head] = pieces;
  if (head === undefined || pieces.length < 2) return;
  if (pieces.every(({ word }) => kindOf(word) === 'syllable')) return;
  const whole = pieces
    .map(({ word }) => word)
    .join('')
    .normalize('NFC');
  if (kindOf(whole) !== 'syllable') return;
  for (const { word, tally } of pieces) tally.count(word, -1);
  head.tally.count(whole, 1);
}

interface Reading {
  readonly repairer: Repairer;
  readonly tally: Tally;
  readonly repairs: Repair[];
}

function read(page: PageText, repairerOf: (font: string) => Repairer): Map<string, Reading> {
  const readings = new Map<string, Reading>();
  const blanksInRuns = page.runs.some(({ text }) => /\S\s+\S/.test(text));
  let pieces: Piece[] = [];
  let before: RawRun | null = null;
  let openBefore = false;
  for (const run of page.runs) {
    let reading = readings.get(run.font);
    if (reading === undefined) {
      reading = { repairer: repairerOf(run.font), tally: new Tally(), repairs: [] };
      readings.set(run.font, reading);
    }
    const { repaired, before: raw, after } = reading.repairer.get(run.text);
    reading.tally.add(raw, after, run.hidden);
    if (GHA.test(run.text)) reading.tally.gha += run.text.match(/[Ƣƣ]/g)?.length ?? 0;
    reading.repairs.push(...repaired.repairs);
    const follows = openBefore && after.open[0] && (blanksInRuns || before?.font !== run.font);
    const [first, last] = [after.words[0], after.words.at(-1)];
    if (!follows) {
      rejoin(pieces);
      pieces = [];
    }
    if (follows && first !== undefined) pieces.push({ word: first, tally: reading.tally });
    if (!follows || after.words.length > 1) {
      if (follows) rejoin(pieces);
      pieces = last === undefined ? [] : [{ word: last, tally: reading.tally }];
    }
    openBefore = after.open[1];
    before = run;
  }
  rejoin(pieces);
  return readings;
}

function sum(tallies: Iterable<Tally>): Tally {
  const whole = new Tally();
  for (const tally of tallies) whole.merge(tally);
  return whole;
}

/** Enough of a font on one page to judge it there by itself. */
const ENOUGH_ON_PAGE = 40;

const REASON_OF_CLASS: Readonly<Record<string, string>> = {
  gha: 'gha-for-u-horn',
  nfc: 'decomposed',
  eth: 'eth-for-d-stroke',
  homoglyph: 'homoglyphs',
  utf8: 'utf8-read-as-1252',
  cp1258: 'cp1258-read-as-1252',
};

function fontReading(name: string, reading: Reading, whole: Tally): FontReading {
  const m = measurementsOf(reading.tally);
  const measurements = { ...m, legacyFont: encodingByName(name) === null ? 0 : 1 };
  const distrusted = distrust(m.words >= ENOUGH_ON_PAGE ? reading.tally : whole);
  if (distrusted.length > 0) return { name, verdict: 'untrusted', reasons: distrusted, measurements };
  const classes = [...new Set(reading.repairs.map((repair) => repair.class))].sort();
  const reasons = classes.map((kind) => REASON_OF_CLASS[kind] ?? kind);
  return { name, verdict: reasons.length > 0 ? 'repairable' : 'clean', reasons, measurements };
}

/**
 * Judges all pages of one document together. One judgement a page, in order; a DOCX is one page with no images.
 */
export function judgeDocument(pages: readonly PageText[]): Judgement[] {
  const fonts = textsByFont(pages.flatMap((page) => page.runs));
  const evidence = evidenceOf(fonts);
  const plans = new Map<string, Repairer>();
  const repairerFor = (font: string): Repairer => {
    let repairer = plans.get(font);
    if (repairer === undefined) {
      const texts = fonts.get(font) ?? new Map<string, number>();
      const encoding = encodingOf(texts, font) ?? 'unicode';
      const chosen = encoding === 'unicode' ? (convertedTwice(texts) ?? evidence.twice ?? encoding) : encoding;
      repairer = new Repairer(font, planFor(font, texts, chosen, evidence), true);
      plans.set(font, repairer);
    }
    return repairer;
  };
  const read_ = pages.map((page) => read(page, repairerFor));
  const wholes = new Map<string, Tally>();
  for (const font of fonts.keys()) {
    wholes.set(font, sum(read_.flatMap((readings) => readings.get(font)?.tally ?? [])));
  }
  return pages.map((page, i) => judgementOf(page, read_[i] ?? new Map(), wholes, repairerFor));
}

function judgementOf(
  page: PageText,
  readings: ReadonlyMap<string, Reading>,
  wholes: ReadonlyMap<string, Tally>,
  repairerOf: (font: string) => Repairer,
): Judgement {
  const fonts = [...readings]
    .map(([name, reading]) => fontReading(name, reading, wholes.get(name) ?? reading.tally))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const tallies = [...readings.values()].map(({ tally }) => tally);
  const hiddenCharacters = tallies.reduce((n, tally) => n + tally.hidden, 0);
  const visibleCharacters = tallies.reduce((n, tally) => n + tally.characters, 0) - hiddenCharacters;
  const reasons = [
    ...distrustPage({ ...page.evidence, visibleCharacters, hiddenCharacters }),
    ...fonts
      .filter((font) => font.verdict === 'untrusted' && (readings.get(font.name)?.tally.data ?? 0) > 0)
      .map((font) => `untrusted-font ${font.name}: ${font.reasons.join(', ')}`),
  ];
  return {
    fonts,
    readable: reasons.length === 0,
    reasons,
    repair: (run) => repairerOf(run.font).get(run.text).repaired,
  };
}
