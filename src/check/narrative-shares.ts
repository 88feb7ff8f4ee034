/**
 * Shares that the prose states and contradicts: `Cao đẳng: 0 người = 10%` of 11 people, or a list whose shares add
 * up to 110 %. A share can only be recomputed when its whole is known, and shares only have to stay within 100 when
 * they exclude one another; both are concluded from the figures themselves, never assumed.
 */
import { type Fault, type Flag, flag } from '../model/flags.js';
import { foldKey } from '../vietnamese/keys.js';
import { blotted, figuresIn, type ProseFigure, roundingOf } from './prose-figures.js';
import { clean, exceeds, roundTo, within } from './rounding.js';
import type { ProseItem } from './types.js';

/** `10 người = 90,9%` */
interface Share {
  readonly count: ProseFigure;
  readonly percent: ProseFigure;
  /** Key of the word counted, '' when none. */
  readonly unit: string;
  /** Joined by `=` or `chiếm`, which say that it is a share; parentheses may hold any percentage. */
  readonly stated: boolean;
}

interface Total {
  readonly value: number;
  readonly unit: string;
}

/** A paragraph of the list, or several in one. */
interface Item {
  /** `-`, `+`, `*`, or '' for running text. */
  readonly marker: string;
  readonly sentences: readonly Sentence[];
  readonly source: ProseItem;
}

interface Sentence {
  readonly shares: readonly Share[];
  /** The one count that is no part of a share, when there is just one. */
  readonly total: Total | null;
}

const SHARE_SIGN = /^\s*(\p{L}[\p{L}/ ]{0,30}?)?\s*,?\s*(=|\(|chiếm(?:\s+(?:tỷ|tỉ)\s+lệ)?)\s*$/u;
/** The percentage is of a plan or a change, not of the whole. */
const OTHER_BASE = /^\s?%?\s*\)?\s*(?:kế hoạch|chỉ tiêu|so với|dự toán|cùng kỳ|tăng|giảm)/iu;
const ITEM_MARKER = /^\s*([-–+*•])\s*/u;
/** An item's marker inside a paragraph, where the lines of a list were joined. */
const INNER_MARKER = /(?<=[.;:])\s+(?=[-–+*•]\s)/u;
const SENTENCE_END = /(?<=[.!?])\s+(?=\p{Lu})/u;
const UNIT_WORD = /^\s?(\p{L}+(?:\/\p{L}+)?)/u;

function unitAfter(text: string, figure: ProseFigure): string {
  return foldKey(UNIT_WORD.exec(text.slice(figure.end))?.[1] ?? '');
}

function sharesIn(text: string, figures: readonly ProseFigure[]): Share[] {
  return figures.flatMap((percent, index) => {
    const count = figures[index - 1];
    if (!percent.percent || count === undefined || count.percent) return [];
    const sign = SHARE_SIGN.exec(text.slice(count.end, percent.start))?.[2];
    if (sign === undefined || OTHER_BASE.test(text.slice(percent.end))) return [];
    return [{ count, percent, unit: unitAfter(text, count), stated: sign !== '(' }];
  });
}

function sentenceOf(text: string): Sentence {
  const figures = figuresIn(text);
  const shares = sharesIn(text, figures);
  const inShares = new Set(shares.flatMap(({ count, percent }) => [count, percent]));
  const [only, ...others] = figures.filter((figure) => !figure.percent && !inShares.has(figure));
  const total = only === undefined || others.length > 0 ? null : { value: only.value, unit: unitAfter(text, only) };
  return { shares, total };
}

function itemsOf(source: ProseItem): Item[] {
  return source.text
    .normalize('NFC')
    .split(INNER_MARKER)
    .map((text) => ({
      marker: ITEM_MARKER.exec(text)?.[1] ?? '',
      sentences: blotted(text).split(SENTENCE_END).map(sentenceOf),
      source,
    }));
}

/**
 * The items that a list stands under. Markers nest by where they first come up: a marker not yet open goes one level
 * deeper, one that is open ends everything below it.
 */
class Outline {
  readonly #open: Item[] = [];

