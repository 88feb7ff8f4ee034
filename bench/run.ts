/**
 * `npm run bench [-- name …] [--full]`: runs every `bench/*.bench.ts` (or those named) and writes one table,
 * bench/RESULTS.md. Needs `npm run build` before. Take it on a machine that does nothing else.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Bench, Measurement } from './lib/bench.js';
import { versionOf } from './lib/process.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SUFFIX = '.bench.ts';
const LOOK_MS = 3000;
const MAX_BUSY = 0.15;

const given = process.argv.slice(2);
const wanted = given.filter((argument) => !argument.startsWith('--'));
const full = given.includes('--full');
const busy = await busyShare();

const names = (await readdir(HERE))
  .filter((name) => name.endsWith(SUFFIX))
  .map((name) => name.slice(0, -SUFFIX.length));
const measured: Measurement[] = [];
for (const name of names.sort()) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const { default: bench } = (await import(pathToFileURL(path.join(HERE, name + SUFFIX)).href)) as { default: Bench };
  for await (const measurement of bench({ full })) {
    process.stderr.write(`${measurement.what}: ${measurement.value} ${measurement.beside}\n`);
    measured.push(measurement);
  }
}
await writeFile(path.join(HERE, 'RESULTS.md'), await report(measured));

/**
 * Share of the processors that something else takes; the load average would tell what was, not what is. Time not spent
 * is not asked for: some virtual machines book it as waiting for disks.
 */
async function busyShare(): Promise<number> {
  const [before, began] = [spent(), performance.now()];
  await pause(LOOK_MS);
  return (spent() - before) / (cpus().length * (performance.now() - began));
}

/** Milliseconds of all processors since the machine was started. */
function spent(): number {
  return cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);
}

async function report(measurements: readonly Measurement[]): Promise<string> {
  const rows = measurements.map(({ what, value, beside }) => `| ${[what, value, beside].map(cell).join(' | ')} |`);
  const notPaid = await readFile(path.join(HERE, 'not-paid.md'), 'utf8');
  return [
    '# Measurements',
    '',
    `Written by \`npm run bench${given.length > 0 ? ` -- ${given.join(' ')}` : ''}\` on ${new Date().toISOString().slice(0, 10)}. ${conditions()}`,
    '',
    '| what | result | beside |',
    '| --- | --- | --- |',
    ...rows,
    '',
    notPaid,
  ].join('\n');
}

function conditions(): string {
  const [cpu] = cpus();
  const peers = [
    ['pdftotext', ['-v']],
    ['ocrmypdf', ['--version']],
    ['tesseract', ['--version']],
  ] as const;
  const installed = peers.flatMap(([program, args]) => versionOf(program, args) ?? []);
  return [
    `Machine: ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}, Node ${process.versions.node}.`,
    `Its processors were ${(100 * busy).toFixed(0)} % busy when it began${busy > MAX_BUSY ? ' (**not quiet**: times are too long, ratios between runs uncertain)' : ''}.`,
    `Peers: ${installed.length > 0 ? installed.join('; ') : 'none installed'}.`,
  ].join(' ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
