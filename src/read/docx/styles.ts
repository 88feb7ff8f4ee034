/**
 * How a run looks, as far as its reading depends on it: defaults, then the paragraph's style, then the character
 * style, then the run itself (ISO 29500-1, 17.7.2). Table styles are left out: they colour and border, and a report
 * whose font comes from one alone has not been seen.
 */
import { isSet, onOff, points, wholeNumber } from './properties.js';
import type { XmlElement, XmlTree } from './xml.js';

/** Half-points in a point: the unit of `w:sz` and `w:position`. */
const HALF_POINTS = 2;
/**
 * Points by which text must be moved off its line by hand (`w:position`) to be a mark: Word's own superscript rises by
 * a third of the size, some 4 points; a nudge of 1 or 2 points is typesetting.
 */
const MARK_SHIFT = 3;

/** Text of this size (points) or less is set so that nobody reads it. */
const UNREADABLE_SIZE = 2;
/** Mean of the three colours, of 255, from which on white text on it is no longer seen. */
const LIGHT = 192;

export type Shift = 'up' | 'down' | 'none';

/** How a run is drawn. One object for each distinct way, so that runs can be compared by identity. */
export interface Format {
  /** '' when the document does not say. */
  readonly font: string;
  readonly bold: boolean;
  /** Points, null when the document does not say. */
  readonly size: number | null;
  /** Drawn as capitals, whatever was typed. */
  readonly capitals: boolean;
  readonly hidden: boolean;
  /** Superscript, subscript or on the line. */
  readonly shift: Shift;
  /** Points off the line by hand, up is positive. */
  readonly position: number;
  /** Nobody reads it as said, though it is there: it was struck through, or is too small. */
  readonly unread: 'struck-text-left-out' | 'tiny-text-left-out' | null;
  /** White, with nothing dark behind it that the run, its paragraph's style or its character style brings along. */
  readonly white: boolean;
}

/** What one place (defaults, a style, a run) says; null where it says nothing. */
interface RunProperties {
  readonly ascii: string | null;
  readonly highAnsi: string | null;
  readonly complex: string | null;
  readonly isComplex: boolean | null;
  readonly size: number | null;
  readonly vertical: string | null;
  readonly position: number | null;
  readonly bold: boolean | null;
  readonly capitals: boolean | null;
  readonly hidden: boolean | null;
  readonly struck: boolean | null;
  readonly colour: string | null;
  readonly onDark: boolean | null;
}

/** Numbering that a paragraph or its style asks for; null where it leaves it open. */
export interface NumberingReference {
  readonly list: string | null;
  readonly level: number | null;
}

interface Style {
  readonly basedOn: string | null;
  readonly run: RunProperties;
  readonly numbering: NumberingReference | null;
}

const NOTHING: RunProperties = {
  ascii: null,
  highAnsi: null,
  complex: null,
  isComplex: null,
  size: null,
  vertical: null,
  position: null,
  bold: null,
  capitals: null,
  hidden: null,
  struck: null,
  colour: null,
  onDark: null,
};

export class Styles {
  readonly #styles = new Map<string, Style>();
  readonly #resolved = new Map<string, RunProperties>();
  readonly #formats = new Map<string, Format>();
  /** Styles that shade something, whatever it is: a table's header row, say. */
  readonly #darkStyles = new Set<string>();
  readonly #theme: ReadonlyMap<string, string>;
  #defaults = NOTHING;
  #defaultParagraph: string | null = null;
  #defaultCharacter: string | null = null;

  /**
   * @param root `w:styles`, null when the document has none
   * @param theme fonts of the theme, as `readTheme` gives them
   */
  constructor(root: XmlElement | null, theme: ReadonlyMap<string, string>) {
    this.#theme = theme;
    for (const element of root?.children() ?? []) {
      if (element.name === 'w:docDefaults') {
        const run = element.tree().child('w:rPrDefault')?.child('w:rPr') ?? null;
        if (run !== null) this.#defaults = this.#properties(run);
      } else if (element.name === 'w:style') this.#addStyle(element.tree());
    }
  }

  /** How a run is drawn: in a paragraph of a style (null for the default one), with properties of its own (null for none). */
  format(paragraphStyle: string | null, run: XmlTree | null): Format {
    const paragraph = this.#chain(paragraphStyle ?? this.#defaultParagraph);
    const character = this.#chain(run?.valueOf('w:rStyle') ?? this.#defaultCharacter);
    const direct = run === null ? NOTHING : this.#properties(run);
    return this.#shared(this.#drawn(paragraph, character, direct));
  }

