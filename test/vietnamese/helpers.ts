import { distance } from 'fastest-levenshtein';
import { type Judgement, judgeDocument, mergeRepairs, type PageText, type RawRun } from '../../src/vietnamese/judge.js';

export const DIGITAL = { imageCoverage: 0, textCoverage: 0.7 };

/** A page of a PDF: every word a run of its own. */
export function pdfPage(...parts: readonly (readonly [font: string, text: string])[]): PageText {
  return {
    runs: parts.flatMap(([font, text]) =>
      text
        .split(/[ \n]+/)
        .filter((word) => word !== '')
        .map((word) => ({ text: word, font })),
    ),
    hidden: [],
    evidence: DIGITAL,
  };
}

/** The body of a DOCX: each part one run with its blanks. */
export function docxPage(...parts: readonly (readonly [font: string, text: string])[]): PageText {
  return { runs: parts.map(([font, text]) => ({ text, font })), hidden: [], evidence: DIGITAL };
}

export function judgePage(page: PageText): Judgement {
  const [judgement] = judgeDocument([page]);
  if (judgement === undefined) throw new Error('one page has one judgement');
  return judgement;
}

export function repairedText(page: PageText, judgement = judgePage(page)): string {
  return page.runs.map((run) => judgement.repair(run).text).join(' ');
}

export function repairsOf(runs: readonly RawRun[], judgement: Judgement) {
  return mergeRepairs(runs.flatMap((run) => judgement.repair(run).repairs));
}

/** Levenshtein distance as a share of the truth's length. */
export function characterErrorRate(read: string, truth: string): number {
  return distance(read, truth) / Math.max(1, truth.length);
}
