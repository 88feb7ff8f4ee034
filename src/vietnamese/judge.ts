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
import { type Measurements, measure, type Profile, profileOf, Tally } from './measure.js';
import { mergeRepairs, type Plan, type Repaired, repairText } from './repair.js';
import { isSyllable } from './syllables.js';
import { FOREIGN_LETTER, HOMOGLYPHS, symbolFont } from './symbols.js';
import { distrust, distrustPage, ENOUGH_WORDS } from './verdict.js';
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
  repair(run: RawRun): { text: string; repairs: readonly Repair[] };
}

type Texts = Map<string, number>;

function textsByFont(runs: Iterable<RawRun>): Map<string, Texts> {
  const fonts = new Map<string, Texts>();
  for (const { font, text } of runs) {
    const texts = fonts.get(font) ?? new Map<string, number>();
    texts.set(text, (texts.get(text) ?? 0) + 1);
    fonts.set(font, texts);
  }
  return fonts;
}

/** What the whole document says about each of its fonts. */
interface Evidence {
  /** Letters occur that only Vietnamese has (ƣ is none), or a font is in a Vietnamese encoding. */
  readonly vietnamese: boolean;
  /** The encoding of each font that says so by itself. */
  readonly encodings: ReadonlyMap<string, Encoding>;
  /** Fonts whose ƣ is a damaged ư. */
  readonly gha: ReadonlySet<string>;
  /** Every Cyrillic or Greek letter in it looks like one of ours. */
  readonly onlyHomoglyphs: boolean;
  /** All of it was converted through a wrong table. */
  readonly twice: Encoding | null;
}

function hasVietnameseLetter(text: string): boolean {
  for (const letter of text.normalize('NFC')) if (VIETNAMESE_ONLY.has(letter)) return true;
  return false;
}

function hasOtherForeignLetter(text: string): boolean {
  if (!FOREIGN_LETTER.test(text)) return false;
  return [...text].some((letter) => FOREIGN_LETTER.test(letter) && !HOMOGLYPHS.has(letter));
}

const GHA = /[Ƣƣ]/g;

function ghaIn(text: string): number {
  return text.match(GHA)?.length ?? 0;
}

/** Whether most words with ƣ become syllables when it is ư; elsewhere ƣ is mojibake of another script. */
function ghaIsU(texts: Texts): boolean {
  let [words, whole] = [0, 0];
  for (const [text, count] of texts) {
    if (ghaIn(text) === 0) continue;
    for (const word of wordsOf(text.normalize('NFC'))) {
      if (ghaIn(word) === 0) continue;
      words += count;
      if (isSyllable(word.replaceAll('ƣ', 'ư').replaceAll('Ƣ', 'Ư'))) whole += count;
    }
  }
  return words > 0 && whole * 2 >= words;
}

function evidenceOf(fonts: ReadonlyMap<string, Texts>): Evidence {
  const everything: Texts = new Map();
  const gha = new Set<string>();
  const encodings = new Map<string, Encoding>();
  for (const [font, texts] of fonts) {
    if (ghaIsU(texts)) gha.add(font);
    const encoding = encodingOf(texts, font, false);
    if (encoding !== null) encodings.set(font, encoding);
    for (const [text, count] of texts) everything.set(text, (everything.get(text) ?? 0) + count);
  }
  const texts = [...everything.keys()];
  return {
    vietnamese: texts.some(hasVietnameseLetter) || [...encodings.values()].some((encoding) => encoding !== 'unicode'),
    encodings,
    gha,
    onlyHomoglyphs: !texts.some(hasOtherForeignLetter),
    twice: convertedTwice(everything),
  };
}

/** ư is one letter in twenty of Vietnamese text: so many words without a soft hyphen have lost it to something else. */
const WORDS_WITH_SOME_U = 20;

function losesU(texts: Texts): boolean {
  let words = 0;
  for (const [text, count] of texts) {
    if (/[\u00ad\u2212]/.test(text)) return false;
    words += count * wordsOf(text).length;
  }
  return words >= WORDS_WITH_SOME_U;
}

function inEncoding(plan: Omit<Plan, 'encoding' | 'drawnAsCapitals'>, encoding: Encoding, font: string): Plan {
  const drawnAsCapitals = encoding === 'tcvn3' && drawsCapitals(font);
  return { ...plan, encoding, drawnAsCapitals, vietnamese: plan.vietnamese || encoding !== 'unicode' };
}

