/** Makes CSV of JSON, in a thread of its own (src/dataset/csvMaker.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import type { Dialect } from './csv.js';
import { CsvText, type Group } from './csvText.js';

/** Several groups of one table, each a JSON array. */
export interface Asked {
  readonly table: Group['table'];
  readonly groups: readonly string[];
}

const csv = new CsvText(workerData as Dialect);

parentPort?.on('message', ({ table, groups }: Asked) => {
  const text = groups.map((group) => csv.of({ table, elements: JSON.parse(group) })).join('');
  // With memory of its own, which is handed over and not copied.
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  parentPort?.postMessage(bytes, [bytes.buffer]);
});
