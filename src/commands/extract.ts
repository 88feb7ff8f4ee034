/** `sohoa extract`: the map over an archive, then the reduce, then what to do next. */
import path from 'node:path';
import { loadCatalogue } from '../catalogue/index.js';
import { describeIntake } from '../review/index.js';
import { Archive, VERSION } from '../run/index.js';
import { closingLines } from './closing.js';
import { Desk } from './desk.js';
import { progressFor } from './progress.js';
import { copyLines } from './review.js';

export interface ExtractCommandOptions {
  readonly out: string;
  readonly rules?: string;
  readonly jobs: number;
  readonly timeout?: number;
  readonly prune?: boolean;
  readonly review: readonly string[];
  readonly excel?: boolean;
  readonly lang: 'vi' | 'en';
  readonly json?: boolean;
}

const EXIT_DONE = 0;
const EXIT_SOME_FAILED = 2;
const EXIT_INTERRUPTED = 130;

export async function extract(paths: readonly string[], options: ExtractCommandOptions): Promise<number> {
  const startedAt = new Date();
  const outDir = path.resolve(options.out);
  const catalogue = await loadCatalogue(options.rules);
  const abort = abortOnSignals();
  const progress = progressFor({ json: options.json ?? false, lang: options.lang });
  const archive = await Archive.open(outDir);
  try {
    const desk = await Desk.open(outDir, options.review, catalogue, options.lang);
    await archive.read(paths, catalogue, {
      outDir,
      rules: options.rules === undefined ? null : path.resolve(options.rules),
      jobs: options.jobs,
      timeout: options.timeout ?? null,
      prune: options.prune ?? false,
      signal: abort.signal,
      onEvent: progress.on,
    });
    progress.stop();
    if (abort.signal.aborted) {
      process.stderr.write(`${INTERRUPTED[options.lang]}\n`);
      return EXIT_INTERRUPTED;
    }
    const { summary, intake, copy } = await desk.write(archive.documents(), await archive.hashes(), {
      excel: options.excel ?? false,
      lang: options.lang,
      version: VERSION,
      run: {
        versions: { node: process.versions.node },
        options: {
          jobs: options.jobs,
          timeout: options.timeout ?? null,
          prune: options.prune ?? false,
          excel: options.excel ?? false,
          lang: options.lang,
        },
        startedAt,
      },
    });
    if (options.json) process.stdout.write(`${JSON.stringify({ event: 'summary', ...summary })}\n`);
    const reviewed = intake.applied.length + intake.already.length + intake.refused.length > 0;
    const lines = [
      ...(reviewed ? describeIntake(intake, options.lang) : []),
      ...copyLines(copy, options.lang),
      ...(options.json ? [] : closingLines(summary, outDir, options.lang)),
    ];
    if (lines.length > 0) process.stderr.write(`${lines.join('\n')}\n`);
    return summary.failed.length > 0 ? EXIT_SOME_FAILED : EXIT_DONE;
  } finally {
    progress.stop();
    await archive.close();
    abort.dispose();
  }
}

const INTERRUPTED = {
  vi: 'Đã dừng theo yêu cầu. Những tệp đọc xong được giữ lại; chạy lại lệnh này để làm tiếp.',
  en: 'Stopped as asked. What was finished is kept; run the same command again to go on.',
} as const;

/** Ctrl-C once stops cleanly; a second one ends the process as usual. */
function abortOnSignals(): { signal: AbortSignal; dispose: () => void } {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, stop);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
