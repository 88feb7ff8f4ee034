/** One paragraph: its runs as pieces of text, in order, as a reader of the accepted document sees them. */
import type { Context } from './context.js';
import type { DraftBlock, Piece } from './draft.js';
import { type Fields, formFieldText } from './fields.js';
import { isSet } from './properties.js';
import { type Format, isDark, type NumberingReference, numberingReference } from './styles.js';
import { readSymbol } from './symbol.js';
import type { XmlElement, XmlTree } from './xml.js';

/** How a note's mark is drawn. */
const MARK_FORMAT: Format = {
  font: '',
  bold: false,
  size: null,
  capitals: false,
  hidden: false,
  shift: 'up',
  position: 0,
  unread: null,
  white: false,
};
/** What Word draws in the line itself: breaks, tick boxes. */
const PLAIN_FORMAT: Format = { ...MARK_FORMAT, shift: 'none' };

/** What stands for text that was left out: it keeps its neighbours apart. */
export const LEFT_OUT: Readonly<Piece> = { text: ' ', format: PLAIN_FORMAT, typed: false, leftOut: true };

/**
 * Where text was taken out without leaving a gap, or somebody has commented: what stands there reads on, but whether it is
 * all that was meant is open.
 */
export const TAKEN_OUT: Readonly<Piece> = { ...LEFT_OUT, text: '' };

/** What is drawn beside text; one that holds no text may be a figure all the same. */
const PICTURES: ReadonlySet<string> = new Set(['w:drawing', 'w:pict', 'w:object']);

/** Elements whose text nobody sees: deleted or moved away, and the reading aid of ruby text. */
const UNSEEN: ReadonlySet<string> = new Set(['w:del', 'w:moveFrom', 'w:rt']);
/** Runs in them were put in while changes were tracked: read as accepted. */
const INSERTED: ReadonlySet<string> = new Set(['w:ins', 'w:moveTo']);
const REMOVED: ReadonlySet<string> = new Set(['w:del', 'w:moveFrom']);

/** Parts of a formula that are drawn above or below another: they must not run together with it. */
const FORMULA_SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['m:den', '/'],
  ['m:sup', ' '],
  ['m:sub', ' '],
  ['m:deg', ' '],
  ['m:lim', ' '],
]);

/** A note's own mark, and a space to what follows. */
export function noteMark(mark: string): Piece[] {
  return [
    { text: mark, format: MARK_FORMAT, typed: false },
    { text: ' ', format: PLAIN_FORMAT, typed: false },
  ];
}

export interface ReadParagraph {
  readonly pieces: Piece[];
  /** Text boxes anchored in it. */
  readonly boxes: DraftBlock[];
  readonly style: string | null;
  /** Its own numbering, null when it has none of its own. */
  readonly numbering: NumberingReference | null;
  /** Properties of the paragraph mark, which the automatic number takes on. */
  readonly mark: XmlTree | null;
  /** Its mark was deleted while changes were tracked: accepted, it runs on into the next paragraph. */
  readonly runsOn: boolean;
}

/** @param readBox reads the blocks of a text box as a story of its own */
export function readParagraph(
  element: XmlElement,
  context: Context,
  fields: Fields,
  readBox: (content: XmlElement) => DraftBlock[],
): ReadParagraph {
  return new ParagraphReader(context, fields, readBox).read(element);
}

class ParagraphReader {
  readonly #pieces: Piece[] = [];
  readonly #boxes: DraftBlock[] = [];
  #properties: XmlTree | null = null;
  #isDark = false;
  #style: string | null = null;
  #format: Format;
  /** Pieces and text boxes come across so far. */
  #seen = 0;
  /** Insertions around this place, and on which sides of their borders figures were read. */
  #insertions = 0;
  readonly #figures = { inserted: false, old: false };

  constructor(
    private readonly context: Context,
    private readonly fields: Fields,
    private readonly readBox: (content: XmlElement) => DraftBlock[],
  ) {
    this.#format = context.styles.format(null, null);
  }

