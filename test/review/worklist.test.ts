import { expect, it } from 'vitest';
import { decideDocument } from '../../src/dataset/decide.js';
import { reduceDocument } from '../../src/dataset/document.js';
import { DecisionBook, MemoryShelf } from '../../src/dataset/index.js';
import { type Flag, flag } from '../../src/model/flags.js';
import { Worklist } from '../../src/review/index.js';
import { row, catalogue as small, sourced } from '../dataset/build.js';

const MOST = 10_000;
const CATALOGUE = small();

function listing(documents: readonly (readonly Flag[])[]): Worklist {
  const worklist = new Worklist(CATALOGUE, new MemoryShelf());
  for (const [n, flags] of documents.entries()) {
    const one = sourced(`${n}.pdf`, { rows: [row(1)], flags: [...flags] });
    const decided = decideDocument(one, new DecisionBook(), CATALOGUE);
    worklist.add(one, reduceDocument(decided, { flags: [], twin: '' }, 'vi'));
  }
  return worklist;
}

const remark = (n: number) => flag('TEXT_UNTRUSTED', 'document', { reasons: [String(n)] }, { page: n + 1 });
const error = flag('PAGE_UNREADABLE', 'unknown', { reasons: [] }, { page: 1 });

it('shows the worst first, wherever it came from, and says how many found no room', async () => {
  const remarks = Array.from({ length: MOST + 5 }, (_, n) => remark(n));
  const worklist = listing([remarks.slice(0, 6000), remarks.slice(6000), [error]]);
  const { head, items } = await worklist.page('vi', new Set(), 0, (async function* () {})());
  const shown = [...items];
  expect(shown).toHaveLength(MOST);
  expect(head.flagsLeftOut).toBe(6);
  expect(shown.slice(0, 2).map(({ flag: code, document }) => [code, head.documents[document]?.source])).toEqual([
    ['PAGE_UNREADABLE', '2.pdf'],
    ['TEXT_UNTRUSTED', '0.pdf'],
  ]);
  expect(shown.at(-1)).toMatchObject({ page: MOST - 1 });
  // Gone through once more it says the same.
  expect([...(await worklist.page('vi', new Set(), 0, (async function* () {})())).items]).toEqual(shown);
});