  enter(item: Item): void {
    const level = this.#open.findIndex((open) => open.marker === item.marker);
    if (level >= 0) this.#open.length = level;
    this.#open.push(item);
  }

  /** The nearest total of that unit above the last item entered. */
  totalAbove(unit: string): Total | null {
    return (
      this.#open
        .slice(0, -1)
        .reverse()
        .map(lastTotal)
        .find((total) => total?.unit === unit) ?? null
    );
  }
}

function lastTotal(item: Item | undefined): Total | null {
  return item?.sentences.map(({ total }) => total).findLast((total) => total !== null) ?? null;
}

const shareOf = (count: number, whole: number): number => (count / whole) * 100;

function fits({ count, percent }: Share, whole: number): boolean {
  return within(shareOf(count.value, whole), percent.value, roundingOf(percent));
}

function inconsistent(item: Item, what: 'share' | 'shares', stated: number, computed: number, fault: Fault): Flag {
  const { text, page } = item.source;
  const params = { what, sentence: text, stated, computed };
  return flag('NARRATIVE_INCONSISTENT', fault, params, { page, expected: `${computed}` });
}

/** Nothing of anything is no share of it, whatever the whole. */
const isNothing = ({ count, percent, stated }: Share) => stated && count.value === 0 && percent.value > 0;

/** What the share should be; null when it is right or its whole is not certain. */
function corrected(share: Share, shares: readonly Share[], whole: Total | null): number | null {
  if (isNothing(share)) return 0;
  if (whole === null || whole.unit !== share.unit || whole.value === 0 || share.count.value > whole.value) return null;
  if (fits(share, whole.value)) return null;
  const confirmed = shares.some((other) => other !== share && other.count.value > 0 && fits(other, whole.value));
  return confirmed ? roundTo(shareOf(share.count.value, whole.value), share.percent.decimals) : null;
}

/** The smallest whole that one of the shares implies: 10 people who are 90,9 % are 10 of 11. */
function impliedWhole(shares: readonly Share[]): number {
  const implied = shares
    .filter(({ count, percent }) => count.value > 0 && percent.value > 0)
    .map(({ count, percent }) => Math.round(count.value / (percent.value / 100)));
  return Math.min(...implied);
}

/** Counts that together stay within the whole can exclude one another; counts beyond it overlap, and so may shares. */
function excludeEachOther(shares: readonly Share[], whole: Total | null): boolean {
  const counted = shares.reduce((sum, { count }) => sum + count.value, 0);
  return counted <= (whole?.value ?? impliedWhole(shares));
}

/** The sum of the shares when it is more than all; null when it is not, or when they may overlap. */
function excess(shares: readonly Share[], whole: Total | null): number | null {
  if (shares.length < 2 || !excludeEachOther(shares, whole)) return null;
  const sum = shares.reduce((total, { percent }) => total + percent.value, 0);
  const tolerance = shares.reduce((total, { percent }) => total + roundingOf(percent), 0);
  return exceeds(sum, 100, tolerance) ? clean(sum) : null;
}

function checkSentence(item: Item, { shares, total }: Sentence, above: Total | null, fault: Fault): Flag[] {
  const whole = total !== null && total.unit === shares[0]?.unit ? total : above;
  const single = shares.flatMap((share) => {
    const right = corrected(share, shares, whole);
    return right === null ? [] : [inconsistent(item, 'share', share.percent.value, right, fault)];
  });
  const sum = excess(shares, whole);
  return sum === null ? single : [...single, inconsistent(item, 'shares', sum, 100, fault)];
}

/** @param fault whose it is if the prose contradicts itself: a scan may have been misread */
export function checkShares(prose: readonly ProseItem[], fault: Fault): Flag[] {
  const outline = new Outline();
  return prose.flatMap(itemsOf).flatMap((item) => {
    outline.enter(item);
    return item.sentences
      .filter(({ shares }) => shares.length > 0)
      .flatMap((sentence) => checkSentence(item, sentence, outline.totalAbove(sentence.shares[0]?.unit ?? ''), fault));
  });
}
