/** What all stories of one document (body, headers, footers, notes) share while they are read. */

import type { Budget } from './limits.js';
import { formatNumber } from './number-format.js';
import type { Lists } from './numbering.js';
import { onOff } from './properties.js';
import type { Format, Styles } from './styles.js';
import type { XmlElement, XmlTree } from './xml.js';

export type NoteKind = 'footnote' | 'endnote';

/** Word's formats for note numbers where a section does not choose another; the mark only has to tell notes apart. */
const NOTE_FORMATS: Readonly<Record<NoteKind, string>> = { footnote: 'decimal', endnote: 'lowerRoman' };

export class Context {
  /** What was set aside, as stable phrases. */
  readonly reasons = new Set<string>();
  /** `w:sectPr` in order. */
  readonly sections: XmlTree[] = [];
  readonly notes: Readonly<Record<NoteKind, Map<string, string>>> = { footnote: new Map(), endnote: new Map() };
  trackedChanges = false;
  /** How many things around this place (table, cell, paragraph, text box) may put something dark behind its text. */
  darkAround = 0;
  /** Content controls around this place that still show their prompt. */
  #prompts = 0;

  constructor(
    readonly styles: Styles,
    readonly lists: Lists,
    readonly budget: Budget,
  ) {}

  /** The number Word draws at a reference and before its note; notes are numbered in the order they are referred to. */
  noteMark(kind: NoteKind, id: string): string {
    const notes = this.notes[kind];
    const mark = notes.get(id) ?? formatNumber(notes.size + 1, NOTE_FORMATS[kind]);
    notes.set(id, mark);
    return mark;
  }

  /**
   * What a content control (`w:sdt`, at any level) holds. One that still shows its prompt is one nobody has filled in:
   * its cells and paragraphs stand, but the prompt is not the author's text, and one like `0` would become a value.
   */
  *contentOfControl(control: XmlElement): Generator<XmlElement, void, undefined> {
    let isPrompt = false;
    for (const child of control.children()) {
      if (child.name === 'w:sdtPr') isPrompt = onOff(child.tree(), 'w:showingPlcHdr') === true;
      if (child.name !== 'w:sdtContent') continue;
      if (isPrompt) this.#prompts++;
      yield* child.children();
      if (isPrompt) this.#prompts--;
    }
  }

  /** Why text drawn so is left out here; null when it is to be read. */
  whyUnread({ unread, white }: Format): string | null {
    if (unread !== null) return unread;
    return white && this.darkAround === 0 ? 'white-text-left-out' : null;
  }

  /** Whether a text read here is a content control's prompt, to be left out. */
  leavesOutPrompt(text: string): boolean {
    if (this.#prompts === 0) return false;
    if (text.trim() !== '') this.reasons.add('prompt-left-out');
    return true;
  }
}
