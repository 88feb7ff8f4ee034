/**
 * The judge: which text of a document can be trusted, font by font, and what may be repaired.
 *
 * A font named the same on several pages is one population. Its encoding is decided over the document, unless a page (or,
 * in a DOCX, a run) that does not come out well says otherwise by itself; its verdict is taken page by page where the
 * page holds enough of it, else over the document.
 */
import type { FontReading, Repair } from '../model/page.js';
import { encodingByName } from './detect.js';
import { evidenceOf, NO_EVIDENCE, planFor } from './evidence.js';
import { type Measurements, measure, Tally } from './measure.js';
import { type Reading, readPage } from './reading.js';
import { Repairer } from './repairer.js';
import { type PageText, type RawRun, type Texts, textsByFont } from './runs.js';
import { symbolFont } from './symbols.js';
import { differsFromForeign, distrust, distrustFont, distrustPage, ENOUGH_WORDS, isForeign } from './verdict.js';

export { mergeRepairs, RepairSum } from './notes.js';
export type { PageEvidence, PageText, RawRun } from './runs.js';

export interface Judgement {
  readonly fonts: readonly FontReading[];
  /** False: nothing of this page's text may be passed on as data. */
  readonly readable: boolean;
  readonly reasons: readonly string[];
  /** The text as it was meant, NFC, for a run of this page; also where the verdict is untrusted. */
  repair(run: Pick<RawRun, 'text' | 'font'>): { readonly text: string; readonly repairs: readonly Repair[] };
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

function fontReading(name: string, reading: Reading, document: Measurements, inForeignDocument: boolean): FontReading {
  const here = reading.measurements;
  const measurements = { ...here, legacyFont: encodingByName(name) === null ? 0 : 1 };
  const elsewhere =
    here.words < ENOUGH_WORDS ? distrust(document, inForeignDocument) : distrustFont(document, inForeignDocument);
  const distrusted = symbolFont(name).bare ? [] : [...new Set([...distrust(here, inForeignDocument), ...elsewhere])];
  if (distrusted.length > 0) return { name, verdict: 'untrusted', reasons: distrusted, measurements };
  const reasons = [...reading.repairs].sort().map((kind) => REASON_OF_CLASS[kind] ?? kind);
  return { name, verdict: reasons.length > 0 ? 'repairable' : 'clean', reasons, measurements };
}

function judgementOf(
  page: PageText,
  readings: ReadonlyMap<string, Reading>,
  documents: ReadonlyMap<string, Measurements>,
  inForeignDocument: boolean,
): Judgement {
  const tallies = [...readings.values()].map(({ tally }) => tally);
  const isForeignPage = inForeignDocument && !differsFromForeign(measure(sum(tallies)));
  const fonts = [...readings]
    .map(([name, reading]) => fontReading(name, reading, documents.get(name) ?? reading.measurements, isForeignPage))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const hiddenCharacters = tallies.reduce((characters, { hidden }) => characters + hidden, 0);
  const visibleCharacters = tallies.reduce((characters, tally) => characters + tally.characters, -hiddenCharacters);
  const reasons = [
    ...distrustPage({ ...page.evidence, visibleCharacters, hiddenCharacters }),
    ...fonts
      .filter(({ name, verdict }) => verdict === 'untrusted' && (readings.get(name)?.tally.data ?? 0) > 0)
      .map((font) => `untrusted-font ${font.name}: ${font.reasons.join(', ')}`),
  ];
  return {
    fonts,
    readable: reasons.length === 0,
    reasons,
    repair: ({ font, text }) => (readings.get(font)?.repairer ?? foreign(font)).repair(text).repaired,
  };
}

/** For a run of a font that the page was not judged with: only what is safe anywhere. */
function foreign(font: string): Repairer {
  return new Repairer(font, planFor(font, new Map(), NO_EVIDENCE));
}

type Repairers = ReadonlyMap<string, Repairer>;

/** The page once more where a font came out badly that is, on this page alone, in another encoding. */
function readAgain(page: PageText, repairers: Repairers, first: Map<string, Reading>): Map<string, Reading> {
  const doubtful = new Set(
    [...first].filter(([, { measurements }]) => distrust(measurements, false).length > 0).map(([font]) => font),
  );
  if (doubtful.size === 0) return first;
  const texts: ReadonlyMap<string, Texts> = textsByFont([page]);
  let changed = false;
  const own = new Map(
    [...repairers].map(([font, repairer]) => {
      const other = doubtful.has(font) ? repairer.forPart(texts.get(font) ?? new Map()) : repairer;
      changed ||= other !== repairer;
      return [font, other];
    }),
  );
  return changed ? readPage(page, own) : first;
}

/** Judges all pages of one document together: one judgement a page, in order. A DOCX is one page without images. */
export function judgeDocument(pages: readonly PageText[]): Judgement[] {
  const fonts = textsByFont(pages);
  const evidence = evidenceOf(fonts);
  const repairers: Repairers = new Map(
    [...fonts].map(([font, texts]) => [font, new Repairer(font, planFor(font, texts, evidence))]),
  );
  const readings = pages.map((page) => readAgain(page, repairers, readPage(page, repairers)));
  const tallies = new Map(
    [...fonts.keys()].map((font) => [font, sum(readings.flatMap((page) => page.get(font)?.tally ?? []))]),
  );
  const documents = new Map([...tallies].map(([font, tally]) => [font, measure(tally)]));
  const whole = measure(sum([...tallies.values()]));
  const inForeignDocument = isForeign(whole);
  return pages.map((page, i) => judgementOf(page, readings[i] ?? new Map(), documents, inForeignDocument));
}
