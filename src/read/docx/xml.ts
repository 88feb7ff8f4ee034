/**
 * XML read front to back, without a tree of the whole part: an element gives out its children one by one while
 * the part is being parsed. What a caller leaves unread is skipped when it goes on to the next sibling.
 */
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { DocumentError } from '../../model/errors.js';
import { MAX_PROPERTY_ELEMENTS, MAX_XML_DEPTH } from './limits.js';
import { usualName } from './names.js';

/** Bytes handed to the parser at a time: it bounds the events that wait to be read. */
const SLICE = 16_384;
/** From this length on V8 keeps a part of a string as a view of the whole string. */
const VIEW_LENGTH = 13;

type Attributes = Readonly<Record<string, SaxesAttributeNS>>;
type Event =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: Attributes }
  | { readonly kind: 'close' }
  | { readonly kind: 'text'; readonly text: string };

/** An element whose children can be read once, in order. */
export class XmlElement {
  constructor(
    readonly name: string,
    private readonly attributes: Attributes,
    private readonly source: EventSource,
    private readonly depth: number,
  ) {}

  /** The value of an attribute by its usual name (`w:val`), null when it is not there. */
  attribute(name: string): string | null {
    return attributeOf(this.attributes, name);
  }

  /** Child elements and text, each usable until the next one is asked for. */
  *content(): Generator<XmlElement | string, void, undefined> {
    for (;;) {
      this.source.skipTo(this.depth);
      const event = this.source.next();
      if (event.kind === 'close') return;
      yield event.kind === 'text'
        ? event.text
        : new XmlElement(event.name, event.attributes, this.source, this.depth + 1);
    }
  }

  /** Child elements only. */
  *children(): Generator<XmlElement, void, undefined> {
    for (const child of this.content()) if (typeof child !== 'string') yield child;
  }

  /** The text directly in this element. */
  text(): string {
    let text = '';
    for (const child of this.content()) if (typeof child === 'string') text += child;
    return text;
  }

  /** This element and all below it, to be asked in any order: for properties, which are small. Text is left out. */
  tree(): XmlTree {
    let left = MAX_PROPERTY_ELEMENTS;
    const grow = (element: XmlElement): XmlTree => {
      if (--left < 0) throw new DocumentError('TOO_LARGE', 'too-many-properties');
      const children: XmlTree[] = [];
      for (const child of element.children()) children.push(grow(child));
      return new XmlTree(element.name, element.attributes, children);
    };
    return grow(this);
  }
}

/** A small element held in memory. */
export class XmlTree {
  constructor(
    readonly name: string,
    private readonly attributes: Attributes,
    readonly children: readonly XmlTree[],
  ) {}

  attribute(name: string): string | null {
    return attributeOf(this.attributes, name);
  }

  /** The first child of that name, null when there is none. */
  child(name: string): XmlTree | null {
    return this.children.find((child) => child.name === name) ?? null;
  }

  /** Attribute `w:val` of the first child of that name; null when the child or the attribute is not there. */
  valueOf(name: string): string | null {
    return this.child(name)?.attribute('w:val') ?? null;
  }
}

/**
 * Opens a part at its root element. A document type declaration is refused: the package format forbids it
 * (ISO 29500-2, 9.1.4), and entities are how a small XML grows without end.
 * @param chunks the part's bytes, cut anywhere; taken one by one as the part is read
 * @throws DocumentError CORRUPT (also later, while children are read) when it is not well-formed XML
 */
export function openXml(chunks: Iterable<Uint8Array>): XmlElement {
  return new EventSource(chunks).root();
}

function attributeOf(attributes: Attributes, name: string): string | null {
  for (const key in attributes) {
    const attribute = attributes[key];
    if (attribute === undefined || !name.endsWith(attribute.local)) continue;
    if (usualName(attribute.uri, attribute.local) === name) return attribute.value;
  }
  return null;
}

/** The parser's events, pulled: the part is decoded and parsed slice by slice as they are asked for. */
class EventSource {
  readonly #parser = new SaxesParser({ xmlns: true, position: false });
  readonly #slices: Iterator<string>;
  #events: Event[] = [];
  #at = 0;
  /** Elements opened and not closed among the events given out. */
  #depth = 0;
  #opened = 0;

  constructor(chunks: Iterable<Uint8Array>) {
    this.#slices = decoded(chunks);
    this.#parser.on('opentag', (tag: SaxesTagNS) => {
      if (++this.#opened > MAX_XML_DEPTH) throw new DocumentError('TOO_LARGE', 'xml-too-deep');
      this.#events.push({ kind: 'open', name: usualName(tag.uri, tag.local), attributes: tag.attributes });
    });
    this.#parser.on('closetag', () => {
      this.#opened--;
      this.#events.push({ kind: 'close' });
    });
    this.#parser.on('text', (text) => this.#events.push({ kind: 'text', text: detached(text) }));
    this.#parser.on('cdata', (text) => this.#events.push({ kind: 'text', text: detached(text) }));
    this.#parser.on('doctype', () => {
      throw new DocumentError('CORRUPT', 'xml-document-type');
    });
    this.#parser.on('error', (cause) => {
      throw new DocumentError('CORRUPT', 'xml-not-well-formed', { cause });
    });
  }

  root(): XmlElement {
    for (;;) {
      const event = this.next();
      if (event.kind === 'open') return new XmlElement(event.name, event.attributes, this, 1);
    }
  }

  next(): Event {
    while (this.#at === this.#events.length) this.#parseMore();
    const event = this.#events[this.#at++];
    if (event === undefined) throw new DocumentError('CORRUPT', 'xml-ends-early');
    if (event.kind === 'open') this.#depth++;
    else if (event.kind === 'close') {
      this.#depth--;
      if (this.#depth === 0) this.#finish();
    }
    return event;
  }

  /** Passes over what is left of elements deeper than `depth`. */
  skipTo(depth: number): void {
    while (this.#depth > depth) this.next();
  }

  #parseMore(): void {
    this.#events = [];
    this.#at = 0;
    const slice = this.#slices.next();
    if (slice.done === true) throw new DocumentError('CORRUPT', 'xml-ends-early');
    this.#parser.write(slice.value);
  }

  /** After the root only white space may follow; the parser objects to anything else. */
  #finish(): void {
    for (let slice = this.#slices.next(); slice.done !== true; slice = this.#slices.next()) {
      this.#parser.write(slice.value);
    }
    this.#parser.close();
  }
}

/** The part as text in slices. XML is UTF-8 unless a byte order mark says UTF-16 (XML 1.0, 4.3.3). */
function* decoded(chunks: Iterable<Uint8Array>): Generator<string, void, undefined> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  try {
    for (const chunk of chunks) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      for (let from = 0; from < chunk.length; from += SLICE) {
        yield decoder.decode(chunk.subarray(from, from + SLICE), { stream: true });
      }
    }
    yield decoder?.decode() ?? '';
  } catch (cause) {
    if (cause instanceof TypeError) throw new DocumentError('CORRUPT', 'xml-encoding', { cause });
    throw cause;
  }
}

/** The same text in memory of its own: a word that is kept must not keep the whole slice it was cut from. */
function detached(text: string): string {
  return text.length < VIEW_LENGTH ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