  read(element: XmlElement): ReadParagraph {
    for (const child of element.children()) {
      if (child.name === 'w:pPr') this.#readProperties(child.tree());
      else this.#inline(child);
    }
    for (const piece of this.fields.release()) this.#pieces.push(piece);
    // `306` of which the 6 was put in: whoever tracked it may not have meant it so.
    if (this.#figures.inserted && this.#figures.old) this.#pieces.push(TAKEN_OUT);
    if (this.#isDark) this.context.darkAround--;
    const numbering = this.#properties?.child('w:numPr') ?? null;
    const mark = this.#properties?.child('w:rPr') ?? null;
    return {
      pieces: this.#pieces,
      boxes: this.#boxes,
      style: this.#style,
      numbering: numbering === null ? null : numberingReference(numbering),
      mark,
      runsOn: this.#markChange(mark),
    };
  }

  #readProperties(properties: XmlTree): void {
    this.#properties = properties;
    this.#style = properties.valueOf('w:pStyle');
    this.#format = this.context.styles.format(this.#style, null);
    this.#isDark = isDark(properties.child('w:shd')) || this.context.styles.shades(this.#style);
    if (this.#isDark) this.context.darkAround++;
    const section = properties.child('w:sectPr');
    if (section !== null) this.context.sections.push(section);
  }

  /** A tracked change of the paragraph mark itself; true when the mark is gone. */
  #markChange(mark: XmlTree | null): boolean {
    const names = new Set(mark?.children.map((child) => child.name));
    const removed = [...REMOVED].some((name) => names.has(name));
    if (removed || [...INSERTED].some((name) => names.has(name))) this.context.trackedChanges = true;
    return removed;
  }

  #inline(element: XmlElement): void {
    switch (element.name) {
      case 'w:r':
      case 'm:r':
        this.#run(element);
        break;
      case 'w:fldSimple':
        this.#simpleField(element);
        break;
      case 'w:sdt':
        this.#control(element);
        break;
      case 'mc:AlternateContent':
        this.#alternatives(element, this.#format);
        break;
      case 'w:txbxContent':
        this.#seen++;
        // A shape is filled as it likes.
        this.context.darkAround++;
        for (const block of this.readBox(element)) this.#boxes.push(block);
        this.context.darkAround--;
        break;
      case 'w:commentRangeStart':
      case 'w:commentReference':
        // What a comment says of a figure is for a person to read.
        this.#takeOut();
        break;
      case 'v:textpath':
        this.#type(element.attribute('string') ?? '', PLAIN_FORMAT);
        break;
      case 'w:altChunk':
      case 'w:subDoc':
      case 'o:OLEObject':
        this.context.reasons.add('embedded-document-not-read');
        break;
      default:
        this.#wrapper(element);
    }
  }

  /** Text is looked for in everything that is not known to hide it: an element nobody thought of loses nothing. */
  #wrapper(element: XmlElement): void {
    const [isInserted, isRemoved] = [INSERTED.has(element.name), REMOVED.has(element.name)];
    if (isInserted || isRemoved) this.context.trackedChanges = true;
    if (isRemoved && holdsFigure(element)) this.#takeOut();
    if (UNSEEN.has(element.name)) return;
    if (isInserted) this.#insertions++;
    const [pieces, seen] = [this.fields.destination(this.#pieces), this.#seen];
    const separator = FORMULA_SEPARATORS.get(element.name);
    if (separator !== undefined) this.#draw(separator);
    for (const child of element.children()) this.#inline(child);
    if (isInserted) this.#insertions--;
    if (PICTURES.has(element.name) && this.#seen === seen) pieces.push(LEFT_OUT);
  }

  #takeOut(): void {
    this.fields.destination(this.#pieces).push(TAKEN_OUT);
  }

  #run(element: XmlElement): void {
    let format = this.#format;
    for (const child of element.children()) {
      if (child.name === 'w:rPr') format = this.context.styles.format(this.#style, child.tree());
      else if (format.hidden) this.#hidden(child);
      else this.#runContent(child, format);
    }
  }

  /** Hidden text is left out; the marks of a field count even where nobody sees them. */
  #hidden(element: XmlElement): void {
    if (element.name === 'w:t') {
      this.context.reasons.add('hidden-text-left-out');
      if (/\d/.test(element.text())) this.#takeOut();
    } else if (element.name === 'w:fldChar' || element.name === 'w:instrText') this.#runContent(element, PLAIN_FORMAT);
  }

  #runContent(element: XmlElement, format: Format): void {
    switch (element.name) {
      case 'w:t':
      case 'm:t':
        this.#type(seenText(element), format);
        break;
      case 'w:tab':
      case 'w:ptab':
        this.#draw('\t');
        break;
      case 'w:br':
      case 'w:cr':
        this.#draw('\n');
        break;
      case 'w:noBreakHyphen':
        this.#type('-', format);
        break;
      case 'w:softHyphen':
        // Word's own way to write the character U+00AD, which in the TCVN3 encoding is the letter ư.
        this.#type('\u00ad', format);
        break;
      case 'w:sym':
        this.#symbol(element, format);
        break;
      case 'mc:AlternateContent':
        this.#alternatives(element, format);
        break;
      case 'w:fldChar':
        this.#fieldCharacter(element, format);
        break;
      case 'w:instrText':
        this.fields.addInstruction(element.text());
        break;
      case 'w:footnoteReference':
        this.#noteReference(element, 'footnote');
        break;
      case 'w:endnoteReference':
        this.#noteReference(element, 'endnote');
        break;
      default:
        this.#inline(element);
        break;
    }
  }

