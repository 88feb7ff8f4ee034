import type { SubsetCheck } from '../model/catalogue.js';
import { flag } from '../model/flags.js';
import { broken, type Evaluation, held, NOT_EVALUABLE } from './evaluation.js';
import { type Figures, faultOf, named, placeOf } from './figures.js';

/** A part is at most its whole. A soft relation depends on how the row is understood, so nobody is blamed for it. */
export function checkSubset(check: SubsetCheck, figures: Figures): Evaluation {
  const part = figures.of(check.part);
  const whole = figures.of(check.whole);
  if (part === null || whole === null) return NOT_EVALUABLE;
  const rows = [part.row, whole.row];
  if (part.value <= whole.value) return held(rows);
  const params = { part: named(part), whole: named(whole), note: check.note };
  const place = placeOf(part.row, `<=${whole.value}`);
  const raised = check.soft
    ? flag('PART_EXCEEDS_WHOLE', 'unknown', params, { ...place, severity: 'warning' })
    : flag('PART_EXCEEDS_WHOLE', faultOf(rows), params, place);
  return broken(raised, rows);
}
