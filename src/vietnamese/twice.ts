/** Unicode text that a converter took for TCVN3 or VNI: which word was it before? */
import { TCVN3_TWICE, VNI_TWICE } from './encodings.js';
import { isSyllable } from './syllables.js';
import { OTHER_SPELLINGS, VOCABULARY } from './vocabulary.js';
import { kindOf } from './words.js';

export type Twice = 'tcvn3-twice' | 'vni-twice';

interface Conversion {
  /** Letter found to the letter it was. */
  readonly back: ReadonlyMap<string, string>;
  readonly moved: ReadonlySet<string>;
}

const CONVERSIONS: Readonly<Record<Twice, Conversion>> = {
  'tcvn3-twice': { back: TCVN3_TWICE, moved: new Set(TCVN3_TWICE.values()) },
  'vni-twice': { back: VNI_TWICE, moved: new Set(VNI_TWICE.values()) },
};

/** A syllable has at most two letters that moved: more readings than that come from no syllable. */
const MOST_READINGS = 16;

/**
 * All words that the conversion turns into this one. A letter that the conversion itself would have moved cannot have
 * stood there before: ó can only be a moved ã. Any other may also be itself.
 */
function readingsOf(word: string, { back, moved }: Conversion): string[] {
  let readings = [''];
  for (const letter of word) {
    const was = back.get(letter);
    const letters = was === undefined ? [letter] : moved.has(letter) ? [was] : [letter, was];
    readings = readings.flatMap((start) => letters.map((each) => start + each));
    if (readings.length > MOST_READINGS) return [];
  }
  return readings;
}

/** All capitals, all small, or a capital first: a moved capital among small letters is no reading. */
const CASED_LIKE_A_WORD = /^(?:\p{Lu}+|\p{L}\p{Ll}*)$/u;

/**
 * The word before the wrong conversion: the only reading that is a word, else the only one in the vocabulary. null
 * when neither decides; the word itself when no reading is one.
 */
export function readTwice(word: string, encoding: Twice): string | null {
  const whole = readingsOf(word, CONVERSIONS[encoding]).filter(
    (reading) => CASED_LIKE_A_WORD.test(reading) && (isSyllable(reading) || kindOf(reading) === 'neutral'),
  );
  if (whole.length <= 1) return whole[0] ?? word;
  // The rarer spelling counts where the usual one says nothing: `hồ` is hồ and not hoà, `hố` is hoá.
  for (const list of [VOCABULARY, OTHER_SPELLINGS]) {
    const known = whole.filter((reading) => list.has(reading.toLowerCase()));
    if (known.length > 0) return known.length === 1 ? (known[0] ?? null) : null;
  }
  return null;
}
