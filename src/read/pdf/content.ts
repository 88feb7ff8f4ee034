/**
 * What a page's content says, in the words of the PDF specification and free of pdfjs's own shapes.
 * operators.ts makes it, interpret.ts acts it out. Coordinates are those in force when the instruction is met.
 */
import type { Box } from '../../model/geometry.js';
import type { Font } from './fonts.js';
import type { Matrix } from './matrix.js';

export interface Segment {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface Subpath {
  /** Its straight sides, the closing one included when it is closed. */
  readonly sides: readonly Segment[];
  /** It has a curve among its sides. */
  readonly curved: boolean;
  /** Around everything, control points of curves included. */
  readonly bounds: Box;
}

/** One character code shown. */
export interface ShownGlyph {
  readonly code: number;
  /** What pdfjs takes it for; the font knows whether to believe it (`Font.textOf`). */
  readonly unicode: string;
  /** Advance in glyph space. */
  readonly width: number;
  /** Code 32 of one byte: the only one that word spacing applies to. */
  readonly wordSpace: boolean;
}

export type Instruction =
  | {
      readonly op:
        | 'save'
        | 'restore'
        | 'endForm'
        | 'endGroup'
        | 'endAnnotation'
        | 'beginText'
        | 'endText'
        | 'nextLine'
        | 'endMarked';
    }
  | { readonly op: 'transform' | 'textMatrix'; readonly matrix: Matrix }
  | { readonly op: 'lineWidth' | 'charSpacing' | 'wordSpacing' | 'leading' | 'rise'; readonly value: number }
  /** Horizontal scaling, 1 for 100 %. */
  | { readonly op: 'horizontalScale'; readonly value: number }
  /** 0 to 7, table 104 of the specification. */
  | { readonly op: 'renderingMode'; readonly value: number }
  /** A colour as `#rrggbb`, null for a pattern. */
  | { readonly op: 'strokeColour' | 'fillColour'; readonly value: string | null }
  | { readonly op: 'strokeAlpha' | 'fillAlpha'; readonly value: number }
  /** False when what follows mixes with what is below it: a blend mode, a soft mask. */
  | { readonly op: 'blend'; readonly normal: boolean }
  | { readonly op: 'softMask'; readonly active: boolean }
  | { readonly op: 'font'; readonly font: Font; readonly size: number }
  | { readonly op: 'moveText'; readonly x: number; readonly y: number; readonly setLeading: boolean }
  /** Numbers are displacements in thousandths of the font size, to the left (TJ). */
  | { readonly op: 'show'; readonly items: readonly (ShownGlyph | number)[] }
  | {
      readonly op: 'path';
      readonly subpaths: readonly Subpath[];
      readonly stroke: boolean;
      readonly fill: boolean;
      /** What an odd number of outlines goes around is filled; else what they go around in sum (8.5.3.3). */
      readonly evenOdd: boolean;
      /** It limits what follows. */
      readonly clip: boolean;
    }
  /** An image over the unit square; a mask lets what is below it through. */
  | { readonly op: 'image'; readonly mask: boolean }
  /** A gradient over all that the clip leaves. */
  | { readonly op: 'shading' }
  /** The unit square in the fill colour. */
  | { readonly op: 'solidSquare' }
  | { readonly op: 'beginForm'; readonly matrix: Matrix | null; readonly bounds: Box | null }
  /** A transparency group; with `mask` it is not shown but becomes a soft mask. */
  | { readonly op: 'beginGroup'; readonly matrix: Matrix | null; readonly bounds: Box | null; readonly mask: boolean }
  | { readonly op: 'beginAnnotation'; readonly bounds: Box | null; readonly matrix: Matrix }
  /** Marked content; false when its layer is switched off. */
  | { readonly op: 'beginMarked'; readonly visible: boolean };
