/**
 * Flags and errors as a person reads them. Nothing is decided here: codes, figures and places come from the
 * flag, so a cached extraction speaks either language. Numbers are printed as the language prints them.
 */
import type { DocumentErrorCode } from './errors.js';
import type { Flag, FlagCode, FlagOf, RowFigure } from './flags.js';
import { ENGLISH } from './messages/en.js';
import { errorSentence } from './messages/errors.js';
import type { Sentences } from './messages/sentences.js';
import { VIETNAMESE } from './messages/vi.js';
import { englishNumber, fullName, vietnameseNumber } from './messages/words.js';

export { INTERPRETATIONS, type Interpretation } from './messages/sentences.js';

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const LANGUAGE_SENTENCES: { readonly [lang in Language]: Sentences } = { vi: VIETNAMESE, en: ENGLISH };

function sentence<C extends FlagCode>(flag: FlagOf<C>, sentences: Sentences): string {
  return sentences[flag.code](flag.params, flag);
}

/** What was found, with the figures, and what to do where that is not plain. */
export function describeFlag(flag: Flag, lang: Language): string {
  const found = sentence(flag, LANGUAGE_SENTENCES[lang]);
  return flag.reread === undefined ? found : `${found} ${REREAD[lang](flag.reread)}`;
}

const REREAD = {
  vi: (row: RowFigure) =>
    `Có lẽ do đọc nhầm: đọc lần hai ${fullName(row)} là ${vietnameseNumber(row.value)}, với số này thì khớp.`,
  en: (row: RowFigure) =>
    `Most likely misread: the second reading of ${fullName(row)} is ${englishNumber(row.value)}, and with it the figures agree.`,
} as const;

/**
 * One sentence: what happened to a document and what to do.
 * @param detail the short key the reader gave (`ole-doc`, `html`), '' when none
 */
export function describeError(code: DocumentErrorCode, detail: string, lang: Language): string {
  return errorSentence(code, detail)[lang];
}
