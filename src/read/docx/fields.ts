/**
 * Fields: an instruction, of which the reader sees nothing, and the result Word last computed, which is text like any
 * other (ISO 29500-1, 17.16). A field can begin in one run and end in another paragraph, and hold further fields.
 */
import type { Piece } from './draft.js';
import { onOff, wholeNumber } from './properties.js';
import type { XmlTree } from './xml.js';

/** Results that say on which page something stands: facts about a layout that the file does not have. */
const PAGE_FIELDS: ReadonlySet<string> = new Set(['PAGE', 'NUMPAGES', 'SECTION', 'SECTIONPAGES']);
/** Fields whose result Word draws but does not store. */
const UNSTORED_FIELDS: ReadonlySet<string> = new Set([
  'AUTONUM',
  'AUTONUMLGL',
  'AUTONUMOUT',
  'LISTNUM',
  'EQ',
  'SYMBOL',
]);

/** Fields within fields that are kept apart; Word nests far fewer, and a file that never ends one must not slow the rest. */
const MAX_OPEN = 32;

interface Field {
  instruction: string;
  phase: 'instruction' | 'result';
  /** What is held back while it is open: results of fields in its instruction, or its own when it is of a page. */
  held: Piece[];
}

/** The fields open at a place, outermost first. */
export class Fields {
  readonly #open: Field[] = [];

  begin(instruction = ''): void {
    if (this.#open.length < MAX_OPEN) this.#open.push({ instruction, phase: 'instruction', held: [] });
  }

  addInstruction(text: string): void {
    const field = this.#open.at(-1);
    if (field?.phase === 'instruction') field.instruction += text;
  }

  separate(): void {
    const field = this.#open.at(-1);
    if (field === undefined) return;
    field.phase = 'result';
    field.held = [];
  }

  /** Closes the innermost field; returns its keyword when its result is nowhere in the file, else null. */
  end(): string | null {
    const field = this.#open.pop();
    if (field?.phase !== 'instruction') return null;
    const keyword = keywordOf(field);
    return UNSTORED_FIELDS.has(keyword) ? keyword : null;
  }

  /** Where a piece read now belongs: in the paragraph, or held back with a field. */
  destination(paragraph: Piece[]): Piece[] {
    return this.#open.find(holdsBack)?.held ?? paragraph;
  }

  /** Text still held back where a paragraph ends: of a broken field, which must not lose it. The field is given up. */
  release(): Piece[] {
    const broken = this.#open.findIndex(holdsBack);
    if (broken === -1) return [];
    const [field] = this.#open.splice(broken);
    return field?.held ?? [];
  }
}

function holdsBack(field: Field): boolean {
  return field.phase === 'instruction' || PAGE_FIELDS.has(keywordOf(field));
}

/** What a form field of the old kind shows without any result text: a tick box or the chosen entry; '' for others. */
export function formFieldText(data: XmlTree): { text: string; typed: boolean } {
  const box = data.child('w:checkBox');
  if (box !== null) {
    const ticked = onOff(box, 'w:checked') ?? onOff(box, 'w:default') ?? false;
    return { text: ticked ? '☑' : '☐', typed: false };
  }
  const list = data.child('w:ddList');
  const chosen = wholeNumber(list?.valueOf('w:result') ?? list?.valueOf('w:default') ?? null) ?? 0;
  const entries = list?.children.filter((child) => child.name === 'w:listEntry') ?? [];
  return { text: entries[chosen]?.attribute('w:val') ?? '', typed: true };
}

function keywordOf(field: Field): string {
  return (/[A-Za-z]+/.exec(field.instruction)?.[0] ?? '').toUpperCase();
}
