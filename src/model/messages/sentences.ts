/** The shape of a language: a sentence for every flag, and one for every way a cell was interpreted. */
import type { FlagCode, FlagOf } from '../flags.js';

/** A flag without its sentence does not compile. */
export type Sentences = { readonly [C in FlagCode]: (params: FlagOf<C>['params'], flag: FlagOf<C>) => string };

/** How a cell was read that does not simply hold a number: the `how` of VALUE_INTERPRETED. */
export const INTERPRETATIONS = [
  'none-word',
  'none-arising-word',
  'choice-word',
  'tick',
  'decimal-point',
  'english-marks',
  'unit-word',
  'scale-word',
  'footnote',
  'remark',
] as const;
export type Interpretation = (typeof INTERPRETATIONS)[number];

export type Interpretations = { readonly [how in Interpretation]: string };

/** The explanation of a known way, '' for one that is not in the list. */
export function explained(how: string, explanations: Interpretations): string {
  const known = INTERPRETATIONS.find((interpretation) => interpretation === how);
  return known === undefined ? '' : explanations[known];
}
