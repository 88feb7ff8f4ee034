/**
 * How matching holds out against appendices that drift away from their form. Seeds are fresh and printed; the same kinds
 * of drift as in test/match/drift.test.ts, over more reports.
 */
import { randomInt } from 'node:crypto';
import { Dice } from '../fixtures/prng.js';
import { loadCatalogue } from '../src/catalogue/index.js';
import { LEVELS, scoreOf, total } from '../test/match/drift.js';
import type { Bench } from './lib/bench.js';

const REPORTS = 40;
const FORMS = ['xa-2021', 'tinh-2025'] as const;

const bench: Bench = async function* () {
  const catalogue = await loadCatalogue();
  const seed = randomInt(1, 1_000_000_000);
  for (const [name, level] of Object.entries(LEVELS)) {
    const scores = FORMS.flatMap((form) =>
      Array.from({ length: REPORTS }, (_, i) => scoreOf(form, level, new Dice(seed + i), catalogue)),
    );
    const { rows, right, wrong, silent, leftOut, rightFlagged } = total(scores);
    const percent = (count: number) => `${((100 * count) / rows).toFixed(1)} %`;
    yield {
      what: `matching, drift "${name}", ${FORMS.length * REPORTS} reports from seed ${seed}`,
      value: `${percent(right)} codes right, ${silent} wrong without a warning`,
      beside: `${rows} rows; ${wrong} wrong codes, ${leftOut} left out, ${percent(rightFlagged)} right but flagged`,
    };
  }
};
export default bench;
