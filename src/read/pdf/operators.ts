/**
 * The adapter to pdfjs-dist 5.6: its operator list becomes the instructions of content.ts. Everything that
 * depends on the shape of pdfjs's operators is here, and test/read/pdf/operators.test.ts holds it to a golden
 * copy, because the shapes changed between versions (constructPath at 4.6 and at 5.x).
 *
 * How pdfjs 5.6 differs from the specification:
 * - TJ, ' and " arrive as showText (with nextLine and the spacings before it).
 * - A whole path with its painting operator is one constructPath: `[operator, [Float32Array], minMax]`, the array
 *   null for an empty path; a clip operator comes before it; closing variants hold their closePath already.
 * - Colours are `#rrggbb`, whatever their colour space was.
 */
import type { Box } from '../../model/geometry.js';
import type { Instruction, Segment, ShownGlyph, Subpath } from './content.js';
import { OPS } from './engine.js';
import type { Font } from './fonts.js';
import { IDENTITY, type Matrix, multiply } from './matrix.js';

export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

export interface Surroundings {
  /** pdfjs's name of a font -> the font. */
  readonly fonts: ReadonlyMap<string, Font>;
  /** Whether the layer that an optional content mark names is switched on. */
  isLayerVisible(mark: unknown): boolean;
}

/** Names under which pdfjs keeps the fonts that the list uses. */
export function fontNamesOf({ fnArray, argsArray }: OperatorList): Set<string> {
  const names = new Set<string>();
  fnArray.forEach((operator, i) => {
    const args = argumentsAt(argsArray, i);
    if (operator === OPS.setFont) names.add(String(args[0]));
    if (operator === OPS.setGState) {
      for (const [key, value] of statesOf(args)) if (key === 'Font') names.add(String((value as unknown[])[0]));
    }
  });
  return names;
}

export function instructionsOf(list: OperatorList, around: Surroundings): Instruction[] {
  const translation = new Translation(around);
  list.fnArray.forEach((operator, i) => {
    translation.take(operator, argumentsAt(list.argsArray, i));
  });
  return translation.instructions;
}

class Translation {
  readonly instructions: Instruction[] = [];
  #clips = false;
  /** pdfjs announces an image with a mask of its own by a graphics state that only switches the soft mask off. */
  #maskedImage = false;

  constructor(readonly around: Surroundings) {}

  take(operator: number, args: readonly unknown[]): void {
    this.#translate(operator, args);
    if (operator === OPS.setGState) this.#maskedImage = isSoftMaskOff(statesOf(args));
    else if (operator !== OPS.beginMarkedContentProps) this.#maskedImage = false;
  }

