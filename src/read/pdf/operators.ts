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
import type { Instruction, ShownGlyph } from './content.js';
import { OPS } from './engine.js';
import type { Font } from './fonts.js';
import { IDENTITY, type Matrix, multiply } from './matrix.js';
import { subpathsOf } from './paths.js';

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

/** Calls `act` with one instruction after the other: a page has thousands, and nobody needs them all at once. */
export function eachInstruction(
  list: OperatorList,
  around: Surroundings,
  act: (instruction: Instruction) => void,
): void {
  const translation = new Translation(around, act);
  list.fnArray.forEach((operator, i) => {
    translation.take(operator, argumentsAt(list.argsArray, i));
  });
}

class Translation {
  #clips = false;
  /** pdfjs announces an image with a mask of its own by a graphics state that only switches the soft mask off. */
  #maskedImage = false;

  constructor(
    readonly around: Surroundings,
    readonly act: (instruction: Instruction) => void,
  ) {}

  take(operator: number, args: readonly unknown[]): void {
    this.#translate(operator, args);
    if (operator === OPS.setGState) this.#maskedImage = isSoftMaskOff(statesOf(args));
    else if (operator !== OPS.beginMarkedContentProps) this.#maskedImage = false;
  }

  #translate(operator: number, args: readonly unknown[]): void {
    switch (operator) {
      case OPS.save:
        this.act({ op: 'save' });
        break;
      case OPS.restore:
        this.act({ op: 'restore' });
        break;
      case OPS.transform:
        this.act({ op: 'transform', matrix: matrixOf(args) ?? IDENTITY });
        break;
      case OPS.setLineWidth:
        this.act({ op: 'lineWidth', value: numberOf(args[0]) });
        break;
      case OPS.setStrokeRGBColor:
        this.act({ op: 'strokeColour', value: String(args[0]) });
        break;
      case OPS.setFillRGBColor:
        this.act({ op: 'fillColour', value: String(args[0]) });
        break;
      case OPS.setStrokeColorN:
      case OPS.setStrokeTransparent:
        this.act({ op: 'strokeColour', value: null });
        break;
      case OPS.setFillColorN:
      case OPS.setFillTransparent:
        this.act({ op: 'fillColour', value: null });
        break;
      case OPS.setGState:
        for (const [key, value] of statesOf(args)) this.#takeState(key, value);
        break;
      case OPS.beginText:
        this.act({ op: 'beginText' });
        break;
      case OPS.endText:
        this.act({ op: 'endText' });
        break;
      case OPS.setCharSpacing:
        this.act({ op: 'charSpacing', value: numberOf(args[0]) });
        break;
      case OPS.setWordSpacing:
        this.act({ op: 'wordSpacing', value: numberOf(args[0]) });
        break;
      case OPS.setHScale:
        this.act({ op: 'horizontalScale', value: numberOf(args[0]) / 100 });
        break;
      case OPS.setLeading:
        this.act({ op: 'leading', value: numberOf(args[0]) });
        break;
      case OPS.setTextRise:
        this.act({ op: 'rise', value: numberOf(args[0]) });
        break;
      case OPS.setTextRenderingMode:
        this.act({ op: 'renderingMode', value: numberOf(args[0]) });
        break;
      case OPS.setFont:
        this.#takeFont(args[0], args[1]);
        break;
      case OPS.moveText:
      case OPS.setLeadingMoveText:
        this.act({
          op: 'moveText',
          x: numberOf(args[0]),
          y: numberOf(args[1]),
          setLeading: operator === OPS.setLeadingMoveText,
        });
        break;
      case OPS.setTextMatrix:
        this.act({ op: 'textMatrix', matrix: matrixOf(args[0]) ?? IDENTITY });
        break;
      case OPS.nextLine:
        this.act({ op: 'nextLine' });
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
        this.act({ op: 'image', mask: this.#maskedImage });
        break;
      case OPS.paintImageMaskXObject:
        this.act({ op: 'image', mask: true });
        break;
      case OPS.shadingFill:
        this.act({ op: 'shading' });
        break;
      case OPS.paintSolidColorImageMask:
        this.act({ op: 'solidSquare' });
        break;
      case OPS.paintFormXObjectBegin:
        this.act({ op: 'beginForm', matrix: matrixOf(args[0]), bounds: boxOf(args[1]) });
        break;
      case OPS.paintFormXObjectEnd:
        this.act({ op: 'endForm' });
        break;
      case OPS.beginGroup: {
        const group = args[0] as { matrix?: unknown; bbox?: unknown; smask?: unknown };
        this.act({
          op: 'beginGroup',
          matrix: matrixOf(group.matrix),
          bounds: boxOf(group.bbox),
          mask: Boolean(group.smask),
        });
        break;
      }
      case OPS.endGroup:
        this.act({ op: 'endGroup' });
        break;
      case OPS.beginAnnotation: {
        const [, rect, transform, matrix] = args;
        this.act({
          op: 'beginAnnotation',
          bounds: boxOf(rect),
          matrix: multiply(matrixOf(matrix) ?? IDENTITY, matrixOf(transform) ?? IDENTITY),
        });
        break;
      }
      case OPS.endAnnotation:
        this.act({ op: 'endAnnotation' });
        break;
      case OPS.beginMarkedContent:
        this.act({ op: 'beginMarked', visible: true });
        break;
      case OPS.beginMarkedContentProps:
        this.act({ op: 'beginMarked', visible: args[0] !== 'OC' || this.around.isLayerVisible(args[1]) });
        break;
      case OPS.endMarkedContent:
        this.act({ op: 'endMarked' });
        break;
    }
  }

  #takeState(key: unknown, value: unknown): void {
    switch (key) {
      case 'LW':
        this.act({ op: 'lineWidth', value: numberOf(value) });
        break;
      case 'Font': {
        const [name, size] = value as unknown[];
        this.#takeFont(name, size);
        break;
      }
      case 'CA':
        this.act({ op: 'strokeAlpha', value: numberOf(value) });
        break;
      case 'ca':
        this.act({ op: 'fillAlpha', value: numberOf(value) });
        break;
      case 'BM':
        this.act({ op: 'blend', normal: value === 'source-over' });
        break;
      case 'SMask':
        this.act({ op: 'softMask', active: value !== false });
        break;
    }
  }

