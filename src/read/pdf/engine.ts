/**
 * pdfjs-dist, loaded the way it has to be. Nothing else imports it but for its types: whoever loads it first decides what
 * it finds around it.
 */
import { Canvas } from '@napi-rs/canvas';
import type { Port } from './port.js';

// Without an OffscreenCanvas pdfjs takes images of more than some pixels for undrawable and halves JPEG 2000 ones;
// it looks for it while it is loaded, so it must be there before.
Object.assign(globalThis, { OffscreenCanvas: Reflect.get(globalThis, 'OffscreenCanvas') ?? Canvas });
// On Node 20 the legacy build puts a slow copy of Array.prototype.push in place of the engine's, for an error in it that
// nothing here meets; it is put back once pdfjs and its worker, which would do it again, are loaded.
const { push } = Array.prototype;
const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
// @ts-expect-error: it has no types; loaded here it is found by pdfjs, which need not look for it then.
const worker = await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
Object.defineProperty(Array.prototype, 'push', { value: push, writable: true, configurable: true });

export const { getDocument, ImageKind, OPS, PDFWorker } = pdfjs;
export const WorkerMessageHandler: { initializeFromPort(port: Port): void } = worker.WorkerMessageHandler;
