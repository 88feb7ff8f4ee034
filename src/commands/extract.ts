/** `sohoa extract`: the map over an archive, then the reduce, then what to do next. */
import path from 'node:path';
import { openRules, type Rules } from '../catalogue/index.js';
import type { DatasetSummary } from '../dataset/index.js';
import { UsageError } from '../model/errors.js';
import { describeIntake } from '../review/index.js';
import { QueuePlace } from '../run/fleet/index.js';
import { Archive, LocalPlace, type Place, parseShard, readShard, Stamp, VERSION } from '../run/index.js';
import { findOcr, type OcrMode } from '../tessdata.js';
import { abortOnSignals } from './abort.js';
import { closingLines } from './closing.js';
import { Desk } from './desk.js';
import { growHeapSlowly } from './heap.js';
import { writeReviewPage } from './page.js';
import { progressFor } from './progress.js';
import { copyLines } from './review.js';

export interface ExtractCommandOptions {
  readonly out: string;
  readonly rules?: string;
  readonly jobs: number;
  readonly ocr: OcrMode;
  readonly timeout?: number;
  readonly prune?: boolean;
  readonly review: readonly string[];
  readonly reviewImages: number;
  readonly excel?: boolean;
  readonly lang: 'vi' | 'en';
  readonly json?: boolean;
  readonly queue?: string;
  readonly shard?: string;
}

const EXIT_DONE = 0;
const EXIT_SOME_FAILED = 2;
const EXIT_INTERRUPTED = 130;

export async function extract(paths: readonly string[], options: ExtractCommandOptions): Promise<number> {
  if (options.shard !== undefined) return extractShard(paths, options, options.shard);
  const startedAt = new Date();
  growHeapSlowly();
  const outDir = path.resolve(options.out);
  const rules = await provedRules(outDir, options.rules);
  const reading = await readingOf(options);
  const abort = abortOnSignals();
  const progress = progressFor({ json: options.json ?? false, lang: options.lang });
  const place = await placeOf(options);
  const archive = await Archive.open(outDir).catch(async (error: unknown) => {
    await place.close();
    throw error;
  });
  let desk: Desk | null = null;
  try {
    desk = await Desk.open(outDir, options.review, rules, options.lang, await archive.stamp.isUntouched());
    await archive.read(paths, rules.hash, {
      ...reading,
      place,
      prune: options.prune ?? false,
      signal: abort.signal,
      onEvent: progress.on,
    });
    progress.stop();
    abort.signal.throwIfAborted();
    return await writeAnew(archive, desk, options, startedAt, abort.signal);
  } catch (error) {
    return interrupted(error, abort.signal, options);
  } finally {
    desk?.close();
    progress.stop();
    await place.close();
    await archive.close();
    abort.dispose();
  }
}

/** The reduce: the dataset and the page to review it on, unless nothing that they hang on has changed. */
async function writeAnew(
  archive: Archive,
  desk: Desk,
  options: ExtractCommandOptions,
  startedAt: Date,
  signal: AbortSignal,
): Promise<number> {
  const outDir = path.resolve(options.out);
  const state = await stateOf(archive, options);
  const before = options.review.length > 0 ? null : await archive.stamp.summaryIf(state);
  if (before !== null) return ended(before as DatasetSummary, [UNCHANGED[options.lang]], outDir, options);
  const { summary, worklist, intake, copy } = await desk.write(archive.documents(signal), await archive.hashes(), {
    excel: options.excel ?? false,
    lang: options.lang,
    version: VERSION,
    jobs: options.jobs,
    run: {
      versions: { node: process.versions.node },
      options: {
        ocr: options.ocr,
        jobs: options.jobs,
        timeout: options.timeout ?? null,
        prune: options.prune ?? false,
        excel: options.excel ?? false,
        lang: options.lang,
        reviewImages: options.reviewImages,
      },
      startedAt,
    },
  });
  await writeReviewPage(outDir, worklist, archive, {
    lang: options.lang,
    images: options.reviewImages,
    draw: { jobs: options.jobs, signal: signal, onStart: (pictures) => announce(pictures, options) },
  });
  signal.throwIfAborted();
  await archive.stamp.set(state, desk.rules.hash, summary);
  const reviewed = intake.applied.length + intake.already.length + intake.refused.length > 0;
  const notes = [...(reviewed ? describeIntake(intake, options.lang) : []), ...copyLines(copy, options.lang)];
  return ended(summary, notes, outDir, options);
}

