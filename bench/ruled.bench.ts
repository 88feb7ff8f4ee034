/** A document of 100 pages full of one ruled table, from bytes to cells, beside readers in Python where they are installed. */
import type { Bench } from './lib/bench.js';
import { benchRuled } from './ruled.js';

const PAGES = 100;

const bench: Bench = async function* () {
  const { rows, results } = await benchRuled(PAGES);
  const own = results[0]?.reading ?? null;
  for (const { reader, reading } of results) {
    const what = `from bytes to cells, ${PAGES} ruled pages, ${rows} rows: ${reader}`;
    if (reading === null) yield { what, value: 'left out', beside: 'not installed' };
    else {
      const times = (by: 'read' | 'cpu') => (own === null ? '' : (reading[by] / own[by]).toFixed(1));
      yield {
        what: `${what} ${reading.version}`,
        value: `${reading.cpu.toFixed(2)} s of a processor, ${reading.read.toFixed(2)} s by the clock, ${reading.peak.toFixed(0)} MB`,
        beside: own === null || own === reading ? '' : `${times('cpu')} times, ${times('read')} by the clock`,
      };
    }
  }
};
export default bench;