  #noteReference(element: XmlElement, kind: 'footnote' | 'endnote'): void {
    const mark = this.context.noteMark(kind, element.attribute('w:id') ?? '');
    // A custom mark is typed after the reference and comes with the text.
    if (isSet(element.attribute('w:customMarkFollows'))) return;
    this.#push({ text: mark, format: MARK_FORMAT, typed: false });
  }

  #fieldCharacter(element: XmlElement, format: Format): void {
    switch (element.attribute('w:fldCharType')) {
      case 'begin':
        this.context.budget.spend();
        for (const child of element.children()) {
          if (child.name !== 'w:ffData') continue;
          const { text, typed } = formFieldText(child.tree());
          this.#push({ text, format: typed ? format : PLAIN_FORMAT, typed });
        }
        this.fields.begin();
        break;
      case 'separate':
        this.fields.separate();
        break;
      case 'end':
        this.#endField();
        break;
    }
  }

  #simpleField(element: XmlElement): void {
    this.fields.begin(element.attribute('w:instr') ?? '');
    this.fields.separate();
    for (const child of element.children()) this.#inline(child);
    this.#endField();
  }

  #endField(): void {
    const unstored = this.fields.end();
    if (unstored === null) return;
    this.context.reasons.add(`field-without-result: ${unstored}`);
    this.fields.destination(this.#pieces).push(LEFT_OUT);
  }

  #control(element: XmlElement): void {
    for (const child of this.context.contentOfControl(element)) this.#inline(child);
  }

  /** The same thing written for newer and for older programs: the first form that shows anything is read, once. */
  #alternatives(element: XmlElement, format: Format): void {
    const before = this.#seen;
    for (const form of element.children()) {
      for (const child of form.children()) this.#runContent(child, format);
      if (this.#seen > before) return;
    }
  }

  #type(text: string, format: Format): void {
    this.#push({ text, format, typed: true });
  }

  #symbol(element: XmlElement, format: Format): void {
    const { text, font } = readSymbol(element, format.font);
    this.#type(text, this.context.styles.inFont(format, font));
  }

  #draw(text: string): void {
    this.#push({ text, format: PLAIN_FORMAT, typed: false });
  }

  /** Word splits a word over runs at random: pieces in one format become one, so that a word is judged whole. */
  #push(piece: Piece): void {
    if (piece.text === '') return;
    this.#seen++;
    const pieces = this.fields.destination(this.#pieces);
    if (this.context.leavesOutPrompt(piece.text)) return;
    const unread = piece.typed && piece.text.trim() !== '' ? this.context.whyUnread(piece.format) : null;
    if (unread !== null) {
      this.context.reasons.add(unread);
      this.context.budget.spend();
      pieces.push({ ...LEFT_OUT });
      return;
    }
    if (piece.typed && /\d/.test(piece.text)) this.#figures[this.#insertions > 0 ? 'inserted' : 'old'] = true;
    const last = pieces.at(-1);
    if (last !== undefined && !last.leftOut && last.format === piece.format && last.typed === piece.typed)
      last.text += piece.text;
    else {
      this.context.budget.spend();
      pieces.push(piece);
    }
  }
}

/** Whether text that was taken out had a digit in it. */
function holdsFigure(element: XmlElement): boolean {
  if (element.name === 'w:delText' || element.name === 'w:t') return /\d/.test(element.text());
  for (const child of element.children()) if (holdsFigure(child)) return true;
  return false;
}

/** The text of `w:t`: white space at its ends is only seen when the file asks to keep it; tabs and line ends are spaces. */
function seenText(element: XmlElement): string {
  const keep = element.attribute('xml:space') === 'preserve';
  const text = element.text().replace(/[\t\r\n]/g, ' ');
  return keep ? text : text.replace(/^ +| +$/g, '');
}
