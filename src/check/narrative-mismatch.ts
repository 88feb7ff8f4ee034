/** The prose and the appendix on the same figure, where the form declares the words that introduce it. */
import type { NarrativeCheck } from '../model/catalogue.js';
import { type Flag, flag } from '../model/flags.js';
import { foldKey } from '../vietnamese/keys.js';
import { broken, type Evaluation, held, NOT_EVALUABLE } from './evaluation.js';
import { type Figure, type Figures, placeOf } from './figures.js';
import { blotted, figuresIn, type ProseFigure } from './prose-figures.js';
import { halfUnit, within } from './rounding.js';
import type { ProseItem } from './types.js';

/** A figure of the prose with the words before it, as keys. */
interface Statement {
  readonly figure: ProseFigure;
  /** From the start of the sentence or the last figure. */
  readonly lead: string;
  /** From the last comma. */
  readonly clause: string;
  readonly item: ProseItem;
}

/** A phrase of fewer words occurs inside other phrases: it must be all that introduces the figure. */
const WORDS_TO_STAND_IN_A_SENTENCE = 3;

/** Words between a phrase and its figure that add nothing: `… là 20 người`. */
const FILLERS = ['là', 'có', 'gồm', 'được', 'đạt', 'bằng', 'với', 'tổng số', 'tổng cộng'].map(foldKey);
const OPENERS = ['tổng số', 'tổng', 'số', 'trong đó', 'cụ thể', 'gồm', 'có'].map(foldKey);
/** What these words introduce is a plan, an estimate, or another period's figure. */
const OTHER_FIGURE =
  /(?<!\p{L})(?:khoảng|trên|dưới|gần|hơn|ước|phấn đấu|dự kiến|mục tiêu|cùng kỳ|cùng kì|so với|năm trước|kỳ trước|quý trước|tăng|giảm|thêm)(?!\p{L})/iu;
/** 2,5 tỷ in the prose and 2.500 (triệu đồng) in the appendix are not compared. */
const SCALE_WORD = /^\s?(?:tỷ|tỉ|triệu|nghìn|ngàn)(?!\p{L})/iu;

function without(end: 'start' | 'end', key: string, words: readonly string[]): string {
  const found = words.find((word) => (end === 'end' ? key.endsWith(` ${word}`) : key.startsWith(`${word} `)));
  if (found === undefined) return key;
  const rest = end === 'end' ? key.slice(0, -found.length - 1) : key.slice(found.length + 1);
  return without(end, rest, words);
}

const introducing = (text: string): string => without('end', foldKey(text), FILLERS);
const bare = (key: string): string => without('start', key, OPENERS);

function statementsIn(item: ProseItem): Statement[] {
  const text = item.text.normalize('NFC');
  const figures = figuresIn(blotted(text));
  return figures.flatMap((figure, index) => {
    const before = text.slice(figures[index - 1]?.end ?? 0, figure.start);
    const sentence = before.split(/[;!?]|\.\s/).at(-1) ?? '';
    if (OTHER_FIGURE.test(sentence) || SCALE_WORD.test(text.slice(figure.end))) return [];
    const clause = sentence.split(/[,(]/).at(-1) ?? '';
    return [{ figure, lead: introducing(sentence), clause: introducing(clause), item }];
  });
}

/** Words of the phrase if it introduces the figure, else 0. */
function strength(phrase: string, { lead, clause }: Statement): number {
  const words = phrase.split(' ').length;
  if ([lead, clause].some((key) => key === phrase || bare(key) === bare(phrase))) return words;
  return words >= WORDS_TO_STAND_IN_A_SENTENCE && lead.endsWith(` ${phrase}`) ? words : 0;
}

const strongest = (check: NarrativeCheck, statement: Statement): number =>
  Math.max(0, ...check.phrases.map((phrase) => strength(phrase, statement)));

/** The statements each check is about: of two checks whose phrases fit one figure, the longer phrase has it. */
function assigned(
  checks: readonly NarrativeCheck[],
  statements: readonly Statement[],
): Map<NarrativeCheck, Statement[]> {
  const byCheck = new Map<NarrativeCheck, Statement[]>(checks.map((check) => [check, []]));
  for (const statement of statements) {
    const fits = checks.map((check) => ({ check, words: strongest(check, statement) }));
    const best = Math.max(0, ...fits.map(({ words }) => words));
    for (const { check, words } of fits) {
      if (best > 0 && words === best) byCheck.get(check)?.push(statement);
    }
  }
  return byCheck;
}

function agrees(statement: Statement, figure: Figure): boolean {
  const coarser = Math.min(statement.figure.decimals, figure.decimals);
  const tolerance = statement.figure.percent ? halfUnit(coarser) : 0;
  return within(statement.figure.value, figure.value, tolerance);
}

function mismatch(statement: Statement, figure: Figure): Flag {
  const { item, figure: said } = statement;
  const params = { value: figure.value, figure: said.value, sentence: item.text, page: item.page };
  return flag('NARRATIVE_MISMATCH', 'unknown', params, placeOf(figure.row, `${said.value}`));
}

/**
 * One evaluation a check: held when every statement of the prose agrees with the row, broken by the first that does
 * not, not evaluable when the prose or the row says nothing. Which of the two is wrong cannot be told.
 */
export function checkNarrative(
  checks: readonly NarrativeCheck[],
  figures: Figures,
  prose: readonly ProseItem[],
): Evaluation[] {
  const statements = prose.flatMap(statementsIn);
  return [...assigned(checks, statements)].map(([check, said]) => {
    const figure = figures.of(check.indicator);
    if (figure === null) return NOT_EVALUABLE;
    const percent = figure.row.valueType === 'percent';
    const comparable = said.filter((statement) => statement.figure.percent === percent);
    const wrong = comparable.find((statement) => !agrees(statement, figure));
    if (wrong !== undefined) return broken(mismatch(wrong, figure), [figure.row]);
    return comparable.length > 0 ? held([figure.row]) : NOT_EVALUABLE;
  });
}
