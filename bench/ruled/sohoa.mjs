// Reads a PDF's tables in a process of its own, and says how long it took from bytes to cells and how much memory.
// With `child` behind the file as the processes of `sohoa extract` read, else as for whoever calls the library.
import { readFile } from 'node:fs/promises';

const start = performance.now();
const { readPdf } = await import('../../dist/read/pdf/index.js');
const { layOut } = await import('../../dist/table/index.js');
if (process.argv[3] === 'child') (await import('../../dist/run/inlining.js')).inlineLittle();
const loaded = performance.now();
const before = process.cpuUsage();
const { pages } = await readPdf(await readFile(process.argv[2] ?? ''));
const tables = layOut(pages).blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
const done = performance.now();
const { user, system } = process.cpuUsage(before);
const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
const result = {
  load: (loaded - start) / 1000,
  read: (done - loaded) / 1000,
  cpu: (user + system) / 1e6,
  tables: tables.length,
  rows: tables.reduce((sum, table) => sum + table.rows, 0),
  filled: tables.reduce((sum, table) => sum + table.cells.filter((cell) => cell.text !== '').length, 0),
  peak: process.resourceUsage().maxRSS / 1024,
  version: `${version} on Node ${process.versions.node}`,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
