/**
 * Automatic numbers: Word stores where a list is used, never the number it draws. An auto-numbered STT column is
 * empty without this. Lists: `w:num` -> `w:abstractNum` -> `w:lvl`, with overrides (ISO 29500-1, 17.9). Where the
 * standard is silent this follows what docx4j's authors measured in Word (its ListNumberingDefinition, 17.1.1).
 */
import { formatNumber } from './number-format.js';
import { onOff, wholeNumber } from './properties.js';
import type { NumberingReference, Styles } from './styles.js';
import type { XmlElement, XmlTree } from './xml.js';

/** Levels of a list (ISO 29500-1, 17.9.3). */
const LEVELS = 9;
/** Characters of a level's text that are kept: Word allows fewer; a longer one would be drawn on every paragraph. */
const MAX_LEVEL_TEXT = 255;

interface Level {
  readonly start: number;
  /** Its list begins anew here, though it shares its counters with others. */
  readonly anew: boolean;
  readonly format: string;
  /** `%1.%2.`: each `%n` stands for the number of level n, counted from 1. */
  readonly text: string;
  /** The numbers of higher levels in it are drawn as decimals. */
  readonly legal: boolean;
  /** Counted from 1: starts again after a number of that level or a higher one; 0 never; null after any higher one. */
  readonly restart: number | null;
  /** The paragraph style bound to this level. */
  readonly style: string | null;
  readonly run: XmlTree | null;
}

type LevelMap = ReadonlyMap<number, Level>;

interface List {
  readonly abstract: string;
  readonly overrides: ReadonlyMap<number, { readonly start: number | null; readonly level: Level | null }>;
}

interface AbstractList {
  readonly levels: LevelMap;
  /** The numbering style whose list holds the levels, when this one only points there. */
  readonly styleLink: string | null;
}

/** What a list draws before a paragraph. */
export interface Label {
  readonly text: string;
  /** The label's own run properties, null when it looks like the paragraph. */
  readonly run: XmlTree | null;
}

/** All lists of a document, as numbering.xml defines them. */
export class Lists {
  readonly #abstract = new Map<string, AbstractList>();
  readonly #lists = new Map<string, List>();

  /** @param root `w:numbering`, null when the document has none */
  constructor(
    root: XmlElement | null,
    private readonly styles: Styles,
  ) {
    for (const element of root?.children() ?? []) {
      if (element.name === 'w:abstractNum') this.#addAbstract(element.tree());
      else if (element.name === 'w:num') this.#addList(element.tree());
    }
  }

  /** The list and level a paragraph uses; null when it is not numbered. Its own reference wins over its styles'. */
  find(own: NumberingReference | null, paragraphStyle: string | null): { list: string; level: number } | null {
    if (own?.list === '0') return null;
    if (own?.list != null) return { list: own.list, level: own.level ?? 0 };
    const ancestry = this.styles.ancestry(paragraphStyle);
    const { list, level: inherited } = this.styles.numbering(ancestry);
    if (list === null || list === '0') return null;
    const level = own?.level ?? this.#levelOf(ancestry, list) ?? inherited ?? 0;
    // Word gives no number through a style to a level that belongs to another style.
    const linked = this.level(list, level)?.style ?? null;
    return linked === null || ancestry.includes(linked) ? { list, level } : null;
  }

  level(list: string, level: number): Level | null {
    const definition = this.#lists.get(list);
    if (definition === undefined) return null;
    const override = definition.overrides.get(level);
    const plain = this.#levels(definition.abstract).get(level) ?? null;
    const drawn =
      override?.level == null ? plain : { ...override.level, run: override.level.run ?? plain?.run ?? null };
    const start = override?.start ?? null;
    return drawn === null || start === null ? drawn : { ...drawn, start, anew: true };
  }

  /** The list whose counters this one shares: lists of one abstract definition count on together. */
  counters(list: string): string {
    return this.#lists.get(list)?.abstract ?? '';
  }

  /** The level bound to the nearest of these styles. */
  #levelOf(ancestry: readonly string[], list: string): number | null {
    const levels = [...this.#levels(this.counters(list))];
    for (const style of ancestry) {
      const [index] = levels.find(([, level]) => level.style === style) ?? [];
      if (index !== undefined) return index;
    }
    return null;
  }

  /** The levels of an abstract list; one that only names a numbering style has them in that style's list. */
  #levels(abstract: string): LevelMap {
    const definition = this.#abstract.get(abstract);
    if (definition === undefined) return new Map();
    if (definition.styleLink === null) return definition.levels;
    const linked = this.styles.numbering(this.styles.ancestry(definition.styleLink)).list;
    const target = linked === null ? undefined : this.#lists.get(linked);
    return (target === undefined ? undefined : this.#abstract.get(target.abstract)?.levels) ?? definition.levels;
  }

