/**
 * Boxes on a page. Unit: PDF points (1/72 inch). Origin: the top left corner of the page as a reader
 * sees it, after the page's own rotation; x grows to the right, y grows downwards.
 */

/** `[x0, y0, x1, y1]` with x0 <= x1 and y0 <= y1. */
export type Box = readonly [number, number, number, number];

export function boxWidth(box: Box): number {
  return box[2] - box[0];
}

export function boxHeight(box: Box): number {
  return box[3] - box[1];
}

export function centre(box: Box): { x: number; y: number } {
  return { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 };
}

/** The smallest box that holds all of them, or null for none. */
export function unionOf(boxes: readonly Box[]): Box | null {
  let { 0: x0, 1: y0, 2: x1, 3: y1 } = NOWHERE;
  for (const box of boxes) {
    x0 = Math.min(x0, box[0]);
    y0 = Math.min(y0, box[1]);
    x1 = Math.max(x1, box[2]);
    y1 = Math.max(y1, box[3]);
  }
  return boxes.length === 0 ? null : [x0, y0, x1, y1];
}

/** Around nothing: any box is larger. */
export const NOWHERE = [Infinity, Infinity, -Infinity, -Infinity] as const;

/** Length shared by two intervals; negative when they are apart, by that much. */
export function overlap(a0: number, a1: number, b0: number, b1: number): number {
  return Math.min(a1, b1) - Math.max(a0, b0);
}
