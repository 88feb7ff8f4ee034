/** One document that a command was given to look at, read as `extract` would read it. */
import { readFile } from 'node:fs/promises';
import { sniff } from '../archive/index.js';
import { readLayout, readPages } from '../extract.js';
import { DocumentError, UsageError } from '../model/errors.js';
import type { Format } from '../model/extraction.js';
import type { Layout } from '../model/layout.js';
import { describeError } from '../model/messages.js';
import type { Page } from '../model/page.js';
import { layOut } from '../table/index.js';
import { findOcr, type OcrMode } from '../tessdata.js';

export interface ReadDocument {
  readonly bytes: Uint8Array;
  readonly format: Format;
  /** The pages as their readers gave them; none for a DOCX. */
  readonly pages: readonly Page[];
  readonly layout: Layout;
}

/** @throws UsageError when it is not there or nothing we read, EnvironmentError when scans are wanted and there is no model */
export async function readOne(file: string, ocr: OcrMode): Promise<ReadDocument> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new UsageError(`Không đọc được tệp "${file}". / Cannot read the file.`, { cause });
  });
  const kind = await sniff(bytes);
  if (kind === 'archive')
    throw new UsageError('Tệp nén: hãy giải nén rồi xem từng tệp. / An archive: unpack it first.');
  try {
    if (kind instanceof DocumentError) throw kind;
    if (kind === 'docx') return { bytes, format: kind, pages: [], layout: await readLayout(bytes, kind, {}) };
    const { options } = await findOcr(ocr);
    const pages = await readPages(bytes, kind, options === null ? {} : { ocr: options, onPage: tell });
    return { bytes, format: kind, pages, layout: layOut(pages) };
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new UsageError(describeError(error.code, error.detail, 'vi'), { cause: error });
  }
}

/** A scanned page takes seconds, and a person waits. */
function tell(done: number, of: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\rĐang đọc trang ${done}/${of} …${done === of ? '\n' : ''}`);
}
