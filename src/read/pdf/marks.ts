/** Sorts what is painted besides text into ruled lines and surfaces, and finds out what of it is seen. */
import { type Box, boxHeight, boxWidth } from '../../model/geometry.js';
import type { Ruling } from '../../model/page.js';
import { dottedLines } from './dots.js';
import { intersect } from './matrix.js';
import {
  type Area,
  type Colour,
  type Glyph,
  type Line,
  MIDDLE_OF_GLYPH,
  type PageContent,
  type SetAside,
} from './painting.js';

/** Points. Borders of tables are drawn up to 4.5 thick; the lowest shaded row that holds text is 8. */
const MAX_RULING_THICKNESS = 5;
/** A filled rectangle must be this many times longer than thick: a square is a bullet or where two borders meet, a browser's dash has 2. */
const MIN_RULING_ASPECT = 1.9;
/** Points: shorter than any dash. */
const MIN_RULING_LENGTH = 0.4;
/** Share of its box that a thin area must fill: the sides of a border are cut slantwise where they meet. */
const MIN_RULING_SHARE = 0.8;
/** Share of its box that an area must fill to hide whatever is in it. */
const MIN_SOLID_SHARE = 0.98;
/** Tangent up to which a line counts as horizontal or vertical. */
const MAX_SLANT = 0.01;
/** Points by which the ends of a short line may differ: rounding of coordinates. */
const MAX_OFFSET = 0.1;
/** Difference in any of red, green and blue (0 to 255) that nobody sees. */
const INVISIBLE_DIFFERENCE = 8;
/** Two rulings are one and the same to this part of a point. */
const SAME_RULING = 0.01;

const PAPER: Colour = '#ffffff';

interface PaintedRuling {
  readonly ruling: Ruling;
  readonly colour: Colour;
  readonly order: number;
}

/** An area large enough to lie behind a glyph, or before it. */
interface Surface {
  readonly box: Box;
  readonly colour: Colour;
  readonly order: number;
  /** It fills its box and lets nothing through; else it may be elsewhere in its box, or mix with what is below. */
  readonly solid: boolean;
}

export interface Marks {
  readonly rulings: readonly Ruling[];
  /** Boxes of images that are more than a line. */
  readonly images: readonly Box[];
  /** Why a glyph is not seen, for those that interpret() could not know of. */
  whyHidden(glyph: Glyph): SetAside | null;
}

export function sortMarks(content: PageContent): Marks {
  const rulings: PaintedRuling[] = [];
  const surfaces: Surface[] = [];
  const images: Box[] = [];
  const dots: Area[] = [];
  for (const line of content.lines) {
    const ruling = strokeRuling(line);
    if (ruling === null) continue;
    if (ruling.width <= MAX_RULING_THICKNESS) rulings.push({ ruling, colour: line.colour, order: line.order });
    else surfaces.push({ box: boxOf(ruling), colour: line.colour, order: line.order, solid: line.opaque });
  }
  for (const area of content.areas) {
    const ruling = areaRuling(area);
    if (ruling !== null) rulings.push({ ruling, colour: area.colour, order: area.order });
    else if (isLarge(area.box)) surfaces.push(surfaceOf(area));
    else if (area.share >= MIN_RULING_SHARE) dots.push(area);
  }
  for (const { orientation, box, dots: painted } of dottedLines(dots)) {
    const { colour = null, order = 0 } = painted[0] ?? {};
    rulings.push({ ruling: asRuling(box, orientation), colour, order });
  }
  for (const image of content.images) {
    const ruling = areaRuling(image);
    if (ruling !== null) rulings.push({ ruling, colour: null, order: image.order });
    else images.push(image.box);
    if (isLarge(image.box)) surfaces.push(surfaceOf(image));
  }
  surfaces.sort((one, other) => one.order - other.order);
  const scene = new Scene(surfaces);
  return {
    rulings: withoutDuplicates(rulings.filter((painted) => isSeen(painted, scene)).map(({ ruling }) => ruling)),
    images,
    whyHidden: (glyph) => scene.whyHidden(glyph),
  };
}

function isSeen({ ruling, colour, order }: PaintedRuling, scene: Scene): boolean {
  const { orientation, at, from, to } = ruling;
  const along = (from + to) / 2;
  return orientation === 'h' ? scene.isSeen(colour, along, at, order) : scene.isSeen(colour, at, along, order);
}

/** The line as a horizontal or vertical ruling within its clip, or null. */
function strokeRuling({ from, to, thickness, clip }: Line): Ruling | null {
  const run = Math.abs(to.x - from.x);
  const rise = Math.abs(to.y - from.y);
  const horizontal = rise <= Math.max(MAX_SLANT * run, Math.min(MAX_OFFSET, run / 2));
  const vertical = run <= Math.max(MAX_SLANT * rise, Math.min(MAX_OFFSET, rise / 2));
  if (horizontal === vertical) return null;
  const half = thickness / 2;
  const x = (from.x + to.x) / 2;
  const y = (from.y + to.y) / 2;
  const painted: Box = horizontal
    ? [Math.min(from.x, to.x), y - half, Math.max(from.x, to.x), y + half]
    : [x - half, Math.min(from.y, to.y), x + half, Math.max(from.y, to.y)];
  const seen = intersect(painted, clip);
  const ruling = seen === null ? null : asRuling(seen, horizontal ? 'h' : 'v');
  return ruling !== null && ruling.to - ruling.from >= MIN_RULING_LENGTH ? ruling : null;
}