  /** How an automatic number is drawn: like its paragraph's mark, where the list does not say otherwise. */
  labelFormat(paragraphStyle: string | null, mark: XmlTree | null, list: XmlTree | null): Format {
    const own = mark === null ? NOTHING : this.#properties(mark);
    const direct = list === null ? own : inherit(this.#properties(list), own);
    return this.#shared(this.#drawn(this.#chain(paragraphStyle ?? this.#defaultParagraph), NOTHING, direct));
  }

  /** The same way of drawing in another font. */
  inFont(format: Format, font: string): Format {
    return font === format.font ? format : this.#shared({ ...format, font });
  }

  /** A paragraph style (null: the default one) and the styles it is based on, nearest first; a circle ends where it would close. */
  ancestry(paragraphStyle: string | null): string[] {
    const line = new Set<string>();
    let at = paragraphStyle ?? this.#defaultParagraph;
    for (; at !== null && !line.has(at); at = this.#styles.get(at)?.basedOn ?? null) line.add(at);
    return [...line];
  }

  /** Whether a style, or one it is based on, shades anything darkly. */
  shades(style: string | null): boolean {
    return style !== null && this.ancestry(style).some((id) => this.#darkStyles.has(id));
  }

  /** The numbering that a line of styles brings along: list and level each from the nearest style that says it. */
  numbering(ancestry: readonly string[]): NumberingReference {
    let [list, level]: [string | null, number | null] = [null, null];
    for (const id of ancestry) {
      const reference = this.#styles.get(id)?.numbering ?? null;
      list ??= reference?.list ?? null;
      level ??= reference?.level ?? null;
    }
    return { list, level };
  }

  #addStyle(style: XmlTree): void {
    const id = style.attribute('w:styleId');
    if (id === null) return;
    if (hasDarkShading(style)) this.#darkStyles.add(id);
    const run = style.child('w:rPr');
    const numbering = style.child('w:pPr')?.child('w:numPr') ?? null;
    this.#styles.set(id, {
      basedOn: style.valueOf('w:basedOn'),
      run: run === null ? NOTHING : this.#properties(run),
      numbering: numbering === null ? null : numberingReference(numbering),
    });
    if (!isSet(style.attribute('w:default'))) return;
    if (style.attribute('w:type') === 'paragraph') this.#defaultParagraph = id;
    if (style.attribute('w:type') === 'character') this.#defaultCharacter = id;
  }

  #properties(run: XmlTree): RunProperties {
    const fonts = run.child('w:rFonts');
    const named = (name: string): string | null => {
      const themed = fonts?.attribute(`w:${name}Theme`) ?? null;
      return (themed === null ? null : this.#theme.get(themed)) ?? fonts?.attribute(`w:${name}`) ?? null;
    };
    const capitals = onOff(run, 'w:caps');
    return {
      ascii: named('ascii'),
      highAnsi: named('hAnsi'),
      complex: fonts?.attribute('w:cs') ?? null,
      isComplex: onOff(run, 'w:cs') ?? onOff(run, 'w:rtl'),
      size: points(run.valueOf('w:sz'), HALF_POINTS),
      vertical: run.valueOf('w:vertAlign'),
      position: points(run.valueOf('w:position'), HALF_POINTS),
      bold: onOff(run, 'w:b'),
      // Small capitals are capitals to a reader as well.
      capitals: capitals === true ? true : (onOff(run, 'w:smallCaps') ?? capitals),
      hidden: onOff(run, 'w:vanish'),
      struck: onOff(run, 'w:dstrike') === true ? true : (onOff(run, 'w:strike') ?? onOff(run, 'w:dstrike')),
      colour: colourOf(run.child('w:color')),
      onDark: backgroundOf(run),
    };
  }

  #chain(id: string | null): RunProperties {
    if (id === null) return NOTHING;
    const known = this.#resolved.get(id);
    if (known !== undefined) return known;
    let properties = NOTHING;
    for (const ancestor of this.ancestry(id)) {
      const style = this.#styles.get(ancestor);
      if (style !== undefined) properties = inherit(properties, style.run);
    }
    this.#resolved.set(id, properties);
    return properties;
  }

  #drawn(paragraph: RunProperties, character: RunProperties, direct: RunProperties): Format {
    const defaults = this.#defaults;
    const all = [direct, character, paragraph, defaults].reduce(inherit);
    // Two styles that both switch a toggle on switch it off again (ISO 29500-1, 17.7.3).
    const toggled = (name: 'bold' | 'capitals' | 'hidden' | 'struck'): boolean =>
      direct[name] ?? (defaults[name] === true || (paragraph[name] === true) !== (character[name] === true));
    return {
      font: fontOf(all),
      bold: toggled('bold'),
      size: all.size,
      capitals: toggled('capitals'),
      hidden: toggled('hidden'),
      shift: shiftOf(all),
      position: all.position ?? 0,
      unread: toggled('struck')
        ? 'struck-text-left-out'
        : all.size !== null && all.size <= UNREADABLE_SIZE
          ? 'tiny-text-left-out'
          : null,
      white: all.colour !== null && isWhite(all.colour) && all.onDark !== true,
    };
  }

  #shared(format: Format): Format {
    const key = Object.values(format).join('\u0000');
    const known = this.#formats.get(key);
    if (known !== undefined) return known;
    this.#formats.set(key, format);
    return format;
  }
}

