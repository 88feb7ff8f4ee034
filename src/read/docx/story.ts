/**
 * A story is a run of paragraphs and tables that is read by itself: the body, a header, a note, a text box. Its
 * elements may lie in content controls, insertions and other wrappers, which are looked through.
 */
import type { Context } from './context.js';
import { type DraftBlock, type DraftParagraph, type DraftTable, isBlank, type Piece } from './draft.js';
import { Fields } from './fields.js';
import { layGrid, type SourceCell, type SourceRow } from './grid.js';
import { MAX_COLUMNS } from './limits.js';
import { Counters } from './numbering.js';
import { LEFT_OUT, type ReadParagraph, readParagraph, TAKEN_OUT } from './paragraph.js';
import { onOff, points, wholeNumber } from './properties.js';
import { isDark } from './styles.js';
import type { XmlElement, XmlTree } from './xml.js';

/** Twips in a point, the unit of table widths. */
const TWIPS = 20;
/** Widths in percent are written in fiftieths of one. */
const FIFTIETHS = 5000;

type Content = readonly DraftBlock[];
type Row = SourceRow<Content> & { readonly isHeader: boolean };

/**
 * Reads the blocks of a story from the element around them (`w:body`, `w:hdr`, `w:footnote`).
 * @param counters its automatic numbers: the body, each text box, all headers and footers, all footnotes and all
 *   endnotes count for themselves
 */
export function readStory(element: XmlElement, context: Context, counters: Counters): DraftBlock[] {
  return new Story(context, counters).blocks(element);
}

class Story {
  constructor(
    private readonly context: Context,
    private readonly counters: Counters,
  ) {}

  /** The blocks of a container: the body, a note. A field or a joined paragraph does not reach out of it. */
  blocks(container: XmlElement): DraftBlock[] {
    const reader = new BlockReader(this, this.context);
    reader.read(container.children());
    return reader.finish();
  }

  table(element: XmlElement): DraftTable | null {
    let columns: number[] = [];
    let dark = 0;
    const rows: Row[] = [];
    for (const child of this.#through(element.children(), ['w:tblPr', 'w:tblGrid', 'w:tr'])) {
      if (child.name === 'w:tblPr') {
        const properties = child.tree();
        const style = properties.valueOf('w:tblStyle');
        dark = isDark(properties.child('w:shd')) || this.context.styles.shades(style) ? 1 : 0;
        this.context.darkAround += dark;
      } else if (child.name === 'w:tblGrid') columns = gridColumns(child.tree());
      else {
        const row = this.#row(child, columns);
        if (row !== null) rows.push(row);
      }
    }
    this.context.darkAround -= dark;
    if (rows.length === 0) return null;
    const firstOther = rows.findIndex((row) => !row.isHeader);
    return {
      kind: 'table',
      grid: layGrid(rows, columns),
      headerRows: firstOther === -1 ? rows.length : firstOther,
    };
  }

  /** The automatic number of a paragraph, counted on; empty when it has none. */
  label(paragraph: ReadParagraph): Piece[] {
    const numbered = this.context.lists.find(paragraph.numbering, paragraph.style);
    const label = numbered === null ? null : this.counters.next(numbered.list, numbered.level);
    if (label === null) return [];
    const { styles, budget } = this.context;
    const format = styles.labelFormat(paragraph.style, paragraph.mark, label.run);
    if (format.hidden) return [];
    budget.spend();
    const unread = this.context.whyUnread(format);
    if (unread !== null) {
      this.context.reasons.add(unread);
      return [{ ...LEFT_OUT }];
    }
    return [{ text: label.text, format, typed: true }];
  }

  /** null for a row that was deleted while changes were tracked, or is hidden. */
  #row(element: XmlElement, columns: readonly number[]): Row | null {
    let properties: XmlTree | null = null;
    const cells: SourceCell<Content>[] = [];
    for (const child of this.#through(element.children(), ['w:trPr', 'w:tc'])) {
      if (child.name === 'w:trPr') {
        properties = child.tree();
        if (this.#isDeleted(properties, 'w:ins', 'w:del')) return null;
        if (onOff(properties, 'w:hidden') === true) {
          this.context.reasons.add('hidden-row');
          return null;
        }
      } else this.#addCell(cells, child, columns);
    }
    this.context.budget.spend(3);
    const columnsOf = (name: string): number =>
      Math.min(wholeNumber(properties?.valueOf(name) ?? null) ?? 0, MAX_COLUMNS);
    return {
      before: Math.max(0, columnsOf('w:gridBefore')),
      after: Math.max(0, columnsOf('w:gridAfter')),
      widthBefore: widthOf(properties?.child('w:wBefore') ?? null, columns),
      cells,
      isHeader: properties !== null && onOff(properties, 'w:tblHeader') === true,
    };
  }

  #addCell(cells: SourceCell<Content>[], element: XmlElement, columns: readonly number[]): void {
    let properties: XmlTree | null = null;
    let dark = 0;
    const reader = new BlockReader(this, this.context);
    for (const child of element.children()) {
      if (child.name === 'w:tcPr') {
        properties = child.tree();
        if (this.#isDeleted(properties, 'w:cellIns', 'w:cellDel')) return;
        dark = isDark(properties.child('w:shd')) ? 1 : 0;
        this.context.darkAround += dark;
      } else reader.read([child]);
    }
    this.context.darkAround -= dark;
    this.context.budget.spend(2);
    const content = reader.finish();
    const cell = {
      span: Math.min(Math.max(wholeNumber(properties?.valueOf('w:gridSpan') ?? null) ?? 1, 1), MAX_COLUMNS),
      merge: mergeOf(properties, 'w:vMerge'),
      width: widthOf(properties?.child('w:tcW') ?? null, columns),
      blank: isBlank(content),
      content,
    };
    // The old way to merge sideways: the cells that continue are there, empty.
    const left = mergeOf(properties, 'w:hMerge') === 'continue' && cell.blank ? cells.pop() : undefined;
    cells.push(left === undefined ? cell : widened(left, cell));
  }