  #translate(operator: number, args: readonly unknown[]): void {
    switch (operator) {
      case OPS.save:
        this.#add({ op: 'save' });
        break;
      case OPS.restore:
        this.#add({ op: 'restore' });
        break;
      case OPS.transform:
        this.#add({ op: 'transform', matrix: matrixOf(args) ?? IDENTITY });
        break;
      case OPS.setLineWidth:
        this.#add({ op: 'lineWidth', value: numberOf(args[0]) });
        break;
      case OPS.setStrokeRGBColor:
        this.#add({ op: 'strokeColour', value: String(args[0]) });
        break;
      case OPS.setFillRGBColor:
        this.#add({ op: 'fillColour', value: String(args[0]) });
        break;
      case OPS.setStrokeColorN:
      case OPS.setStrokeTransparent:
        this.#add({ op: 'strokeColour', value: null });
        break;
      case OPS.setFillColorN:
      case OPS.setFillTransparent:
        this.#add({ op: 'fillColour', value: null });
        break;
      case OPS.setGState:
        for (const [key, value] of statesOf(args)) this.#takeState(key, value);
        break;
      case OPS.beginText:
        this.#add({ op: 'beginText' });
        break;
      case OPS.endText:
        this.#add({ op: 'endText' });
        break;
      case OPS.setCharSpacing:
        this.#add({ op: 'charSpacing', value: numberOf(args[0]) });
        break;
      case OPS.setWordSpacing:
        this.#add({ op: 'wordSpacing', value: numberOf(args[0]) });
        break;
      case OPS.setHScale:
        this.#add({ op: 'horizontalScale', value: numberOf(args[0]) / 100 });
        break;
      case OPS.setLeading:
        this.#add({ op: 'leading', value: numberOf(args[0]) });
        break;
      case OPS.setTextRise:
        this.#add({ op: 'rise', value: numberOf(args[0]) });
        break;
      case OPS.setTextRenderingMode:
        this.#add({ op: 'renderingMode', value: numberOf(args[0]) });
        break;
      case OPS.setFont:
        this.#takeFont(args[0], args[1]);
        break;
      case OPS.moveText:
      case OPS.setLeadingMoveText:
        this.#add({
          op: 'moveText',
          x: numberOf(args[0]),
          y: numberOf(args[1]),
          setLeading: operator === OPS.setLeadingMoveText,
        });
        break;
      case OPS.setTextMatrix:
        this.#add({ op: 'textMatrix', matrix: matrixOf(args[0]) ?? IDENTITY });
        break;
      case OPS.nextLine:
        this.#add({ op: 'nextLine' });
        break;
      case OPS.showText:
        this.#takeText(args[0]);
        break;
      case OPS.clip:
      case OPS.eoClip:
        this.#clips = true;
        break;
      case OPS.constructPath:
        this.#takePath(args);
        break;
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
        this.#add({ op: 'image', mask: this.#maskedImage });
        break;
      case OPS.paintImageMaskXObject:
        this.#add({ op: 'image', mask: true });
        break;
      case OPS.shadingFill:
        this.#add({ op: 'shading' });
        break;
      case OPS.paintSolidColorImageMask:
        this.#add({ op: 'solidSquare' });
        break;
      case OPS.paintFormXObjectBegin:
        this.#add({ op: 'beginForm', matrix: matrixOf(args[0]), bounds: boxOf(args[1]) });
        break;
      case OPS.paintFormXObjectEnd:
        this.#add({ op: 'endForm' });
        break;
      case OPS.beginGroup: {
        const group = args[0] as { matrix?: unknown; bbox?: unknown; smask?: unknown };
        this.#add({
          op: 'beginGroup',
          matrix: matrixOf(group.matrix),
          bounds: boxOf(group.bbox),
          mask: Boolean(group.smask),
        });
        break;
      }
      case OPS.endGroup:
        this.#add({ op: 'endGroup' });
        break;
      case OPS.beginAnnotation: {
        const [, rect, transform, matrix] = args;
        this.#add({
          op: 'beginAnnotation',
          bounds: boxOf(rect),
          matrix: multiply(matrixOf(matrix) ?? IDENTITY, matrixOf(transform) ?? IDENTITY),
        });
        break;
      }
      case OPS.endAnnotation:
        this.#add({ op: 'endAnnotation' });
        break;
      case OPS.beginMarkedContent:
        this.#add({ op: 'beginMarked', visible: true });
        break;
      case OPS.beginMarkedContentProps:
        this.#add({ op: 'beginMarked', visible: args[0] !== 'OC' || this.around.isLayerVisible(args[1]) });
        break;
      case OPS.endMarkedContent:
        this.#add({ op: 'endMarked' });
        break;
    }
  }

  #add(instruction: Instruction): void {
    this.instructions.push(instruction);
  }

  #takeState(key: unknown, value: unknown): void {
    switch (key) {
      case 'LW':
        this.#add({ op: 'lineWidth', value: numberOf(value) });
        break;
      case 'Font': {
        const [name, size] = value as unknown[];
        this.#takeFont(name, size);
        break;
      }
      case 'CA':
        this.#add({ op: 'strokeAlpha', value: numberOf(value) });
        break;
      case 'ca':
        this.#add({ op: 'fillAlpha', value: numberOf(value) });
        break;
      case 'BM':
        this.#add({ op: 'blend', normal: value === 'source-over' });
        break;
      case 'SMask':
        this.#add({ op: 'softMask', active: value !== false });
        break;
    }
  }

  #takeFont(name: unknown, size: unknown): void {
    const font = this.around.fonts.get(String(name));
    if (font !== undefined) this.#add({ op: 'font', font, size: numberOf(size) });
  }

  #takeText(shown: unknown): void {
    const items = (shown as readonly (number | PdfjsGlyph)[]).map((item): ShownGlyph | number =>
      typeof item === 'number'
        ? item
        : { code: item.originalCharCode, unicode: item.unicode, width: item.width, wordSpace: item.isSpace },
    );
    this.#add({ op: 'show', items });
  }

  #takePath([operator, data]: readonly unknown[]): void {
    const coordinates = (data as readonly unknown[])[0];
    this.#add({
      op: 'path',
      subpaths: ArrayBuffer.isView(coordinates) ? subpathsOf(coordinates as Float32Array) : [],
      stroke: STROKING.has(operator as number),
      fill: FILLING.has(operator as number),
      evenOdd: EVEN_ODD.has(operator as number),
      clip: this.#clips,
    });
    this.#clips = false;
  }
}

