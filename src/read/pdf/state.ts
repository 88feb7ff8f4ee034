/** The graphics state and the text state of the PDF specification (8.4, 9.3), as far as they decide where things stand. */
import type { Box } from '../../model/geometry.js';
import type { Font } from './fonts.js';
import { IDENTITY, type Matrix } from './matrix.js';
import type { Colour } from './painting.js';

export interface State {
  ctm: Matrix;
  /** Null when the clip leaves nothing. */
  clip: Box | null;
  lineWidth: number;
  strokeColour: Colour;
  fillColour: Colour;
  strokeAlpha: number;
  fillAlpha: number;
  /** Alpha of the groups around. */
  groupAlpha: number;
  normalBlend: boolean;
  softMask: boolean;
  font: Font | null;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  horizontalScale: number;
  leading: number;
  rise: number;
  renderingMode: number;
  textMatrix: Matrix;
  lineMatrix: Matrix;
}

export function initialState(ctm: Matrix, clip: Box): State {
  return {
    ctm,
    clip,
    lineWidth: 1,
    strokeColour: '#000000',
    fillColour: '#000000',
    strokeAlpha: 1,
    fillAlpha: 1,
    groupAlpha: 1,
    normalBlend: true,
    softMask: false,
    font: null,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    horizontalScale: 1,
    leading: 0,
    rise: 0,
    renderingMode: 0,
    textMatrix: IDENTITY,
    lineMatrix: IDENTITY,
  };
}
