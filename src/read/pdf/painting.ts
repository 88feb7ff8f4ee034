/**
 * What stands on a page once its instructions are acted out. All in points from the top left corner of the page as shown.
 */
import type { Box } from '../../model/geometry.js';
import type { Character, Font } from './fonts.js';
import type { Point } from './matrix.js';

/** Why text on a page is no part of what its reader sees as its lines. */
export type SetAside =
  | 'invisible-text'
  | 'background-coloured-text'
  | 'covered-text'
  | 'clipped-text'
  | 'text-outside-page'
  | 'hidden-layer'
  | 'rotated-text';

export interface Glyph {
  readonly character: Character;
  readonly show: Show;
  readonly x0: number;
  readonly x1: number;
  readonly baseline: number;
  /** Position in the order of painting. */
  readonly order: number;
  readonly setAside: SetAside | null;
}

/** What the glyphs that one operation shows have in common. */
export interface Show {
  readonly font: Font;
  /** Font size as displayed. */
  readonly size: number;
  /** Extra space that the document asked for behind every glyph (Tc), as displayed. */
  readonly spacing: number;
  /** Degrees clockwise that its line of text is turned by, null for anything but quarter turns. */
  readonly turn: QuarterTurn | null;
  /** Table 104 of the specification: 0 fill, 1 stroke, 2 both, 3 nothing ... */
  readonly renderingMode: number;
  readonly colour: Colour;
}

export type QuarterTurn = 0 | 90 | 180 | 270;

/** `#rrggbb`, or null for a pattern or an image. */
export type Colour = string | null;

interface Mark {
  readonly colour: Colour;
  /** Nothing below it shows through. */
  readonly opaque: boolean;
  readonly order: number;
}

/** A straight stroke. */
export interface Line extends Mark {
  readonly from: Point;
  readonly to: Point;
  readonly thickness: number;
  /** What the clip leaves room for. */
  readonly clip: Box;
}

/** A filled area, as far as the clip shows it. */
export interface Area extends Mark {
  readonly box: Box;
  /** Share of its box that it fills for certain: 1 for a rectangle, 0 where there are curves. */
  readonly share: number;
}

export interface PageContent {
  /** In the order of painting, which is that of `order`. */
  readonly glyphs: readonly Glyph[];
  /** Of its glyphs. */
  readonly shows: readonly Show[];
  readonly lines: readonly Line[];
  /** Boxes around the strokes that are curved. */
  readonly curves: readonly Box[];
  readonly areas: readonly Area[];
  readonly images: readonly Area[];
  /** Text is lost because its font could not be loaded. */
  readonly lostFont: boolean;
  /** Nothing was drawn, not even out of sight. */
  readonly empty: boolean;
}

/** Where the middle of a glyph is looked for above the baseline, in parts of the font size: half an x-height. */
export const MIDDLE_OF_GLYPH = 0.25;
