/** Applies one font's plan to its texts. */
import { encodingOf } from './detect.js';
import { inEncoding } from './evidence.js';
import { doubts, type Profile, profileOf, type Spelling, spellingOf } from './measure.js';
import { type Plan, type Repaired, repairText } from './repair.js';
import type { Texts } from './runs.js';

const SEVERAL_WORDS = /\S\s+\S/;

export interface Repairing {
  readonly repaired: Repaired;
  readonly before: Spelling;
  readonly after: Profile;
  /** A blank between words: a run of a DOCX, whose runs carry their blanks; those of a PDF are one word. */
  readonly severalWords: boolean;
}

function repairing(text: string, plan: Plan): Repairing {
  const repaired = repairText(text, plan);
  const after = profileOf(repaired.text);
  const before = repaired.repairs.length === 0 ? after : spellingOf(text.normalize('NFC'));
  return { repaired, before, after, severalWords: SEVERAL_WORDS.test(text) };
}

/** Repairs the text of one font; each distinct text once. */
export class Repairer {
  private readonly done = new Map<string, Repairing>();

  constructor(
    private readonly font: string,
    private readonly plan: Plan,
  ) {}

  repair(text: string): Repairing {
    let known = this.done.get(text);
    if (known === undefined) {
      known = repairing(text, this.plan);
      if (known.severalWords && this.isDoubtful(known)) known = this.repairByItself(text, known);
      this.done.set(text, known);
    }
    return known;
  }

  /**
   * A run may be in an encoding of its own. That it does not prove the font's (`soá`, `hoà`, `sô` are syllables as they
   * stand) is no reason to leave it as it stands: only that it comes out better so.
   */
  private repairByItself(text: string, asFont: Repairing): Repairing {
    const plan = this.planFor(new Map([[text, 1]]));
    const byItself = repairing(text, plan);
    return plan.encoding === 'unicode' && doubts(byItself.after) > doubts(asFont.after) ? asFont : byItself;
  }

  /** The repairer for a part of the font's texts: another one if that part is in an encoding of its own. */
  forPart(texts: Texts): Repairer {
    const plan = this.planFor(texts);
    return plan === this.plan ? this : new Repairer(this.font, plan);
  }

  private isDoubtful({ after }: Repairing): boolean {
    return doubts(after) > 0 || this.plan.encoding !== 'unicode';
  }

  private planFor(texts: Texts): Plan {
    const encoding = encodingOf(texts, this.font, this.plan.vietnamese);
    if (encoding === null || encoding === this.plan.encoding) return this.plan;
    if (encoding === 'unicode' && this.plan.encoding.endsWith('-twice')) return this.plan;
    return inEncoding(this.plan, encoding, this.font);
  }
}
