/** The number of a report: `123/BC-UBND`, `14a/BC-UBND`; a number left blank (`Số:      /BC-UBND`) is none. */

export interface NumberMention {
  /** null when the place for it is blank. */
  readonly number: string | null;
}

/** Kinds of documents a report comes as: báo cáo, tờ trình, công văn (`/UBND-NV`). */
const NUMBER =
  /(?<!\p{L})số\s*[:.]?\s*(\d{1,5}[a-zđ]?)?[\s.…_]*\/\s*((?:(?:19|20)\d{2}\s*\/\s*)?[A-ZĐ]{1,6}(?:\s*[-–]\s*[\p{Lu}.&]{1,12})*)/giu;

/** Document numbers in a text that must be the report's own (a letterhead, or right after the word "Báo cáo"). */
export function numbersIn(text: string): NumberMention[] {
  return [...text.normalize('NFC').matchAll(NUMBER)].map((match) => {
    const symbol = (match[2] ?? '').replace(/\s+/gu, '').replace('–', '-').toUpperCase();
    return { number: match[1] === undefined ? null : `${match[1].toLowerCase()}/${symbol}` };
  });
}

/** Numbers that a caption gives the report it belongs to: `(Kèm theo Báo cáo số 12/BC-UBND ngày …)`. */
export function reportNumbersIn(text: string): NumberMention[] {
  return [...text.normalize('NFC').matchAll(/báo\s+cáo\s+(số.{0,60})/giu)].flatMap((match) =>
    numbersIn(match[1] ?? '').slice(0, 1),
  );
}
