/** Opens documents with pdfjs-dist: what it needs around it, which files it may use, and its errors as ours. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { PDFDocumentProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { DocumentError } from '../../model/errors.js';
import { getDocument, PDFWorker as Worker, WorkerMessageHandler } from './engine.js';
import { Port } from './port.js';
import { withPicturesUndecoded } from './undecoded.js';

export interface OpenDocument {
  readonly document: PDFDocumentProxy;
  /** Frees it; never rejects. */
  close(): Promise<void>;
}

/**
 * Opens without a password, which an owner's password does not hinder. `read`: for its operator lists only, without
 * pictures; `draw`: its pages can be drawn, too.
 * @throws DocumentError ENCRYPTED when reading needs a password, CORRUPT when pdfjs finds no document in it.
 */
export async function openPdf(bytes: Uint8Array, use: 'read' | 'draw' = 'read'): Promise<OpenDocument> {
  const worker = use === 'read' ? readingWorker() : null;
  const task = getDocument({
    ...(worker === null ? {} : { worker, disableFontFace: false, ownerDocument: NO_DOCUMENT }),
    // A copy: pdfjs takes the array's memory away, and refuses a Buffer.
    data: use === 'read' ? withPicturesUndecoded(bytes) : new Uint8Array(bytes),
    verbosity: SILENT,
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
    worker?.destroy();
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

/** Of pdfjs's levels: errors only. A worker that is not told takes the one of the document before it. */
const SILENT = 0;

function readingWorker(): PDFWorker {
  const port = new Port();
  WorkerMessageHandler.initializeFromPort(port);
  return Worker.create({ port: port as unknown as WorkerPort, verbosity: SILENT });
}

type WorkerPort = Parameters<typeof Worker.create>[0]['port'];

/**
 * Without font faces pdfjs takes every glyph it meets for one to be drawn by its outline, and makes that. So it is given
 * a document to put its fonts' rules into, which keeps none of them.
 */
const NO_DOCUMENT = {
  createElement: () => ({ sheet: { insertRule: () => 0, cssRules: [] }, remove: () => undefined }),
  documentElement: { getElementsByTagName: () => [{ append: () => undefined }] },
};

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