  #takeFont(name: unknown, size: unknown): void {
    const font = this.around.fonts.get(String(name));
    if (font !== undefined) this.act({ op: 'font', font, size: numberOf(size) });
  }

  #takeText(shown: unknown): void {
    const items = (shown as readonly (number | PdfjsGlyph)[]).map((item): ShownGlyph | number =>
      typeof item === 'number'
        ? item
        : { code: item.originalCharCode, unicode: item.unicode, width: item.width, wordSpace: item.isSpace },
    );
    this.act({ op: 'show', items });
  }

  #takePath([operator, data]: readonly unknown[]): void {
    const coordinates = (data as readonly unknown[])[0];
    this.act({
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

function argumentsAt(argsArray: readonly unknown[], i: number): readonly unknown[] {
  return (argsArray[i] as readonly unknown[] | null | undefined) ?? [];
}

function statesOf(args: readonly unknown[]): readonly (readonly [unknown, unknown])[] {
  return args[0] as readonly (readonly [unknown, unknown])[];
}

function isSoftMaskOff(states: ReturnType<typeof statesOf>): boolean {
  return states.length === 1 && states[0]?.[0] === 'SMask' && states[0][1] === false;
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function numberOf(value: unknown): number {
  return isNumber(value) ? value : 0;
}

function matrixOf(value: unknown): Matrix | null {
  if (value === null || value === undefined) return null;
  // By index: it may be an array or a typed one, and is asked for at every piece of text.
  const { 0: a, 1: b, 2: c, 3: d, 4: e, 5: f } = value as ArrayLike<number>;
  return isNumber(a) && isNumber(b) && isNumber(c) && isNumber(d) && isNumber(e) && isNumber(f)
    ? [a, b, c, d, e, f]
    : null;
}

function boxOf(value: unknown): Box | null {
  if (value === null || value === undefined) return null;
  const [x0, y0, x1, y1] = Array.from(value as ArrayLike<number>);
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return null;
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
}
