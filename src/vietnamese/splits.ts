/** Blanks inside syllables, where another font stood in for toned letters: `TH Ự C TẬ P` is THỰC TẬP. */
import { MARKED_LETTERS } from './letters.js';
import type { Notes } from './notes.js';
import { kindOf, type WordKind } from './words.js';

/** Words with single blanks between them and nothing else. */
const STRETCH = /\p{L}+(?: \p{L}+)+/gu;
/** So many pieces, in such a share of all words, are no list and no initials. */
const FEWEST_PIECES = 3;
const PIECES_SHARE = 1 / 3;
/** A syllable comes in so many parts at most: onset, toned vowel, rest, coda. */
const MOST_PARTS = 4;
/** Of the joined syllables so many carry a mark. Where none does, letters are missing, not apart: `H I` was HỘI. */
const MARKED_SHARE = 0.5;

const PIECE: ReadonlySet<WordKind> = new Set(['lone', 'broken']);
const WHOLE: ReadonlySet<WordKind> = new Set(['syllable', 'neutral', 'name', 'capitals']);

interface Joining {
  readonly groups: readonly (readonly string[])[];
  /** Another way of joining leaves as many words. */
  readonly ambiguous: boolean;
}

/** Of all ways the one that joins least, so that whole words stay apart; a second that joins as little makes it ambiguous. */
function least(ways: readonly Joining[]): Joining | null {
  const most = Math.max(...ways.map(({ groups }) => groups.length));
  const [first, ...others] = ways.filter(({ groups }) => groups.length === most);
  return first === undefined ? null : { ...first, ambiguous: first.ambiguous || others.length > 0 };
}

/** How to put the parts together so that no piece is left over; null when there is no way. */
function join(parts: readonly string[]): Joining | null {
  const upTo: (Joining | null)[] = [{ groups: [], ambiguous: false }];
  for (let end = 1; end <= parts.length; end += 1) {
    const ways: Joining[] = [];
    for (let size = 1; size <= Math.min(MOST_PARTS, end); size += 1) {
      const before = upTo[end - size];
      const group = parts.slice(end - size, end);
      const kind = kindOf(group.join(''));
      if (before && (size === 1 ? WHOLE.has(kind) : kind === 'syllable')) {
        ways.push({ groups: [...before.groups, group], ambiguous: before.ambiguous });
      }
    }
    upTo.push(least(ways));
  }
  return upTo.at(-1) ?? null;
}

function isMarked(word: string): boolean {
  return [...word].some((letter) => MARKED_LETTERS.has(letter));
}

/** Joins what stands apart where only one way of joining makes words; counts the blanks taken away. */
export function joinSplitSyllables(text: string, notes: Notes): string {
  return text.replace(STRETCH, (stretch) => {
    const parts = stretch.split(' ');
    const pieces = parts.filter((part) => PIECE.has(kindOf(part))).length;
    if (pieces < FEWEST_PIECES || pieces < PIECES_SHARE * parts.length) return stretch;
    const joining = join(parts);
    if (joining === null || joining.ambiguous) return stretch;
    const joined = joining.groups.filter((group) => group.length > 1);
    if (joined.filter((group) => isMarked(group.join(''))).length < MARKED_SHARE * joined.length) return stretch;
    for (const group of joined) notes.changed(group.join(' '), group.join(''), 'split-syllable', group.length - 1);
    return joining.groups.map((group) => group.join('')).join(' ');
  });
}
