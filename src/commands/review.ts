/** `sohoa review`: decisions applied to an existing output folder; no document is read again. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { openRules } from '../catalogue/index.js';
import { UsageError } from '../model/errors.js';
import type { Language } from '../model/messages.js';
import { describeIntake } from '../review/index.js';
import { Archive, VERSION } from '../run/index.js';
import { closingLines } from './closing.js';
import { Desk } from './desk.js';
import { growHeapSlowly } from './heap.js';
import { writeReviewPage } from './page.js';

export interface ReviewCommandOptions {
  readonly out: string;
  readonly rules?: string;
  readonly lang?: Language;
}

const EXIT_DONE = 0;
const EXIT_SOME_REFUSED = 3;

/** What the run that made the folder said of itself. */
const runSchema = z.object({
  rules: z.string(),
  versions: z.record(z.string(), z.string()),
  options: z.looseObject({ excel: z.boolean(), lang: z.enum(['vi', 'en']), reviewImages: z.int() }),
});

export async function review(files: readonly string[], options: ReviewCommandOptions): Promise<number> {
  growHeapSlowly();
  const startedAt = new Date();
  const outDir = path.resolve(options.out);
  const run = await runOf(outDir);
  const lang = options.lang ?? run.options.lang;
  const rules = await openRules(options.rules);
  if (rules.hash !== run.rules)
    throw new UsageError(
      'Kết quả này được làm với danh mục khác. Hãy chỉ đúng danh mục bằng --rules, hoặc chạy lại sohoa extract. / Made with another catalogue: give it with --rules, or extract again.',
    );
  const archive = await Archive.open(outDir);
  let desk: Desk | null = null;
  try {
    desk = await Desk.open(outDir, files, rules, lang);
    const { summary, worklist, intake, copy } = await desk.write(archive.documents(), await archive.hashes(), {
      excel: run.options.excel,
      lang,
      version: VERSION,
      run: { versions: run.versions, options: run.options, startedAt },
    });
    const images = run.options.reviewImages;
    await writeReviewPage(outDir, worklist, archive, { lang, images, draw: null });
    const lines = [...describeIntake(intake, lang), ...copyLines(copy, lang), ...closingLines(summary, outDir, lang)];
    process.stderr.write(`${lines.join('\n')}\n`);
    return intake.refused.length > 0 ? EXIT_SOME_REFUSED : EXIT_DONE;
  } finally {
    desk?.close();
    await archive.close();
  }
}

async function runOf(outDir: string): Promise<z.infer<typeof runSchema>> {
  try {
    await readFile(path.join(outDir, '.sohoa', 'manifest.jsonl'));
    return runSchema.parse(JSON.parse(await readFile(path.join(outDir, 'run.json'), 'utf8')));
  } catch (cause) {
    throw new UsageError(
      `"${outDir}" không phải (hoặc không còn là) thư mục kết quả đầy đủ. Hãy chạy sohoa extract với --review <tệp>. / Not a complete output folder: run sohoa extract with --review.`,
      { cause },
    );
  }
}

export function copyLines(copy: string | null, lang: Language): string[] {
  if (copy === null) return [];
  return [
    lang === 'vi'
      ? `Bản flags.csv cũ có chỗ không đưa vào được nên đã giữ lại: ${copy}.`
      : `The old flags.csv has lines that could not be taken over; it was kept: ${copy}.`,
  ];
}