function planFor(font: string, texts: Texts, evidence: Evidence): Plan {
  const gha = evidence.gha.has(font) && evidence.vietnamese;
  const encoding = evidence.encodings.get(font) ?? encodingOf(texts, font, evidence.vietnamese) ?? 'unicode';
  const twice = encoding === 'unicode' ? (convertedTwice(texts) ?? evidence.twice) : null;
  const plan = {
    hyphenForU: losesU(texts),
    symbols: symbolFont(font),
    gha,
    graveAsTilde: gha,
    vietnamese: evidence.vietnamese,
    onlyHomoglyphs: evidence.vietnamese && evidence.onlyHomoglyphs,
  };
  return inEncoding(plan, twice ?? encoding, font);
}

interface Repairing {
  readonly repaired: Repaired;
  readonly before: Profile;
  readonly after: Profile;
}

/** Repairs the text of one font under its plan; each distinct text once. */
class Repairer {
  private readonly done = new Map<string, Repairing>();

  constructor(
    private readonly font: string,
    private readonly plan: Plan,
  ) {}

  repair(text: string): Repairing {
    let known = this.done.get(text);
    if (known === undefined) {
      const repaired = repairText(text, this.planOf(text));
      const after = profileOf(repaired.text);
      const before = repaired.repairs.length === 0 ? after : profileOf(text.normalize('NFC'));
      known = { repaired, before, after };
      this.done.set(text, known);
    }
    return known;
  }

  /** The same for texts that are in another encoding than the rest of the font; itself if they are not. */
  withTexts(texts: Texts): Repairer {
    const encoding = encodingOf(texts, this.font, this.plan.vietnamese);
    if (encoding === null || encoding === this.plan.encoding) return this;
    if (encoding === 'unicode' && this.plan.encoding.endsWith('-twice')) return this;
    return new Repairer(this.font, inEncoding(this.plan, encoding, this.font));
  }

  /** A run of several words (DOCX) can be in an encoding of its own, under a font name that does not say so. */
  private planOf(text: string): Plan {
    return SEVERAL_WORDS.test(text) ? this.withTexts(new Map([[text, 1]])).plan : this.plan;
  }
}

const SEVERAL_WORDS = /\S\s+\S/;

interface Piece {
  readonly word: string;
  readonly tally: Tally;
}

/** `Th`, `ị`, `H`, `ườ`, `ng`: so many pieces make one word at most. */
const MOST_PIECES = 6;

/**
 * A word cut by a change of font inside it is one word: its pieces are no evidence against either font. Where words
 * begin is not known here (a word may end in the other font), so the longest syllable is taken each time.
 */
function rejoin(pieces: readonly Piece[]): void {
  for (let start = 0; start < pieces.length; ) {
    const [head, ...rest] = pieces.slice(start, start + MOST_PIECES);
    if (head === undefined) return;
    let [whole, end] = ['', start + 1];
    let word = head.word;
    for (const [i, piece] of rest.entries()) {
      word += piece.word;
      if (kindOf(word.normalize('NFC')) === 'syllable') [whole, end] = [word.normalize('NFC'), start + i + 2];
    }
    const joined = pieces.slice(start, end);
    if (joined.some((piece) => kindOf(piece.word) !== 'syllable') && whole !== '') {
      for (const piece of joined) piece.tally.count(piece.word, -1);
      head.tally.count(whole, 1);
    }
    start = end;
  }
}

/** What one font holds on one page. */
interface Reading {
  readonly repairer: Repairer;
  readonly tally: Tally;
  readonly repairs: Repair[];
}

function readPage(page: PageText, repairers: ReadonlyMap<string, Repairer>): Map<string, Reading> {
  const readings = new Map<string, Reading>();
  for (const [font, repairer] of repairers) readings.set(font, { repairer, tally: new Tally(), repairs: [] });
  const blanksInRuns = page.runs.some(({ text }) => SEVERAL_WORDS.test(text));
  let pieces: Piece[] = [];
  let [fontBefore, openBefore] = ['', false];
  for (const run of page.runs) {
    const reading = readings.get(run.font);
    if (reading === undefined) continue;
    const { tally, repairs, repairer } = reading;
    const { repaired, before, after } = repairer.repair(run.text);
    tally.add(before, after, run.hidden);
    tally.gha += ghaIn(run.text);
    tally.undecided += repaired.undecided;
    repairs.push(...repaired.repairs);

    const goesOn = openBefore && after.open[0] && (blanksInRuns || fontBefore !== run.font);
    const [first, last] = [after.words[0], after.words.at(-1)];
    if (goesOn && first !== undefined) pieces.push({ word: first, tally });
    if (!goesOn || after.words.length > 1) {
      rejoin(pieces);
      pieces = last === undefined ? [] : [{ word: last, tally }];
    }
    [fontBefore, openBefore] = [run.font, after.open[1]];
  }
  rejoin(pieces);
  return readings;
}

