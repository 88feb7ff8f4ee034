/** Finds the models that scans are read with, and says what to install where it is missing. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OcrOptions } from './extract/layout.js';
import { EnvironmentError } from './model/errors.js';

export const OCR_MODES = ['auto', 'force', 'off'] as const;
export type OcrMode = (typeof OCR_MODES)[number];

/** A folder of another traineddata, which is then the only one, for those who have a better or a faster one. */
const FOLDER_VARIABLE = 'SOHOA_TESSDATA';
/** The larger model. The quick one is in no package of its own, so it comes with this one. */
const PACKAGE = '@tesseract.js-data/vie';
const FOLDER_IN_PACKAGE = '4.0.0_best_int';
const QUICK = fileURLToPath(new URL('../models/vie.traineddata', import.meta.url));
const NAMES = ['vie.traineddata', 'vie.traineddata.gz'];

export interface FoundOcr {
  /** null where scans are not to be read. */
  readonly options: OcrOptions | null;
  /** Mode and models in a word: what is read from a scan depends on both. */
  readonly identity: string;
}

/**
 * Looks the models up in the folder that the environment names, else in this package and among the installed ones.
 * @throws EnvironmentError when one is missing; never for `off`, which needs none.
 */
export async function findOcr(mode: OcrMode, environment: NodeJS.ProcessEnv = process.env): Promise<FoundOcr> {
  if (mode === 'off') return { options: null, identity: 'off' };
  const named = environment[FOLDER_VARIABLE];
  const isNamed = named !== undefined && named !== '';
  const found = await modelIn(isNamed ? path.resolve(named) : packageFolder());
  const quick = isNamed ? found : await modelAt(QUICK);
  if (found === null || quick === null) throw new EnvironmentError(missing(named));
  const hash = createHash('sha256').update(quick.hash).update(found.hash).digest('hex').slice(0, 16);
  return { options: { mode, model: { quick: quick.file, thorough: found.file } }, identity: `${mode} ${hash}` };
}

interface FoundModel {
  readonly file: string;
  readonly hash: string;
}

async function modelIn(folder: string | null): Promise<FoundModel | null> {
  for (const name of folder === null ? [] : NAMES) {
    const found = await modelAt(path.join(folder ?? '', name));
    if (found !== null) return found;
  }
  return null;
}

async function modelAt(file: string): Promise<FoundModel | null> {
  const model = await readFile(file).catch(() => null);
  return model === null ? null : { file, hash: createHash('sha256').update(model).digest('hex') };
}

function packageFolder(): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
    return path.join(path.dirname(manifest), FOLDER_IN_PACKAGE);
  } catch {
    return null;
  }
}

function missing(named: string | undefined): string {
  return named === undefined || named === ''
    ? `Thiếu bộ dữ liệu nhận dạng chữ tiếng Việt. Hãy chạy "npm install ${PACKAGE}", hoặc dùng --ocr off để không đọc trang quét. / The Vietnamese OCR model is missing: run "npm install ${PACKAGE}", or use --ocr off.`
    : `Không có vie.traineddata (hoặc .gz) trong thư mục "${named}" mà ${FOLDER_VARIABLE} chỉ tới. Hãy chép tệp đó vào, bỏ biến này đi, hoặc dùng --ocr off. / No vie.traineddata in the folder that ${FOLDER_VARIABLE} names; put it there, unset the variable, or use --ocr off.`;
}
