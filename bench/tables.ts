/**
 * `npm run bench:tables -- <folder>`: reads every PDF of the folder and its subfolders that has a `-str.xml` beside it
 * (the layout of the ICDAR 2013 table competition) as `sohoa inspect --json` does, and prints how well its tables were
 * read. Without a folder: of documents made here (corpus.ts); `--write <folder>` writes those.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { corpus, type Sample, writeCorpus } from './tables/corpus.js';
import { tablesIn } from './tables/read.js';
import { ratesOf, type Score, scoreDocument, sumOf } from './tables/score.js';
import { parseStructure } from './tables/structure.js';

async function* samplesOf(folder: string): AsyncGenerator<Sample> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('-str.xml')).sort();
  for (const file of files) {
    const pdf = await readFile(path.join(folder, file.replace(/-str\.xml$/, '.pdf'))).catch(() => null);
    if (pdf === null) process.stderr.write(`${file}: no PDF beside it, left out\n`);
    else
      yield {
        name: file.replace(/-str\.xml$/, ''),
        pdf,
        tables: parseStructure(await readFile(path.join(folder, file), 'utf8')),
      };
  }
}

function line(name: string, score: Score): string {
  const { precision, recall, f1 } = ratesOf(score);
  const share = (count: number) => `${count}/${score.tables}`;
  return [
    name.padEnd(28),
    ...[precision, recall, f1].map((rate) => rate.toFixed(3).padStart(9)),
    share(score.rowsRight).padStart(9),
    share(score.colsRight).padStart(9),
    `${score.matched}/${score.found}`.padStart(9),
    String(score.onEmptyPages).padStart(9),
  ].join(' ');
}

function heading(): string {
  const columns = ['precision', 'recall', 'F1', 'rows', 'columns', 'found', 'on empty'];
  return [''.padEnd(28), ...columns.map((column) => column.padStart(9))].join(' ');
}

async function main(folder: string | undefined): Promise<void> {
  const scores: Score[] = [];
  process.stdout.write(`${heading()}\n`);
  for await (const { name, pdf, tables } of folder === undefined ? corpus() : samplesOf(folder)) {
    const found = await tablesIn(pdf).catch((error: unknown) => {
      process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
      return [];
    });
    const score = scoreDocument(tables, found);
    scores.push(score);
    process.stdout.write(`${line(name, score)}\n`);
  }
  if (scores.length === 0) throw new Error(`No PDF with a -str.xml beside it in ${folder}`);
  const all = sumOf(scores);
  const mean = scores.reduce((sum, score) => sum + ratesOf(score).f1, 0) / scores.length;
  process.stdout.write(`${line(`all ${scores.length} documents`, all)}\n`);
  process.stdout.write(
    `\nAdjacency relations: ${all.relations} known, ${all.foundRelations} found, ${all.rightRelations} right; mean F1 of a document ${mean.toFixed(3)}.\n` +
      `"rows" and "columns": tables with exactly as many as the known one. "found": those that are a known table / all. "on empty": on pages that have none.\n`,
  );
}

const [option, folder] = process.argv.slice(2);
if (option === '--write' && folder !== undefined) await writeCorpus(folder);
else await main(option);
