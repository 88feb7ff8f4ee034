/**
 * The syllable oracle: a token is a Vietnamese syllable if it is an onset, a rhyme and a tone that go
 * together. It is built from the spelling rules alone. It tells broken shapes (`cîng`, `tlnh`) from whole ones;
 * it cannot tell which of two well-formed syllables was meant (`phõng` passes): that takes a vocabulary.
 */
import { TONED_VOWELS } from './letters.js';

const ONSETS = ['', ...'b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x'.split(' ')];

const RHYMES = `
  a ac ach ai am an ang anh ao ap at au ay
  ăc ăm ăn ăng ăp ăt
  âc âm ân âng âp ât âu ây
  e ec em en eng eo ep et
  ê êch êm ên ênh êp êt êu
  i ia ich im in inh ip it iu
  iêc iêm iên iêng iêp iêt iêu
  y yêm yên yêng yêt yêu
  o oc oi om on ong op ot ooc oong
  ô ôc ôi ôm ôn ông ôp ôt
  ơ ơi ơm ơn ơp ơt
  u ua uc ui um un ung up ut
  uôc uôi uôm uôn uông uôt
  ư ưa ưc ưi ưm ưn ưng ưt ưu
  ươc ươi ươm ươn ương ươp ươt ươu
  oa oac oach oai oam oan oang oanh oao oap oat oay
  oăc oăm oăn oăng oăt
  oe oen oeo oet
  uân uâng uât uây
  uê uêch uênh uêt uêu uơ
  uy uya uych uyn uynh uyp uyt uyu uyên uyêt`
  .trim()
  .split(/\s+/);

/** What may follow `qu`. */
const QU_RHYMES = `
  a ac ach ai am an ang anh ao ap at au ay
  ăc ăm ăn ăng ăp ăt
  âc âm ân âng âp ât âu ây
  e ec em en eng eo ep et
  ê ên êch ênh êt êu
  i ich in inh ip it iu
  y ych yn ynh yp yt yu yên yêt
  ơ ơi ơn ơt
  ô ôc ôn ông ôt`
  .trim()
  .split(/\s+/);

/** Plain y is a whole rhyme only after these. */
const ONSETS_BEFORE_Y = new Set(['', 'b', 'h', 'k', 'l', 'm', 's', 't', 'v']);
const ONSETS_BEFORE_FRONT_VOWELS = new Set(['k', 'gh', 'ngh']);
const ONSETS_BEFORE_OTHER_VOWELS = new Set(['c', 'g', 'ng']);

function agree(onset: string, rhyme: string): boolean {
  if (rhyme === 'y') return ONSETS_BEFORE_Y.has(onset);
  if (rhyme.startsWith('yê')) return onset === '';
  const front = /^[ieê]/.test(rhyme);
  if (ONSETS_BEFORE_FRONT_VOWELS.has(onset)) return front;
  if (ONSETS_BEFORE_OTHER_VOWELS.has(onset)) return !front;
  return true;
}

/** `gi` swallows the i of its rhyme: gi + iêng is `giêng`. */
function join(onset: string, rhyme: string): string {
  return onset === 'gi' && rhyme.startsWith('i') ? `g${rhyme}` : onset + rhyme;
}

export interface SyllableShape {
  /** Ends in p t c ch: then only sắc and nặng are possible. */
  readonly stopped: boolean;
  /** Positions (in letters) where the tone mark is found in use: on the main vowel, or on the glide before it. */
  readonly tonePositions: readonly number[];
}

const SAC = 2;
const NANG = 5;

/** Where writers put the tone: the main vowel, and before it the glide (`hóa`), the u of qu and the i of gi. */
function tonePositions(syllable: string): number[] {
  const marked = /[ăâêôơư](?=[^ăâêôơư]*$)/.exec(syllable);
  const group = /^(?:(?:qu|gi)(?=[aăâeêioôơuưy]))?[^aăâeêioôơuưy]*([aăâeêioôơuưy]+)/.exec(syllable);
  const vowels = group?.[1] ?? '';
  const start = (group?.[0].length ?? 0) - vowels.length;
  const opening = /^(?:qu|gi)[aăâeêioôơuưy]/.test(syllable) ? 1 : null;
  const positions = new Set<number>();
  if (opening !== null) positions.add(opening);
  if (/^(?:o[aăeo]|u[âêơy])/.test(vowels)) {
    positions.add(start);
    positions.add(marked === null ? start + 1 : marked.index);
  } else positions.add(marked === null || /^ưa/.test(vowels) ? start : marked.index);
  return [...positions];
}

/** Every toneless spelling with its shape. */
export const SYLLABLES: ReadonlyMap<string, SyllableShape> = new Map(
  [
    ...ONSETS.flatMap((onset) => RHYMES.filter((rhyme) => agree(onset, rhyme)).map((rhyme) => join(onset, rhyme))),
    ...QU_RHYMES.map((rhyme) => `qu${rhyme}`),
  ].map((syllable) => [syllable, { stopped: /(?:[ptc]|ch)$/.test(syllable), tonePositions: tonePositions(syllable) }]),
);

/**
 * Whether a token is spelled as a Vietnamese syllable, whatever its case; both placements of the tone pass
 * (`hóa`, `hoá`). Composed letters (NFC) are expected.
 */
export function isSyllable(token: string): boolean {
  let toneless = '';
  let tone = 0;
  let at = -1;
  for (const letter of token.toLowerCase()) {
    const toned = TONED_VOWELS.get(letter);
    if (toned === undefined) toneless += letter;
    else if (at >= 0) return false;
    else {
      at = toneless.length;
      tone = toned.tone;
      toneless += toned.base;
    }
  }
  const shape = SYLLABLES.get(toneless);
  if (shape === undefined) return false;
  if (shape.stopped) return (tone === SAC || tone === NANG) && shape.tonePositions.includes(at);
  return tone === 0 || shape.tonePositions.includes(at);
}
