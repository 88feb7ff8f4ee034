/**
 * Words over which somebody put a mark of their own after the page was made: struck out, written over, drawn upon, remarked on. Such
 * annotations may have no drawing of their own (viewers make one), and what they mean is for a person to say.
 */
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type Box, centre } from '../../model/geometry.js';
import type { RawWord } from './words.js';

/** Marks that change or cover what stands under them (ISO 32000-1, table 169); a link does not, nor what only points there. */
const ALTERING: ReadonlySet<string> = new Set([
  'StrikeOut',
  'Redact',
  'Ink',
  'Line',
  'PolyLine',
  'Polygon',
  'Square',
  'Circle',
  'Caret',
  'Stamp',
]);

/** Marks that point at words; a remark that comes with one is about them. Some viewers put the words themselves there. */
const POINTING: ReadonlySet<string> = new Set(['Highlight', 'Underline', 'Squiggly', 'Text']);

/** Points to either side of a note's icon, which is put beside what it is about as often as on it: half a narrow column. */
const BESIDE = 36;

/** Flags of an annotation that no viewer shows: hidden, no view. */
const UNSEEN = 0b10_0010;

/** pdfjs's annotation as far as it is used here; all of it may be missing. */
interface Annotation {
  readonly subtype?: string;
  readonly rect?: readonly number[];
  /** Corners of the quadrilaterals it lies over, eight numbers each. */
  readonly quadPoints?: ArrayLike<number> | null;
  /** Of a form field. */
  readonly fieldValue?: unknown;
  /** Of a text typed on the page. */
  readonly contentsObj?: { readonly str?: unknown };
  /** Table 165, as bits. */
  readonly annotationFlags?: number;
}

/** The words among `words` that an annotation may have changed. Boxes are those of the page as it is shown. */
export async function annotatedWords(page: PDFPageProxy, words: readonly RawWord[]): Promise<RawWord[]> {
  const annotations: Annotation[] = await page.getAnnotations().catch(() => []);
  const viewport = page.getViewport({ scale: 1 });
  const shown = (corners: readonly number[]): Box => {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = viewport.convertToViewportRectangle([...corners]);
    return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
  };
  return annotations.flatMap((annotation) => {
    if (((annotation.annotationFlags ?? 0) & UNSEEN) !== 0) return [];
    const beside = annotation.subtype === 'Text' ? BESIDE : 0;
    const boxes = cornersOf(annotation)
      .map(shown)
      .map(([x0, y0, x1, y1]): Box => [x0 - beside, y0, x1 + beside, y1]);
    const under = words.filter(({ box }) => boxes.some((over) => holds(over, box)));
    return ALTERING.has(annotation.subtype ?? '') || saysOtherwise(annotation, under) ? under : [];
  });
}

/**
 * A form field or a text typed on the page holds another text than stands there: its drawing was left behind when it was
 * filled in, or something else stands under it. Or a remark is made on what stands there.
 */
function saysOtherwise(annotation: Annotation, there: readonly RawWord[]): boolean {
  const subtype = annotation.subtype ?? '';
  const said = subtype === 'Widget' ? annotation.fieldValue : annotation.contentsObj?.str;
  if (typeof said !== 'string' || there.length === 0) return false;
  const plain = (text: string) => text.normalize('NFC').replace(/\s+/gu, '');
  if (POINTING.has(subtype) ? plain(said) === '' : subtype !== 'Widget' && subtype !== 'FreeText') return false;
  return plain(there.flatMap(({ runs }) => runs.map(({ text }) => text)).join('')) !== plain(said);
}

/** Lower left and upper right corner of each place that it lies over, in the page's own coordinates. */
function cornersOf({ rect, quadPoints }: Annotation): (readonly number[])[] {
  const points = Array.from(quadPoints ?? []);
  const quads: number[][] = [];
  for (let at = 0; at + 8 <= points.length; at += 8) {
    const [xs, ys] = [0, 1].map((axis) => [0, 2, 4, 6].map((k) => points[at + axis + k] ?? 0));
    if (xs && ys) quads.push([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
  }
  if (quads.length > 0) return quads;
  return rect === undefined ? [] : [rect];
}

function holds([x0, y0, x1, y1]: Box, word: Box): boolean {
  const { x, y } = centre(word);
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
}