  #addAbstract(tree: XmlTree): void {
    const id = tree.attribute('w:abstractNumId');
    if (id === null) return;
    const levels = new Map<number, Level>();
    for (const child of tree.children) {
      const index = child.name === 'w:lvl' ? levelIndex(child) : null;
      if (index !== null) levels.set(index, readLevel(child));
    }
    this.#abstract.set(id, { levels, styleLink: tree.valueOf('w:numStyleLink') });
  }

  #addList(tree: XmlTree): void {
    const id = tree.attribute('w:numId');
    const abstract = tree.valueOf('w:abstractNumId');
    if (id === null || abstract === null) return;
    const overrides = new Map<number, { start: number | null; level: Level | null }>();
    for (const child of tree.children) {
      const index = child.name === 'w:lvlOverride' ? levelIndex(child) : null;
      if (index === null) continue;
      const level = child.child('w:lvl');
      overrides.set(index, {
        start: wholeNumber(child.valueOf('w:startOverride')),
        level: level === null ? null : readLevel(level),
      });
    }
    this.#lists.set(id, { abstract, overrides });
  }
}

/** How far the levels of one abstract list have come. */
interface Count {
  /** The last number of a level; absent before its first use and after it was reset. */
  readonly last: Map<number, number>;
  /** Levels that were ever used, or passed over by a lower one. */
  readonly met: Set<number>;
}

/** The running numbers of one story, which counts for itself. */
export class Counters {
  readonly #counts = new Map<string, Count>();
  /** Levels (`list/level`) that have begun anew: an override of the start takes effect once. */
  readonly #begun = new Set<string>();

  constructor(private readonly lists: Lists) {}

  /** Counts a numbered paragraph and gives its label; null when the list or level is not defined or draws nothing. */
  next(list: string, level: number): Label | null {
    const definition = this.lists.level(list, level);
    if (definition === null) return null;
    const count = this.#countOf(list);
    // A level that comes before its higher ones counts as their first number.
    for (let above = level - 1; above >= 0 && !count.met.has(level) && !count.met.has(above); above--) {
      this.#advance(list, above, count);
    }
    this.#advance(list, level, count);
    this.#restartBelow(list, level, count);
    const text = this.#labelText(list, level, definition, count);
    return text === '' ? null : { text, run: definition.run };
  }

  #countOf(list: string): Count {
    const key = this.lists.counters(list);
    const count = this.#counts.get(key) ?? { last: new Map(), met: new Set() };
    this.#counts.set(key, count);
    return count;
  }

  #advance(list: string, level: number, { last, met }: Count): void {
    const definition = this.lists.level(list, level);
    if (definition === null) return;
    const place = `${list}/${level}`;
    const previous = definition.anew && !this.#begun.has(place) ? undefined : last.get(level);
    last.set(level, previous === undefined ? definition.start : previous + 1);
    met.add(level);
    this.#begun.add(place);
  }

  #restartBelow(list: string, level: number, { last }: Count): void {
    for (let below = level + 1; below < LEVELS; below++) {
      const restart = this.lists.level(list, below)?.restart ?? null;
      if (restart === null || level < restart) last.delete(below);
    }
  }

  #labelText(list: string, level: number, definition: Level, { last }: Count): string {
    if (definition.format === 'bullet') return definition.text;
    return definition.text.replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1;
      const shown = index === level ? definition : this.lists.level(list, index);
      if (shown === null) return '';
      const format = definition.legal && index < level && shown.format !== 'bullet' ? 'decimal' : shown.format;
      return formatNumber(last.get(index) ?? shown.start, format);
    });
  }
}

function levelIndex(tree: XmlTree): number | null {
  const index = wholeNumber(tree.attribute('w:ilvl'));
  return index !== null && index >= 0 && index < LEVELS ? index : null;
}

function readLevel(tree: XmlTree): Level {
  return {
    start: wholeNumber(tree.valueOf('w:start')) ?? 0,
    anew: false,
    format: tree.valueOf('w:numFmt') ?? 'decimal',
    text: (tree.valueOf('w:lvlText') ?? '').slice(0, MAX_LEVEL_TEXT),
    legal: onOff(tree, 'w:isLgl') ?? false,
    restart: wholeNumber(tree.valueOf('w:lvlRestart')),
    style: tree.valueOf('w:pStyle'),
    run: tree.child('w:rPr'),
  };
}
