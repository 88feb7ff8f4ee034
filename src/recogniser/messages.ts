/** What passes between the recogniser and the engine's thread. */

export interface Asked {
  /** A PGM file. */
  readonly picture: Uint8Array;
  readonly kind: 'block' | 'line';
  readonly dpi: number;
  /** The model's file. */
  readonly model: string;
  /** Nothing but these is to be read; '' for all. */
  readonly signs: string;
}

/** In the order in which it is asked. */
export type Said = { readonly read: SaidText | SaidBlocks } | { readonly failure: string };

export interface SaidText {
  readonly text: string;
  /** 0 to 100. */
  readonly confidence: number;
}

/** As much of the engine's JSON as is used. Boxes in pixels of the picture, confidences 0 to 100. */
export interface SaidBlocks {
  readonly blocks: readonly { readonly paragraphs: readonly { readonly lines: readonly SaidLine[] }[] }[];
}

interface SaidLine {
  readonly baseline: { readonly y0: number; readonly y1: number };
  readonly bbox: { readonly y0: number; readonly y1: number };
  readonly words: readonly {
    readonly text: string;
    readonly bbox: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
    readonly confidence: number;
  }[];
}
