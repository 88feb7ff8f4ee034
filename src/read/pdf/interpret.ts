/**
 * The graphics machine: acts out a page's instructions (PDF specification, chapters 8 and 9) far enough to say
 * where every glyph, line, filled area and image comes to stand. All results in points from the top left corner
 * of the page as shown.
 */
import type { Box } from '../../model/geometry.js';
import type { Instruction, ShownGlyph, Subpath } from './content.js';
import type { Font } from './fonts.js';
import { apply, applyToBox, boundsOf, IDENTITY, intersect, type Matrix, multiply } from './matrix.js';
import { shareOf, sidesOf, withHoles } from './outlines.js';
import {
  type Area,
  type Colour,
  type Glyph,
  type Line,
  MIDDLE_OF_GLYPH,
  type PageContent,
  type QuarterTurn,
  type SetAside,
  type Show,
} from './painting.js';
import { initialState, type State } from './state.js';

/** Tangent up to which a line of text counts as level: a scan's hidden text may lean by a degree or two. */
const MAX_TILT = 0.05;
/** Alpha below which nothing is seen. */
const MIN_ALPHA = 0.02;
/** Points: smaller type cannot be read by anyone. */
const MIN_FONT_SIZE = 0.5;

const INVISIBLE_MODES: ReadonlySet<number> = new Set([3, 7]);
const STROKE_ONLY_MODES: ReadonlySet<number> = new Set([1, 5]);
const FIRST_CLIPPING_MODE = 4;

/** A show operation as it stands on the page, and whether it is to be seen there. */
interface Setting {
  readonly show: Show;
  /** Not on a layer that is switched off. */
  readonly onLayer: boolean;
  /** Leaves paint on the page. */
  readonly inked: boolean;
}

/**
 * `play` calls its argument with the page's instructions in order. `base` maps the page's own space to points from the
 * top left of the page as shown, `page` is that page.
 */
export function interpret(
  play: (act: (instruction: Instruction) => void) => void,
  base: Matrix,
  page: Box,
): PageContent {
  const machine = new Machine(base, page);
  play((instruction) => machine.act(instruction));
  return machine;
}

class Machine implements PageContent {
  readonly glyphs: Glyph[] = [];
  readonly shows: Show[] = [];
  readonly lines: Line[] = [];
  readonly curves: Box[] = [];
  readonly areas: Area[] = [];
  readonly images: Area[] = [];
  lostFont = false;
  empty = true;

  #state: State;
  #stack: State[] = [];
  #order = 0;
  /** Groups that become soft masks: what they draw is not shown. */
  #maskGroups: boolean[] = [];
  #layers: boolean[] = [];
  /** Around the glyphs of this text object that are to become a clip. */
  #textClip: Box | null = null;

  constructor(
    readonly base: Matrix,
    readonly page: Box,
  ) {
    this.#state = initialState(base, page);
  }

  act(instruction: Instruction): void {
    const state = this.#state;
    switch (instruction.op) {
      case 'save':
        this.#save();
        break;
      case 'restore':
      case 'endForm':
        this.#restore();
        break;
      case 'transform':
        state.ctm = multiply(instruction.matrix, state.ctm);
        break;
      case 'lineWidth':
      case 'charSpacing':
      case 'wordSpacing':
      case 'horizontalScale':
      case 'leading':
      case 'rise':
      case 'renderingMode':
      case 'strokeAlpha':
      case 'fillAlpha':
        state[instruction.op] = instruction.value;
        break;
      case 'strokeColour':
      case 'fillColour':
        state[instruction.op] = instruction.value;
        break;
      case 'blend':
        state.normalBlend = instruction.normal;
        break;
      case 'softMask':
        state.softMask = instruction.active;
        break;
      case 'beginText':
        state.textMatrix = state.lineMatrix = IDENTITY;
        this.#textClip = null;
        break;
      case 'endText':
        if (this.#textClip !== null) this.#clipTo(this.#textClip);
        this.#textClip = null;
        break;
      case 'font':
        state.font = instruction.font;
        state.fontSize = instruction.size;
        if (!instruction.font.usable) this.lostFont = true;
        break;
      case 'textMatrix':
        state.textMatrix = state.lineMatrix = instruction.matrix;
        break;
      case 'moveText':
        if (instruction.setLeading) state.leading = -instruction.y;
        this.#moveText(instruction.x, instruction.y);
        break;
      case 'nextLine':
        this.#moveText(0, -state.leading);
        break;
      case 'show':
        this.#show(instruction.items);
        break;
      case 'path':
        this.#path(instruction);
        break;
      case 'image':
        this.#image(instruction.mask);
        break;
      case 'solidSquare':
        this.#area(applyToBox(state.ctm, UNIT_SQUARE), isAxisParallel(state.ctm) ? 1 : 0);
        break;
      case 'shading':
        this.#shading();
        break;
      case 'beginForm':
        this.#save();
        this.#enter(instruction.matrix, instruction.bounds);
        break;
      case 'beginGroup':
        this.#beginGroup(instruction.matrix, instruction.bounds, instruction.mask);
        break;
      case 'endGroup':
        this.#maskGroups.pop();
        this.#restore();
        break;
      case 'beginAnnotation':
        this.#stack = [];
        this.#state = initialState(this.base, this.page);
        if (instruction.bounds !== null) this.#clipTo(applyToBox(this.base, instruction.bounds));
        this.#state.ctm = multiply(instruction.matrix, this.base);
        break;
      case 'endAnnotation':
        this.#stack = [];
        this.#state = initialState(this.base, this.page);
        break;
      case 'beginMarked':
        this.#layers.push(instruction.visible);
        break;
      case 'endMarked':
        this.#layers.pop();
        break;
    }
  }

  #save(): void {
    this.#stack.push({ ...this.#state });
  }