interface PdfjsGlyph {
  readonly originalCharCode: number;
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
}

const STROKING: ReadonlySet<number> = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

const FILLING: ReadonlySet<number> = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

const EVEN_ODD: ReadonlySet<number> = new Set([OPS.eoFill, OPS.eoFillStroke, OPS.closeEOFillStroke]);

/** pdfjs's numbers for the steps of a path (its DrawOPS, which it does not export). */
const STEP = { moveTo: 0, lineTo: 1, curveTo: 2, quadraticCurveTo: 3, closePath: 4 } as const;

function subpathsOf(data: Float32Array): Subpath[] {
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
  #sides: Segment[] = [];
  #curved = false;
  #x: number;
  #y: number;
  #bounds: [number, number, number, number];

  constructor(
    readonly startX: number,
    readonly startY: number,
  ) {
    this.#x = startX;
    this.#y = startY;
    this.#bounds = [startX, startY, startX, startY];
  }

  line(x: number, y: number): void {
    this.#sides.push({ x0: this.#x, y0: this.#y, x1: x, y1: y });
    this.#goTo(x, y);
  }

  control(x: number, y: number): void {
    const [x0, y0, x1, y1] = this.#bounds;
    this.#bounds = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
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
    return { sides: this.#sides, curved: this.#curved, bounds: this.#bounds };
  }

  #goTo(x: number, y: number): void {
    this.control(x, y);
    this.#x = x;
    this.#y = y;
  }
}

function argumentsAt(argsArray: readonly unknown[], i: number): readonly unknown[] {
  return (argsArray[i] as readonly unknown[] | null | undefined) ?? [];
}

function statesOf(args: readonly unknown[]): readonly (readonly [unknown, unknown])[] {
  return args[0] as readonly (readonly [unknown, unknown])[];
}

function isSoftMaskOff(states: ReturnType<typeof statesOf>): boolean {
  return states.length === 1 && states[0]?.[0] === 'SMask' && states[0][1] === false;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function matrixOf(value: unknown): Matrix | null {
  if (value === null || value === undefined) return null;
  const numbers = Array.from(value as ArrayLike<number>);
  const [a, b, c, d, e, f] = numbers;
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined)
    return null;
  return numbers.every(Number.isFinite) ? [a, b, c, d, e, f] : null;
}

function boxOf(value: unknown): Box | null {
  if (value === null || value === undefined) return null;
  const [x0, y0, x1, y1] = Array.from(value as ArrayLike<number>);
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return null;
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}
