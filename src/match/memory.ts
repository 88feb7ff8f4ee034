/** Answers that hang on a text alone, remembered: an archive repeats its labels from report to report. */

/** Labels of dozens of forms; with how alike each is to the rows of one, some ten megabytes. */
const REMEMBERED = 5000;

/** What is remembered never changes an answer, and it never grows beyond bounds. */
export class Memory<T> {
  readonly #known = new Map<string, T>();

  of(text: string, answer: () => T): T {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const made = answer();
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(text, made);
    return made;
  }
}
