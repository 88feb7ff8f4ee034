/** Paths as pdfjs 5.6 has them, a list of numbers, as subpaths of straight sides. */
import type { Segment, Subpath } from './content.js';

/** pdfjs's numbers for the steps of a path (its DrawOPS, which it does not export). */
const STEP = { moveTo: 0, lineTo: 1, curveTo: 2, quadraticCurveTo: 3, closePath: 4 } as const;

export function subpathsOf(data: Float32Array): Subpath[] {
  const subpaths: Subpath[] = [];
  let current = new Outline(0, 0);
  let i = 0;
  const next = () => data[i++] ?? 0;
  const finish = () => {
    const subpath = current.finish();
    if (subpath !== null) subpaths.push(subpath);
  };
  while (i < data.length) {
    switch (next()) {
      case STEP.moveTo:
        finish();
        current = new Outline(next(), next());
        break;
      case STEP.lineTo:
        current.line(next(), next());
        break;
      case STEP.curveTo:
        current.control(next(), next());
        current.control(next(), next());
        current.curve(next(), next());
        break;
      case STEP.quadraticCurveTo:
        current.control(next(), next());
        current.curve(next(), next());
        break;
      case STEP.closePath:
        current.close();
        finish();
        current = new Outline(current.startX, current.startY);
        break;
    }
  }
  finish();
  return subpaths;
}

/** A subpath in the making. */
class Outline {
  readonly #sides: Segment[] = [];
  #curved = false;
  /** Where the pen is. */
  #x: number;
  #y: number;
  /** Around all points so far; numbers of their own, since each point would make another box. */
  #left: number;
  #top: number;
  #right: number;
  #bottom: number;

  constructor(
    readonly startX: number,
    readonly startY: number,
  ) {
    this.#x = this.#left = this.#right = startX;
    this.#y = this.#top = this.#bottom = startY;
  }

  line(x: number, y: number): void {
    this.#sides.push({ x0: this.#x, y0: this.#y, x1: x, y1: y });
    this.#goTo(x, y);
  }

  control(x: number, y: number): void {
    this.#left = Math.min(this.#left, x);
    this.#top = Math.min(this.#top, y);
    this.#right = Math.max(this.#right, x);
    this.#bottom = Math.max(this.#bottom, y);
  }

  curve(x: number, y: number): void {
    this.#curved = true;
    this.#goTo(x, y);
  }

  close(): void {
    if (this.#x !== this.startX || this.#y !== this.startY) this.line(this.startX, this.startY);
  }

  /** Null when nothing was drawn. */
  finish(): Subpath | null {
    if (this.#sides.length === 0 && !this.#curved) return null;
    const bounds = [this.#left, this.#top, this.#right, this.#bottom] as const;
    return { sides: this.#sides, curved: this.#curved, bounds };
  }

  #goTo(x: number, y: number): void {
    this.control(x, y);
    this.#x = x;
    this.#y = y;
  }
}