  #restore(): void {
    this.#state = this.#stack.pop() ?? this.#state;
  }

  #enter(matrix: Matrix | null, bounds: Box | null): void {
    if (matrix !== null) this.#state.ctm = multiply(matrix, this.#state.ctm);
    if (bounds !== null) this.#clipTo(applyToBox(this.#state.ctm, bounds));
  }

  /** The group's matrix counts for its bounds only: the form inside it brings it again. */
  #beginGroup(matrix: Matrix | null, bounds: Box | null, mask: boolean): void {
    this.#save();
    const state = this.#state;
    if (bounds !== null) this.#clipTo(applyToBox(multiply(matrix ?? IDENTITY, state.ctm), bounds));
    state.groupAlpha *= state.fillAlpha;
    state.fillAlpha = state.strokeAlpha = 1;
    this.#maskGroups.push(mask);
  }

  #clipTo(box: Box): void {
    const { clip } = this.#state;
    this.#state.clip = clip === null ? null : intersect(clip, box);
  }

  #moveText(x: number, y: number): void {
    const { lineMatrix } = this.#state;
    this.#state.textMatrix = this.#state.lineMatrix = multiply([1, 0, 0, 1, x, y], lineMatrix);
  }

  #isShown(): boolean {
    return this.#layers.every((visible) => visible) && !this.#maskGroups.includes(true);
  }

  #show(items: readonly (ShownGlyph | number)[]): void {
    this.empty = false;
    const state = this.#state;
    const { font, fontSize, horizontalScale, rise } = state;
    if (font === null) return;
    const toPage = multiply(state.textMatrix, state.ctm);
    const setting = this.#setting(font, toPage);
    this.shows.push(setting.show);
    const shown = !this.#maskGroups.includes(true);
    const along = toPage[0];
    const down = toPage[1];
    const origin = apply(toPage, 0, rise);
    let pen = 0;
    for (const item of items) {
      if (typeof item === 'number') {
        pen -= (item / 1000) * fontSize * horizontalScale;
        continue;
      }
      const width = item.width * font.matrix[0] * fontSize * horizontalScale;
      const start = origin.x + along * pen;
      if (shown) this.#glyph(item, setting, start, start + along * width, origin.y + down * pen);
      pen += width + (state.charSpacing + (item.wordSpace ? state.wordSpacing : 0)) * horizontalScale;
    }
    state.textMatrix = multiply([1, 0, 0, 1, pen, 0], state.textMatrix);
  }

  #setting(font: Font, toPage: Matrix): Setting {
    const state = this.#state;
    const size = Math.abs(state.fontSize) * font.em * Math.hypot(toPage[2], toPage[3]);
    const strokesOnly = STROKE_ONLY_MODES.has(state.renderingMode);
    const alpha = (strokesOnly ? state.strokeAlpha : state.fillAlpha) * state.groupAlpha;
    return {
      show: {
        font,
        size,
        spacing: state.charSpacing * state.horizontalScale * Math.hypot(toPage[0], toPage[1]),
        turn: font.vertical ? null : turnOf(toPage, Math.sign(state.fontSize)),
        renderingMode: state.renderingMode,
        colour: strokesOnly ? state.strokeColour : state.fillColour,
      },
      onLayer: this.#isShown(),
      inked: !INVISIBLE_MODES.has(state.renderingMode) && alpha >= MIN_ALPHA && size >= MIN_FONT_SIZE,
    };
  }

  #glyph({ code, unicode }: ShownGlyph, setting: Setting, start: number, end: number, baseline: number): void {
    const { show } = setting;
    const { font, size } = show;
    const x0 = Math.min(start, end);
    const x1 = Math.max(start, end);
    const setAside = this.#whyUnseen(setting, (x0 + x1) / 2, baseline - MIDDLE_OF_GLYPH * size);
    this.glyphs.push({
      character: font.characterOf(code, unicode),
      show,
      x0,
      x1,
      baseline,
      order: this.#order++,
      setAside,
    });
    if (show.renderingMode < FIRST_CLIPPING_MODE) return;
    const box: Box = [x0, baseline - font.ascent * size, x1, baseline - font.descent * size];
    this.#textClip = this.#textClip === null ? box : union(this.#textClip, box);
  }

  #whyUnseen(setting: Setting, x: number, y: number): SetAside | null {
    const { clip } = this.#state;
    if (!setting.onLayer) return 'hidden-layer';
    if (!holds(this.page, x, y)) return 'text-outside-page';
    if (clip === null || !holds(clip, x, y)) return 'clipped-text';
    if (!setting.inked) return 'invisible-text';
    return setting.show.turn === 0 ? null : 'rotated-text';
  }

  #path({ subpaths, stroke, fill, evenOdd, clip }: Extract<Instruction, { op: 'path' }>): void {
    this.empty = false;
    const { ctm } = this.#state;
    if (fill) {
      for (const outlines of withHoles(subpaths, evenOdd)) this.#fill(outlines);
    }
    if (stroke) for (const subpath of subpaths) this.#strokes(subpath);
    // A clip without a path is an error that viewers pass over.
    if (clip && subpaths.length > 0) {
      const boxes = subpaths.map((subpath) => applyToBox(ctm, subpath.bounds));
      this.#clipTo(
        boundsOf(
          boxes.flatMap(([x0, y0, x1, y1]) => [
            { x: x0, y: y0 },
            { x: x1, y: y1 },
          ]),
        ),
      );
    }
  }

  #strokes({ sides, curved, bounds }: Subpath): void {
    const { ctm, clip, lineWidth, strokeColour, strokeAlpha } = this.#state;
    if (clip === null || !this.#isShown() || strokeAlpha * this.#state.groupAlpha < MIN_ALPHA) return;
    if (curved) this.curves.push(applyToBox(ctm, bounds));
    const stretch = lineWidth * Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]);
    for (const { x0, y0, x1, y1 } of sides) {
      const from = apply(ctm, x0, y0);
      const to = apply(ctm, x1, y1);
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      if (length === 0) continue;
      // A line's thickness is stretched by what the map does across it: the area factor over the factor along it.
      const thickness = (stretch * Math.hypot(x1 - x0, y1 - y0)) / length;
      const opaque = this.#isOpaque(strokeAlpha);
      this.lines.push({ from, to, thickness, clip, colour: strokeColour, opaque, order: this.#order++ });
    }
  }

  #fill([outline, hole]: readonly [Subpath, Subpath?]): void {
    const { ctm } = this.#state;
    const box = applyToBox(ctm, outline.bounds);
    if (hole === undefined) this.#area(box, shareOf(outline, ctm));
    else for (const side of sidesOf(box, applyToBox(ctm, hole.bounds))) this.#area(side, 1);
  }

  #area(box: Box, share: number): void {
    this.empty = false;
    const { clip, fillColour, fillAlpha } = this.#state;
    const shown = clip === null ? null : intersect(clip, box);
    if (shown === null || !this.#isShown() || fillAlpha * this.#state.groupAlpha < MIN_ALPHA) return;
    this.#paint(this.areas, shown, share, fillColour, this.#isOpaque(fillAlpha));
  }

  #shading(): void {
    this.empty = false;
    const { clip } = this.#state;
    if (clip !== null) this.#paint(this.areas, clip, 0, null, this.#isOpaque(1));
  }

  #image(mask: boolean): void {
    this.empty = false;
    const { ctm, clip, fillAlpha } = this.#state;
    const box = applyToBox(ctm, UNIT_SQUARE);
    const shown = clip === null ? null : intersect(clip, box);
    if (shown === null || !this.#isShown() || fillAlpha * this.#state.groupAlpha < MIN_ALPHA) return;
    this.#paint(this.images, shown, isAxisParallel(ctm) ? 1 : 0, null, this.#isOpaque(fillAlpha) && !mask);
  }

  #paint(onto: Area[], box: Box, share: number, colour: Colour, opaque: boolean): void {
    onto.push({ box, share, colour, opaque, order: this.#order++ });
  }

  #isOpaque(alpha: number): boolean {
    const { normalBlend, softMask, groupAlpha } = this.#state;
    return normalBlend && !softMask && alpha * groupAlpha > 1 - MIN_ALPHA;
  }
}

const UNIT_SQUARE: Box = [0, 0, 1, 1];

function holds(box: Box, x: number, y: number): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

function union(one: Box, other: Box): Box {
  return [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[2], other[2]),
    Math.max(one[3], other[3]),
  ];
}

/** A negative font size turns text by 180 degrees; mirrored text has no turn. */
function turnOf({ 0: a, 1: b, 2: c, 3: d }: Matrix, sign: number): QuarterTurn | null {
  const mirrored = a * d - b * c > 0;
  if (mirrored) return null;
  if (Math.abs(b) <= MAX_TILT * Math.abs(a)) return a * sign > 0 ? 0 : 180;
  if (Math.abs(a) <= MAX_TILT * Math.abs(b)) return b * sign > 0 ? 90 : 270;
  return null;
}

function isAxisParallel([a, b, c, d]: Matrix): boolean {
  return (b === 0 && c === 0) || (a === 0 && d === 0);
}
