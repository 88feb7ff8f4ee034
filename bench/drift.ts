/**
 * How matching holds out against appendices that drift away from their form: `npm run bench:drift`. Seeds are fresh and
 * printed; the same kinds of drift as in test/match/drift.test.ts, over more reports.
 */
import { randomInt } from 'node:crypto';
import { Dice } from '../fixtures/prng.js';
import { loadCatalogue } from '../src/catalogue/index.js';
import { LEVELS, scoreOf, total } from '../test/match/drift.js';

const REPORTS = 40;
const FORMS = ['xa-2021', 'tinh-2025'] as const;

/** The table as Markdown. */
export async function measureDrift(seed = randomInt(1, 1_000_000_000)): Promise<string> {
  const catalogue = await loadCatalogue();
  const lines = Object.entries(LEVELS).map(([name, level]) => {
    const scores = FORMS.flatMap((form) =>
      Array.from({ length: REPORTS }, (_, i) => scoreOf(form, level, new Dice(seed + i), catalogue)),
    );
    const { rows, right, wrong, silent, leftOut, rightFlagged } = total(scores);
    const percent = (count: number) => `${((100 * count) / rows).toFixed(1)} %`;
    return `| ${[name, rows, percent(right), wrong, silent, leftOut, percent(rightFlagged)].join(' | ')} |`;
  });
  return [
    `${FORMS.length * REPORTS} reports a level, seeds ${seed} to ${seed + REPORTS - 1}`,
    '',
    '| drift | rows | codes right | wrong codes | without a warning | left out | right but flagged |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

process.stdout.write(`${await measureDrift()}\n`);
