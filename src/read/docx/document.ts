/** The parts of a document put together: what defines its looks, its body, its notes, its headers and footers. */
import { DocumentError } from '../../model/errors.js';
import { Context } from './context.js';
import type { DraftBlock } from './draft.js';
import { Budget } from './limits.js';
import { Counters, Lists } from './numbering.js';
import type { Package, Relationship } from './package.js';
import { noteMark } from './paragraph.js';
import { isOn, onOff } from './properties.js';
import { readStory } from './story.js';
import { readTheme, Styles } from './styles.js';
import type { XmlElement, XmlTree } from './xml.js';

export interface DraftDocument {
  readonly drafts: readonly DraftBlock[];
  /** What was set aside, as stable phrases. */
  readonly reasons: readonly string[];
  readonly trackedChanges: boolean;
}

/** @throws DocumentError UNSUPPORTED when the package holds something else than a word-processing document */
export async function readDocument(source: Package): Promise<DraftDocument> {
  const main = (await source.relationships('')).find(({ type }) => type === 'officeDocument');
  if (main === undefined) throw new DocumentError('CORRUPT', 'no-main-part');
  return new DocumentReader(source, await source.relationships(main.part)).read(main.part);
}

class DocumentReader {
  readonly #missing: string[] = [];

  constructor(
    private readonly source: Package,
    private readonly relationships: readonly Relationship[],
  ) {}

  async read(mainPart: string): Promise<DraftDocument> {
    const context = await this.#context();
    const evenPages = await this.#evenPages();
    const root = await this.source.xml(mainPart);
    if (root.name !== 'w:document') throw new DocumentError('UNSUPPORTED', 'not-word-processing');
    const body = this.#body(root, context);
    const notes = await this.#notes(context);
    const shown = shownIn(context.sections, evenPages);
    const counters = new Counters(context.lists);
    const headers = await this.#margins(shown, 'header', context, counters);
    const footers = await this.#margins(shown, 'footer', context, counters);
    const drafts = [...headers, ...body, ...notes, ...footers];
    return { drafts, reasons: [...context.reasons, ...this.#missing], trackedChanges: context.trackedChanges };
  }

  #body(root: XmlElement, context: Context): DraftBlock[] {
    let body: DraftBlock[] = [];
    // Read to the end of the part, whatever follows the body: only there is it known to be whole.
    for (const child of root.children()) {
      if (child.name === 'w:body') body = body.concat(readStory(child, context, new Counters(context.lists)));
    }
    return body;
  }

  async #context(): Promise<Context> {
    const theme = await this.#typed('theme');
    const styles = new Styles(await this.#typed('styles'), theme === null ? new Map() : readTheme(theme));
    return new Context(styles, new Lists(await this.#typed('numbering'), styles), new Budget());
  }

  async #evenPages(): Promise<boolean> {
    for (const setting of (await this.#typed('settings'))?.children() ?? []) {
      if (setting.name === 'w:evenAndOddHeaders') return isOn(setting.tree());
    }
    return false;
  }

  /** Notes that the text refers to, each beginning with its mark, in the order of reference. */
  async #notes(context: Context): Promise<DraftBlock[]> {
    const blocks: DraftBlock[] = [];
    for (const kind of ['footnote', 'endnote'] as const) {
      const marks = context.notes[kind];
      const root = marks.size > 0 ? await this.#typed(`${kind}s`) : null;
      if (root === null) continue;
      const notes = new Map<string, DraftBlock[]>();
      const counters = new Counters(context.lists);
      for (const child of root.children()) {
        const id = child.name === `w:${kind}` ? child.attribute('w:id') : null;
        const mark = id === null ? undefined : marks.get(id);
        if (id !== null && mark !== undefined) notes.set(id, marked(readStory(child, context, counters), mark));
      }
      for (const id of marks.keys()) for (const block of notes.get(id) ?? []) blocks.push(block);
    }
    return blocks;
  }

  /** Headers or footers, each once. */
  async #margins(
    shown: ReadonlySet<string>,
    type: 'header' | 'footer',
    context: Context,
    counters: Counters,
  ): Promise<DraftBlock[]> {
    const blocks: DraftBlock[] = [];
    for (const relationship of this.relationships) {
      if (relationship.type !== type || !shown.has(relationship.id)) continue;
      const root = await this.#part(relationship);
      for (const block of root === null ? [] : readStory(root, context, counters)) blocks.push(block);
    }
    return blocks;
  }

  async #typed(type: string): Promise<XmlElement | null> {
    const relationship = this.relationships.find((candidate) => candidate.type === type);
    return relationship === undefined ? null : this.#part(relationship);
  }

  /** A part that is promised and not there costs its numbers, fonts or notes: said, not passed over. */
  async #part({ type, part }: Relationship): Promise<XmlElement | null> {
    if (this.source.has(part)) return this.source.xml(part);
    this.#missing.push(`part-missing: ${type}`);
    return null;
  }
}

/** The note with its mark before its first paragraph, where Word draws it. */
function marked(note: readonly DraftBlock[], mark: string): DraftBlock[] {
  const [first, ...rest] = note;
  if (first?.kind !== 'paragraph') return [{ kind: 'paragraph', label: noteMark(mark), pieces: [] }, ...note];
  return [{ ...first, label: [...noteMark(mark), ...first.label] }, ...rest];
}

/**
 * Relationship ids of the headers and footers that some page shows. One for first pages or even pages may lie in the
 * file, left over from an older report, without being switched on.
 */
function shownIn(sections: readonly XmlTree[], evenPages: boolean): Set<string> {
  const firstPages = sections.some((section) => onOff(section, 'w:titlePg') === true);
  const shown = new Set<string>();
  for (const section of sections) {
    for (const reference of section.children) {
      if (reference.name !== 'w:headerReference' && reference.name !== 'w:footerReference') continue;
      const type = reference.attribute('w:type');
      const isShown = type === 'first' ? firstPages : type === 'even' ? evenPages : true;
      const id = reference.attribute('r:id');
      if (isShown && id !== null) shown.add(id);
    }
  }
  return shown;
}