/** A thin filled rectangle as a ruling, or null when it is an area or a dot. */
function areaRuling({ box, share }: Area): Ruling | null {
  if (share < MIN_RULING_SHARE) return null;
  const [width, height] = [boxWidth(box), boxHeight(box)];
  const [length, thickness] = [Math.max(width, height), Math.min(width, height)];
  const thin = thickness <= MAX_RULING_THICKNESS && length >= MIN_RULING_ASPECT * thickness;
  return thin && length >= MIN_RULING_LENGTH ? asRuling(box, width > height ? 'h' : 'v') : null;
}

function asRuling(box: Box, orientation: 'h' | 'v'): Ruling {
  const { 0: x0, 1: y0, 2: x1, 3: y1 } = box;
  return orientation === 'h'
    ? { orientation, at: (y0 + y1) / 2, from: x0, to: x1, width: y1 - y0 }
    : { orientation, at: (x0 + x1) / 2, from: y0, to: y1, width: x1 - x0 };
}

function boxOf({ orientation, at, from, to, width }: Ruling): Box {
  const half = width / 2;
  return orientation === 'h' ? [from, at - half, to, at + half] : [at - half, from, at + half, to];
}

function isLarge(box: Box): boolean {
  return Math.min(boxWidth(box), boxHeight(box)) > MAX_RULING_THICKNESS;
}

function surfaceOf({ box, colour, order, share, opaque }: Area): Surface {
  return { box, colour, order, solid: opaque && share >= MIN_SOLID_SHARE };
}

/** The first of rulings that are the same. */
function withoutDuplicates(rulings: readonly Ruling[]): Ruling[] {
  const kept: Ruling[] = [];
  const byPlace = new Map<number, Ruling[]>();
  for (const ruling of rulings) {
    const place = steps(ruling.at) * PLACES + steps(ruling.from);
    const there = byPlace.get(place);
    if (there?.some((other) => isSame(ruling, other))) continue;
    if (there === undefined) byPlace.set(place, [ruling]);
    else there.push(ruling);
    kept.push(ruling);
  }
  return kept;
}

/** More than there are places along a page; rulings of different places may meet in one number, and are compared. */
const PLACES = 2 ** 20;

function isSame(one: Ruling, other: Ruling): boolean {
  return (
    one.orientation === other.orientation &&
    steps(one.at) === steps(other.at) &&
    steps(one.from) === steps(other.from) &&
    steps(one.to) === steps(other.to) &&
    steps(one.width) === steps(other.width)
  );
}

function steps(position: number): number {
  return Math.round(position / SAME_RULING);
}

/** The page's surfaces in the order of painting: what lies below a point, and above it. */
class Scene {
  /** Colour -> whether it is that of some surface, or of the paper. */
  readonly #mayVanish = new Map<Colour, boolean>();

  constructor(readonly surfaces: readonly Surface[]) {}

  whyHidden({ show, x0, x1, baseline, order }: Glyph): SetAside | null {
    if (this.surfaces.length === 0 && !this.#isOfSomeSurface(show.colour)) return null;
    const x = (x0 + x1) / 2;
    const y = baseline - MIDDLE_OF_GLYPH * show.size;
    for (let i = this.surfaces.length - 1; i >= 0; i--) {
      const surface = this.surfaces[i];
      if (surface === undefined || surface.order < order) break;
      if (surface.solid && holds(surface.box, x, y)) return 'covered-text';
    }
    return this.isSeen(show.colour, x, y, order) ? null : 'background-coloured-text';
  }

  /** Whether paint of that colour stands out from what it was painted on; in doubt it does. */
  isSeen(colour: Colour, x: number, y: number, order: number): boolean {
    if (!this.#isOfSomeSurface(colour)) return true;
    const below = this.surfaces.findLast((surface) => surface.order < order && holds(surface.box, x, y));
    if (below === undefined) return !looksLike(colour, PAPER);
    return !below.solid || !looksLike(colour, below.colour);
  }

  #isOfSomeSurface(colour: Colour): boolean {
    let known = this.#mayVanish.get(colour);
    if (known === undefined) {
      known = looksLike(colour, PAPER) || this.surfaces.some((surface) => looksLike(colour, surface.colour));
      this.#mayVanish.set(colour, known);
    }
    return known;
  }
}

function holds(box: Box, x: number, y: number): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

/** False when either is not known. */
function looksLike(one: Colour, other: Colour): boolean {
  if (one === null || other === null) return false;
  if (one === other) return true;
  const [a, b] = [Number.parseInt(one.slice(1), 16), Number.parseInt(other.slice(1), 16)];
  return [16, 8, 0].every((shift) => Math.abs(((a >> shift) & 255) - ((b >> shift) & 255)) <= INVISIBLE_DIFFERENCE);
}
