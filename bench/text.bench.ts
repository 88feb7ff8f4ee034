/** What judging and repairing text adds to reading the pages of a long digital PDF; the promise is at most 15 %. */
import { type Damage, type DamageId, damage } from '../fixtures/damage.js';
import { writePdf } from '../fixtures/pdf.js';
import * as hieuNhon from '../fixtures/specs/hieu-nhon-2021.js';
import { readPdf } from '../src/read/pdf/index.js';
import { isDamaged } from '../src/read/pdf/integrity.js';
import { pageReader } from '../src/read/pdf/page.js';
import { openPdf } from '../src/read/pdf/pdfjs.js';
import type { Bench } from './lib/bench.js';

const PAGES = 100;
/** Odd, for a median. With and without the judge come first in turn: what one leaves to the garbage collector the next one pays for. */
const RUNS = 21;
/** They do not count: what is compiled for a class of damage is compiled within some runs of it. */
const WARM_UP = 4;

const CLASSES: readonly (DamageId | null)[] = [null, 'gha', 'tcvn3', 'through-tcvn3'];

const bench: Bench = async function* () {
  for (const id of CLASSES) {
    const bytes = await longReport(id === null ? undefined : damage(id));
    const [without, whole]: [number[], number[]] = [[], []];
    let pages = 0;
    const read = async () => {
      without.push(
        await timed(async () => {
          pages = await readOnly(bytes);
        }),
      );
    };
    const judge = async () => {
      whole.push(await timed(() => readPdf(bytes)));
    };
    for (let run = 0; run < WARM_UP + RUNS; run += 1)
      for (const work of run % 2 === 0 ? [read, judge] : [judge, read]) await work();
    const [bare, judged] = [median(without.slice(WARM_UP)), median(whole.slice(WARM_UP))];
    yield {
      what: `judging and repairing text, ${pages} digital pages, ${id === null ? 'clean' : damage(id).name}`,
      value: `${((100 * (judged - bare)) / bare).toFixed(1)} %`,
      beside: `${(bare / pages).toFixed(1)} ms a page without, ${(judged / pages).toFixed(1)} ms with`,
    };
  }
};
export default bench;

/** Prose and appendix over and over, as a bound volume of reports has them. */
async function longReport(harm: Damage | undefined): Promise<Buffer> {
  const { spec } = hieuNhon.report('6M');
  const write = async (times: number) => {
    const again = <T>(parts: readonly T[]) => Array.from({ length: times }, () => parts).flat();
    const long = { ...spec, body: again(spec.body), appendix: again(spec.appendix) };
    return (await writePdf(long, { ...hieuNhon.pdfStyle, damagedBold: false }, undefined, harm)).bytes;
  };
  // The letterhead and the signature come once.
  const [one, two] = [await readOnly(await write(1)), await readOnly(await write(2))];
  return write(1 + Math.ceil((PAGES - one) / (two - one)));
}

/** Everything but the judge, the pages held to the end as a reader has to that hands them on: returns their number. */
async function readOnly(bytes: Buffer): Promise<number> {
  const { document, close } = await openPdf(new Uint8Array(bytes));
  try {
    const reader = await pageReader(document);
    const pages = [];
    for (let page = 1; page <= document.numPages; page += 1) pages.push(await reader.read(page));
    isDamaged(bytes);
    return pages.length;
  } finally {
    await close();
  }
}

/** Processor time, milliseconds: what else the machine does counts little. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
