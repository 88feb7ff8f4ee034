/**
 * The values an enumeration allows, read from its unit text: forms write them there, as in
 * `Trực tuyến = 0 Phát phiếu = 1 Kết hợp = 2`.
 */

/** Words, then `=`, then the number; a number followed by more digits or decimals is no code of a choice. */
const CHOICE = /\s*([^=]*\p{L}[^=]*?)\s*=\s*(\d{1,2})(?!\d|[.,]\d)\s*[;,./]*/uy;
/** The other way round: `1 = Có; 0 = Không`. */
const CHOICE_REVERSED = /\s*(\d{1,2})\s*=\s*([^=\d]*\p{L}[^=\d]*?)\s*(?=\d|$)/uy;

/** Fewer than two choices are no enumeration (`n = 1` may be a remark). */
const FEWEST_CHOICES = 2;

/** The numbers that all matches of `choice`, end to end, stand for; null when they do not cover the text. */
function numbersOf(text: string, choice: RegExp, group: 1 | 2): number[] | null {
  const numbers: number[] = [];
  choice.lastIndex = 0;
  while (choice.lastIndex < text.length) {
    const match = choice.exec(text);
    if (match === null) return null;
    numbers.push(Number(match[group]));
  }
  return numbers;
}

/**
 * The allowed values in rising order, or null when the text is not an enumeration. Line breaks, `;` and `,`
 * between the choices are as good as a space.
 */
export function domainOfUnit(unit: string): number[] | null {
  const text = unit.replace(/\s+/gu, ' ').trim();
  const numbers = numbersOf(text, CHOICE, 2) ?? numbersOf(text, CHOICE_REVERSED, 1);
  if (numbers === null || numbers.length < FEWEST_CHOICES) return null;
  const domain = [...new Set(numbers)].sort((a, b) => a - b);
  return domain.length === numbers.length ? domain : null;
}