  /** A tracked insertion or deletion of a row or cell; true when it is to be left out. */
  #isDeleted(properties: XmlTree, inserted: string, deleted: string): boolean {
    const isDeleted = properties.child(deleted) !== null;
    if (isDeleted || properties.child(inserted) !== null) this.context.trackedChanges = true;
    return isDeleted;
  }

  /** The elements of the given names, looked for through whatever wraps them. */
  *#through(children: Iterable<XmlElement>, names: readonly string[]): Generator<XmlElement, void, undefined> {
    for (const child of children) {
      if (names.includes(child.name)) yield child;
      else yield* this.#through(insideOf(child, this.context), names);
    }
  }
}

/** Collects the blocks of one container. */
class BlockReader {
  readonly #blocks: DraftBlock[] = [];
  readonly #fields = new Fields();
  /** Text of paragraphs whose mark was deleted: it goes on in the next paragraph. */
  #carried: Piece[] = [];

  constructor(
    private readonly story: Story,
    private readonly context: Context,
  ) {}

  read(children: Iterable<XmlElement>): void {
    for (const child of children) {
      switch (child.name) {
        case 'w:p':
          this.#paragraph(child);
          break;
        case 'w:tbl': {
          this.#release();
          const table = this.story.table(child);
          if (table !== null) this.#blocks.push(table);
          break;
        }
        case 'w:sectPr':
          this.context.sections.push(child.tree());
          break;
        case 'w:altChunk':
          this.context.reasons.add('embedded-document-not-read');
          break;
        case 'mc:AlternateContent':
          this.#alternatives(child);
          break;
        default:
          this.read(insideOf(child, this.context));
      }
    }
  }

  finish(): DraftBlock[] {
    this.#release();
    return this.#blocks;
  }

  #paragraph(element: XmlElement): void {
    const paragraph = readParagraph(element, this.context, this.#fields, (content) =>
      readStory(content, this.context, new Counters(this.context.lists)),
    );
    const pieces = [...this.#carried, ...paragraph.pieces];
    // `21` over `6`, whose line end was deleted while changes were tracked: 216 only if that is accepted.
    if (paragraph.runsOn) this.#carried = pieces.some(({ text }) => /\d/u.test(text)) ? [...pieces, TAKEN_OUT] : pieces;
    else {
      this.#carried = [];
      this.#add(this.story.label(paragraph), pieces);
    }
    for (const block of paragraph.boxes) this.#blocks.push(block);
  }

  #release(): void {
    if (this.#carried.length > 0) this.#add([], this.#carried);
    this.#carried = [];
  }

  #add(label: Piece[], pieces: Piece[]): void {
    if (label.length === 0 && pieces.length === 0) return;
    this.context.budget.spend();
    const paragraph: DraftParagraph = { kind: 'paragraph', label, pieces };
    this.#blocks.push(paragraph);
  }

  #alternatives(element: XmlElement): void {
    const before = this.#blocks.length;
    for (const form of element.children()) {
      this.read(form.children());
      if (this.#blocks.length > before) return;
    }
  }
}

/** What a wrapper holds; nothing for what was deleted or moved away. */
function insideOf(wrapper: XmlElement, context: Context): Iterable<XmlElement> {
  switch (wrapper.name) {
    case 'w:sdt':
      return context.contentOfControl(wrapper);
    case 'w:ins':
    case 'w:moveTo':
      context.trackedChanges = true;
      return wrapper.children();
    case 'w:del':
    case 'w:moveFrom':
      context.trackedChanges = true;
      return [];
    case 'mc:AlternateContent':
      return firstForm(wrapper);
    default:
      return wrapper.children();
  }
}

/** Rows or cells written for newer and for older programs: those for newer ones. */
function* firstForm(alternatives: XmlElement): Generator<XmlElement, void, undefined> {
  for (const form of alternatives.children()) {
    yield* form.children();
    return;
  }
}

function gridColumns(grid: XmlTree): number[] {
  return grid.children
    .filter((column) => column.name === 'w:gridCol')
    .map((column) => (points(column.attribute('w:w'), TWIPS) ?? 0) * TWIPS);
}

/** A width in twips; null when it is left to the program or a share of an unknown whole. */
function widthOf(width: XmlTree | null, columns: readonly number[]): number | null {
  const value = width?.attribute('w:w') ?? null;
  const percent = /^(\d{1,3}(?:\.\d{1,9})?)%$/.exec(value ?? '');
  const table = columns.reduce((sum, column) => sum + column, 0);
  if (percent !== null) return table > 0 ? (Number(percent[1]) / 100) * table : null;
  const type = width?.attribute('w:type') ?? 'dxa';
  const number = wholeNumber(value);
  if (type === 'pct') return number !== null && table > 0 ? (number / FIFTIETHS) * table : null;
  const length = points(value, TWIPS);
  return type === 'dxa' && length !== null ? length * TWIPS : null;
}

function mergeOf(properties: XmlTree | null, name: string): 'none' | 'restart' | 'continue' {
  const merge = properties?.child(name) ?? null;
  if (merge === null) return 'none';
  return merge.attribute('w:val') === 'restart' ? 'restart' : 'continue';
}

function widened(cell: SourceCell<Content>, by: SourceCell<Content>): SourceCell<Content> {
  return {
    ...cell,
    span: cell.span + by.span,
    width: cell.width === null || by.width === null ? null : cell.width + by.width,
  };
}