function sum(tallies: Iterable<Tally>): Tally {
  const whole = new Tally();
  for (const tally of tallies) whole.merge(tally);
  return whole;
}

/** How a repair's class is called as a reason, where that says more. */
const REASON_OF_CLASS: Readonly<Record<string, string>> = {
  gha: 'gha-for-u-horn',
  nfc: 'decomposed',
  eth: 'eth-for-d-stroke',
  homoglyph: 'homoglyphs',
  utf8: 'utf8-read-as-1252',
  cp1258: 'cp1258-read-as-1252',
};

function fontReading(name: string, reading: Reading, document: Measurements): FontReading {
  const here = measure(reading.tally);
  const measurements = { ...here, legacyFont: encodingByName(name) === null ? 0 : 1 };
  const distrusted = new Set([...distrust(here), ...(here.words < ENOUGH_WORDS ? distrust(document) : [])]);
  if (distrusted.size > 0) return { name, verdict: 'untrusted', reasons: [...distrusted], measurements };
  const classes = [...new Set(reading.repairs.map((repair) => repair.class))].sort();
  const reasons = classes.map((kind) => REASON_OF_CLASS[kind] ?? kind);
  return { name, verdict: reasons.length > 0 ? 'repairable' : 'clean', reasons, measurements };
}

function judgementOf(
  page: PageText,
  readings: ReadonlyMap<string, Reading>,
  documents: ReadonlyMap<string, Measurements>,
): Judgement {
  const fonts = [...readings]
    .map(([name, reading]) => fontReading(name, reading, documents.get(name) ?? measure(reading.tally)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const all = sum([...readings.values()].map(({ tally }) => tally));
  const reasons = [
    ...distrustPage({
      ...page.evidence,
      visibleCharacters: all.characters - all.hidden,
      hiddenCharacters: all.hidden,
    }),
    ...fonts
      .filter(({ name, verdict }) => verdict === 'untrusted' && (readings.get(name)?.tally.data ?? 0) > 0)
      .map((font) => `untrusted-font ${font.name}: ${font.reasons.join(', ')}`),
  ];
  return {
    fonts,
    readable: reasons.length === 0,
    reasons,
    repair: (run) => {
      const { text, repairs } = (readings.get(run.font)?.repairer ?? foreign(run.font)).repair(run.text).repaired;
      return { text, repairs };
    },
  };
}

const NO_EVIDENCE: Evidence = {
  vietnamese: false,
  encodings: new Map(),
  gha: new Set(),
  onlyHomoglyphs: false,
  twice: null,
};

/** For a run of a font that the page was not judged with: only what is safe anywhere. */
function foreign(font: string): Repairer {
  return new Repairer(font, planFor(font, new Map(), NO_EVIDENCE));
}

/** Judges all pages of one document together: one judgement a page, in order. A DOCX is one page without images. */
export function judgeDocument(pages: readonly PageText[]): Judgement[] {
  const fonts = textsByFont(pages.flatMap((page) => page.runs));
  const evidence = evidenceOf(fonts);
  const repairers = new Map(
    [...fonts].map(([font, texts]) => [font, new Repairer(font, planFor(font, texts, evidence))]),
  );
  const readings = pages.map((page) => {
    const onPage = [...textsByFont(page.runs)];
    return readPage(
      page,
      new Map(
        onPage.flatMap(([font, texts]) => {
          const repairer = repairers.get(font);
          return repairer === undefined ? [] : [[font, pages.length === 1 ? repairer : repairer.withTexts(texts)]];
        }),
      ),
    );
  });
  const documents = new Map(
    [...fonts.keys()].map((font) => [font, measure(sum(readings.flatMap((page) => page.get(font)?.tally ?? [])))]),
  );
  return pages.map((page, i) => judgementOf(page, readings[i] ?? new Map(), documents));
}
