/** Letters and their marks. */
import { MARKED_LETTERS } from './letters.js';
import type { Notes } from './notes.js';

const LOOSE_MARK = /[\u0300-\u036f]/;
/** Circumflex, breve, horn: part of the letter, so they come before its tone. */
const LETTER_MARK = /[\u0302\u0306\u031b]/;

/**
 * One letter with its marks, composed whatever their order. NFC alone sorts only marks of different classes: an acute
 * typed before a circumflex would stay a letter é with a loose circumflex.
 */
function composeLetter(cluster: string): string {
  const composed = cluster.normalize('NFC');
  if (composed.length === 1) return composed;
  const [base = '', ...marks] = [...cluster.normalize('NFD')];
  const sorted = [
    ...marks.filter((mark) => LETTER_MARK.test(mark)),
    ...marks.filter((mark) => !LETTER_MARK.test(mark)),
  ];
  const letter = (base + sorted.join('')).normalize('NFC');
  return MARKED_LETTERS.has(letter) ? letter : composed;
}

/** Composes all letters of a text (NFC); each cluster that changes is one repair. */
export function compose(text: string, notes: Notes): string {
  if (!LOOSE_MARK.test(text) && text.normalize('NFC') === text) return text;
  const composed = text.replace(/\P{M}\p{M}*|\p{M}+/gu, (cluster) => {
    const to = composeLetter(cluster);
    if (to !== cluster) notes.changed(cluster, to, 'nfc');
    return to;
  });
  return composed.normalize('NFC');
}
