/** The Vietnamese alphabet as code points: base letters, tones, and what text in use is made of. */

/** Tones in the order ngang, huyền, sắc, hỏi, ngã, nặng; the index is the tone's number in keys. */
export const TONE_MARKS = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'] as const;

const VOWELS = 'aăâeêioôơuưy';

export interface TonedVowel {
  /** The vowel without its tone: `ơ` of `ớ`. */
  readonly base: string;
  /** 1 to 5, an index of TONE_MARKS. */
  readonly tone: number;
}

/** Every lower-case vowel that carries a tone, composed (NFC). */
export const TONED_VOWELS: ReadonlyMap<string, TonedVowel> = new Map(
  [...VOWELS].flatMap((base) =>
    TONE_MARKS.slice(1).map((mark, i) => [(base + mark).normalize('NFC'), { base, tone: i + 1 }] as const),
  ),
);

const LOWER = `${VOWELS}đ${[...TONED_VOWELS.keys()].join('')}`;

/** Every letter of the alphabet beyond ASCII, both cases. */
export const MARKED_LETTERS: ReadonlySet<string> = new Set(
  [...`${LOWER}${LOWER.toUpperCase()}`].filter((letter) => letter > '\u007f'),
);

/** Letters that no other language of these archives has: ă đ ơ ư and the doubly marked vowels (never Latin-1). */
export const VIETNAMESE_ONLY: ReadonlySet<string> = new Set(
  [...MARKED_LETTERS].filter((letter) => letter > '\u00ff' && !'ĩĨũŨ'.includes(letter)),
);
