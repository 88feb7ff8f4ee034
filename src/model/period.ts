/** Reporting periods by their label: which calendar dates one names, and what its counts run over. */
import type { Period } from './report.js';

export const PERIOD_PARTS = ['Q1', 'Q2', 'Q3', 'Q4', '6M', '9M', 'Y'] as const;
export type PeriodPart = (typeof PERIOD_PARTS)[number];

const SPAN: Readonly<Record<PeriodPart, readonly [start: string, end: string]>> = {
  Q1: ['01-01', '03-31'],
  Q2: ['04-01', '06-30'],
  Q3: ['07-01', '09-30'],
  Q4: ['10-01', '12-31'],
  '6M': ['01-01', '06-30'],
  '9M': ['01-01', '09-30'],
  Y: ['01-01', '12-31'],
};

/** The period with its calendar dates. Quarters II to IV stand alone, the others count from the start of the year. */
export function periodOf(part: PeriodPart, year: number): Period {
  const [start, end] = SPAN[part];
  return {
    label: `${year}-${part}`,
    start: `${year}-${start}`,
    end: `${year}-${end}`,
    basis: part === 'Q2' || part === 'Q3' || part === 'Q4' ? 'period' : 'cumulative',
  };
}
