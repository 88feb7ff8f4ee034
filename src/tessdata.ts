/** Finds the model that scans are read with, and says what to install where it is missing. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { OcrOptions } from './extract/layout.js';
import { EnvironmentError } from './model/errors.js';

export const OCR_MODES = ['auto', 'force', 'off'] as const;
export type OcrMode = (typeof OCR_MODES)[number];

/** A folder of other traineddata, for those who have better or faster ones. */
const FOLDER_VARIABLE = 'SOHOA_TESSDATA';
const PACKAGE = '@tesseract.js-data/vie';
const SHIPPED_FOLDER = '4.0.0_best_int';
const NAMES = [
  { name: 'vie.traineddata', packed: false },
  { name: 'vie.traineddata.gz', packed: true },
] as const;

export interface FoundOcr {
  /** null where scans are not to be read. */
  readonly options: OcrOptions | null;
  /** Mode and model in a word: what is read from a scan depends on both. */
  readonly identity: string;
}

/**
 * Looks the model up in the folder that the environment names, else among the installed packages.
 * @throws EnvironmentError when it is missing; never for `off`, which needs none.
 */
export async function findOcr(mode: OcrMode, environment: NodeJS.ProcessEnv = process.env): Promise<FoundOcr> {
  if (mode === 'off') return { options: null, identity: 'off' };
  const named = environment[FOLDER_VARIABLE];
  const folder = named === undefined || named === '' ? shippedFolder() : path.resolve(named);
  for (const { name, packed } of folder === null ? [] : NAMES) {
    const model = await readFile(path.join(folder ?? '', name)).catch(() => null);
    if (model === null) continue;
    const hash = createHash('sha256').update(model).digest('hex').slice(0, 16);
    return { options: { mode, model: { folder: folder ?? '', packed } }, identity: `${mode} ${hash}` };
  }
  throw new EnvironmentError(missing(named));
}

function shippedFolder(): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
    return path.join(path.dirname(manifest), SHIPPED_FOLDER);
  } catch {
    return null;
  }
}

function missing(named: string | undefined): string {
  return named === undefined || named === ''
    ? `Thiếu bộ dữ liệu nhận dạng chữ tiếng Việt. Hãy chạy "npm install ${PACKAGE}", hoặc dùng --ocr off để không đọc trang quét. / The Vietnamese OCR model is missing: run "npm install ${PACKAGE}", or use --ocr off.`
    : `Không có vie.traineddata (hoặc .gz) trong thư mục "${named}" mà ${FOLDER_VARIABLE} chỉ tới. Hãy chép tệp đó vào, bỏ biến này đi, hoặc dùng --ocr off. / No vie.traineddata in the folder that ${FOLDER_VARIABLE} names; put it there, unset the variable, or use --ocr off.`;
}
