/** Opens documents with pdfjs-dist: what it needs around it, which files it may use, and its errors as ours. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { Canvas } from '@napi-rs/canvas';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { DocumentError } from '../../model/errors.js';

// Without an OffscreenCanvas pdfjs takes images of more than some pixels for undrawable and halves JPEG 2000 ones;
// it looks for it while it is loaded, so it must be there before.
Object.assign(globalThis, { OffscreenCanvas: Reflect.get(globalThis, 'OffscreenCanvas') ?? Canvas });
// On Node 20 the legacy build puts a slow copy of Array.prototype.push in place of the engine's, for an error in it that
// nothing here meets; it is put back once pdfjs and its worker, which would do it again, are loaded.
const { push } = Array.prototype;
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
// @ts-expect-error: it has no types; loaded here it is found by pdfjs, which need not look for it then.
await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
Object.defineProperty(Array.prototype, 'push', { value: push, writable: true, configurable: true });

export interface OpenDocument {
  readonly document: PDFDocumentProxy;
  /** Frees it; never rejects. */
  close(): Promise<void>;
}

/**
 * Opens without a password, which an owner's password does not hinder.
 * @throws DocumentError ENCRYPTED when reading needs a password, CORRUPT when pdfjs finds no document in it.
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenDocument> {
  const task = getDocument({
    // A copy: pdfjs takes the array's memory away, and refuses a Buffer.
    data: new Uint8Array(bytes),
    verbosity: 0,
    isEvalSupported: false,
    // Fonts keep their maps from codes to characters only with this.
    fontExtraProperties: true,
    cMapPacked: true,
    cMapUrl: folderOf('cmaps'),
    standardFontDataUrl: folderOf('standard_fonts'),
    wasmUrl: folderOf('wasm'),
    iccUrl: folderOf('iccs'),
  });
  guard();
  const close = async () => {
    await task.destroy().catch(() => undefined);
    setImmediate(unguard);
  };
  try {
    return { document: await task.promise, close };
  } catch (cause) {
    await close();
    if (cause instanceof Error && cause.name === 'PasswordException')
      throw new DocumentError('ENCRYPTED', 'needs a password to open', { cause });
    throw new DocumentError('CORRUPT', messageOf(cause), { cause });
  }
}

let openDocuments = 0;

/**
 * pdfjs asks for all pages of a tree at once and waits for one: where another's cross-reference entry is wrong, a
 * rejection goes unhandled, which would end the process. Others' rejections take their usual course.
 */
function guard(): void {
  if (openDocuments++ === 0) process.on('unhandledRejection', onRejection);
}

function unguard(): void {
  if (--openDocuments === 0) process.off('unhandledRejection', onRejection);
}

function onRejection(reason: unknown): void {
  if (!(reason instanceof Error && PDFJS_FRAME.test(reason.stack ?? ''))) throw reason;
}

const PDFJS_FRAME = /[\\/]pdfjs-dist[\\/]/;

export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** A folder of the installed package as pdfjs wants it in Node: a plain path with a slash at its end. */
function folderOf(name: string): string {
  const manifest = createRequire(import.meta.url).resolve('pdfjs-dist/package.json');
  return `${path.join(path.dirname(manifest), name).replaceAll(path.sep, '/')}/`;
}