/** `--shard i/n`: that part of the reading. The dataset is made by a run without it, when all parts are through. */
async function extractShard(paths: readonly string[], options: ExtractCommandOptions, text: string): Promise<number> {
  const shard = parseShard(text);
  if (options.queue !== undefined)
    throw new UsageError('Chỉ dùng --queue hoặc --shard, không dùng cả hai. / Use --queue or --shard, not both.');
  const rules = await openRules(options.rules);
  await rules.catalogue();
  const reading = await readingOf(options);
  const abort = abortOnSignals();
  const progress = progressFor({ json: options.json ?? false, lang: options.lang });
  try {
    const place = await placeOf(options);
    const { read, failed } = await readShard(paths, rules.hash, shard, {
      ...reading,
      place,
      signal: abort.signal,
      onEvent: progress.on,
    });
    progress.stop();
    abort.signal.throwIfAborted();
    if (!options.json) process.stderr.write(`${SHARD_READ[options.lang](text, read, failed)}\n`);
    return failed > 0 ? EXIT_SOME_FAILED : EXIT_DONE;
  } catch (error) {
    return interrupted(error, abort.signal, options);
  } finally {
    progress.stop();
    abort.dispose();
  }
}

/** Rules that can be used. What the last run was made with needs no second proof: parsing is a third of a run without news. */
async function provedRules(outDir: string, dir: string | undefined): Promise<Rules> {
  const rules = await openRules(dir);
  if (!(await new Stamp(outDir).vouchesFor(rules.hash))) await rules.catalogue();
  return rules;
}

async function readingOf({ out, rules, ocr, timeout }: ExtractCommandOptions) {
  return {
    outDir: path.resolve(out),
    rules: rules === undefined ? null : path.resolve(rules),
    ocr: await findOcr(ocr),
    timeout: timeout ?? null,
  };
}

async function placeOf({ queue, jobs }: ExtractCommandOptions): Promise<Place> {
  return queue === undefined ? new LocalPlace(jobs) : QueuePlace.open(queue);
}

/** @throws what was thrown, unless it was asked for */
function interrupted(error: unknown, signal: AbortSignal, { lang }: ExtractCommandOptions): number {
  if (!signal.aborted) throw error;
  process.stderr.write(`${INTERRUPTED[lang]}\n`);
  return EXIT_INTERRUPTED;
}

/** Says what came of the run, and gives the exit code for it. */
function ended(
  summary: DatasetSummary,
  notes: readonly string[],
  outDir: string,
  options: ExtractCommandOptions,
): number {
  if (options.json) process.stdout.write(`${JSON.stringify({ event: 'summary', ...summary })}\n`);
  const lines = [...notes, ...(options.json ? [] : closingLines(summary, outDir, options.lang))];
  if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`);
  return summary.failed.length > 0 ? EXIT_SOME_FAILED : EXIT_DONE;
}

/** Everything the files depend on besides what is in the folder. */
async function stateOf(archive: Archive, options: ExtractCommandOptions): Promise<string> {
  return JSON.stringify([await archive.fingerprint(), options.excel ?? false, options.lang, options.reviewImages]);
}

/** A large archive has thousands, and that takes minutes. */
function announce(pictures: number, { lang, json }: ExtractCommandOptions): void {
  if (!json) process.stderr.write(`${DRAWING[lang](pictures)}\n`);
}

const DRAWING = {
  vi: (pictures: number) => `Đang cắt ${pictures} mảnh ảnh trang cho review.html …`,
  en: (pictures: number) => `Cutting ${pictures} pieces of pages for review.html …`,
} as const;

const UNCHANGED = {
  vi: 'Không có gì mới: kết quả của lần chạy trước vẫn đúng.',
  en: 'Nothing is new: the result of the last run stands.',
} as const;

const SHARD_READ = {
  vi: (shard: string, read: number, failed: number) =>
    `Phần ${shard} xong: ${read} tệp vừa đọc, ${failed} không đọc được. Khi mọi phần đã xong, chạy lại lệnh này không có --shard để ghi bộ dữ liệu.`,
  en: (shard: string, read: number, failed: number) =>
    `Shard ${shard} is through: ${read} files read now, ${failed} failed. When all shards are, run the same command without --shard to write the dataset.`,
} as const;

const INTERRUPTED = {
  vi: 'Đã dừng theo yêu cầu. Những tệp đọc xong được giữ lại; chạy lại lệnh này để làm tiếp.',
  en: 'Stopped as asked. What was finished is kept; run the same command again to go on.',
} as const;