/** The numbering reference in `w:numPr`. */
export function numberingReference(numbering: XmlTree): NumberingReference {
  return { list: numbering.valueOf('w:numId'), level: wholeNumber(numbering.valueOf('w:ilvl')) };
}

/** Fonts of a theme (`a:theme`) by the names that `w:asciiTheme` and its like use. */
export function readTheme(root: XmlElement): Map<string, string> {
  const fonts = new Map<string, string>();
  const scheme = root.tree().child('a:themeElements')?.child('a:fontScheme') ?? null;
  for (const group of ['major', 'minor']) {
    const latin = scheme?.child(`a:${group}Font`)?.child('a:latin')?.attribute('typeface') ?? '';
    if (latin === '') continue;
    for (const use of ['HAnsi', 'Ascii']) fonts.set(`${group}${use}`, latin);
  }
  return fonts;
}

function inherit(near: RunProperties, far: RunProperties): RunProperties {
  return {
    ascii: near.ascii ?? far.ascii,
    highAnsi: near.highAnsi ?? far.highAnsi,
    complex: near.complex ?? far.complex,
    isComplex: near.isComplex ?? far.isComplex,
    size: near.size ?? far.size,
    vertical: near.vertical ?? far.vertical,
    position: near.position ?? far.position,
    bold: near.bold ?? far.bold,
    capitals: near.capitals ?? far.capitals,
    hidden: near.hidden ?? far.hidden,
    struck: near.struck ?? far.struck,
    colour: near.colour ?? far.colour,
    onDark: near.onDark ?? far.onDark,
  };
}

/**
 * One font for the whole run: the one that draws the letters beyond ASCII (ISO 29500-1, 17.3.2.26), because those
 * are the letters that a legacy encoding damages, and a word is judged whole.
 */
function fontOf(properties: RunProperties): string {
  const { isComplex, complex, highAnsi, ascii } = properties;
  return (isComplex === true ? complex : null) ?? highAnsi ?? ascii ?? '';
}

/** Colours of a theme that are the paper's in every theme seen; beside one stands what it comes to, unless it is `auto`. */
const PAPER_COLOURS: readonly (string | null)[] = ['background1', 'light1'];

function colourOf(colour: XmlTree | null): string | null {
  const value = colour?.attribute('w:val') ?? null;
  const isPaper =
    (value === null || value === 'auto') && PAPER_COLOURS.includes(colour?.attribute('w:themeColor') ?? null);
  return isPaper ? WHITE : value;
}

const WHITE = 'FFFFFF';
/** Of 255: a difference from white in each of the three colours that nobody sees on paper. */
const UNSEEN_DIFFERENCE = 8;

function isWhite(colour: string): boolean {
  const channels = /^[0-9a-f]{6}$/i.test(colour)
    ? [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    : [0];
  return channels.every((channel) => channel >= 255 - UNSEEN_DIFFERENCE);
}

/** Whether the properties of a run, paragraph, cell or table put something dark behind its text. */
export function isDark(shading: XmlTree | null): boolean {
  if (shading === null) return false;
  // A pattern may be as dark as its lines.
  if (!['clear', 'nil', null].includes(shading.attribute('w:val'))) return true;
  const fill = shading.attribute('w:fill');
  if (fill === null || !/^[0-9a-f]{6}$/i.test(fill)) return shading.attribute('w:themeFill') !== null;
  const channels = [0, 2, 4].map((at) => Number.parseInt(fill.slice(at, at + 2), 16));
  return channels.reduce((sum, channel) => sum + channel, 0) / channels.length < LIGHT;
}

function hasDarkShading(tree: XmlTree): boolean {
  return tree.children.some((child) => (child.name === 'w:shd' ? isDark(child) : hasDarkShading(child)));
}

/** Whether a run is marked or shaded darkly; null when it says nothing of it. */
function backgroundOf(run: XmlTree): boolean | null {
  const highlight = run.valueOf('w:highlight');
  const shading = run.child('w:shd');
  if (highlight === null && shading === null) return null;
  return (highlight !== null && !['none', 'white'].includes(highlight)) || isDark(shading);
}

function shiftOf({ vertical, position }: RunProperties): Shift {
  if (vertical === 'superscript' || (position ?? 0) >= MARK_SHIFT) return 'up';
  if (vertical === 'subscript' || (position ?? 0) <= -MARK_SHIFT) return 'down';
  return 'none';
}
