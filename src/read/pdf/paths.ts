/** Paths as pdfjs 5.6 has them, a list of numbers, as subpaths of straight sides. */
import type { Segment, Subpath } from './content.js';

/** pdfjs's numbers for the steps of a path (its DrawOPS, which it does not export). */
const STEP = { moveTo: 0, lineTo: 1, curveTo: 2, quadraticCurveTo: 3, closePath: 4 } as const;

/** How many numbers stand behind each step. */
const COORDINATES = [2, 2, 6, 4, 0] as const;

export function subpathsOf(data: Float32Array): Subpath[] {
  const subpaths: Subpath[] = [];
  let outline = new Outline(0, 0);
  for (let i = 0; i < data.length; ) {
    const step = data[i++] ?? STEP.closePath;
    const end = i + (COORDINATES[step] ?? 0);
    // Behind the points that shape a curve stands where it ends.
    for (; i < end - 2; i += 2) outline.control(data[i] ?? 0, data[i + 1] ?? 0);
    const x = data[i] ?? 0;
    const y = data[i + 1] ?? 0;
    i = end;
    if (step === STEP.lineTo) outline.line(x, y);
    else if (step === STEP.curveTo || step === STEP.quadraticCurveTo) outline.curve(x, y);
    else {
      if (step === STEP.closePath) outline.close();
      outline.addTo(subpaths);
      outline = step === STEP.moveTo ? new Outline(x, y) : new Outline(outline.startX, outline.startY);
    }
  }
  outline.addTo(subpaths);
  return subpaths;
}

/** A subpath in the making. */
class Outline {
  /** A table's lines have one side each, and a list grows by many places at once: it is made with its first. */
  #sides: Segment[] | null = null;
  #curved = false;
  /** Where the pen is. */
  #x: number;
  #y: number;
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
    const side = { x0: this.#x, y0: this.#y, x1: x, y1: y };
    if (this.#sides === null) this.#sides = [side];
    else this.#sides.push(side);
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

  /** Unless nothing was drawn. */
  addTo(subpaths: Subpath[]): void {
    if (this.#sides === null && !this.#curved) return;
    const bounds = [this.#left, this.#top, this.#right, this.#bottom] as const;
    subpaths.push({ sides: this.#sides ?? [], curved: this.#curved, bounds });
  }

  #goTo(x: number, y: number): void {
    this.control(x, y);
    this.#x = x;
    this.#y = y;
  }
}
