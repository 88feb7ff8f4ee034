/**
 * A reader of PDFs that does what a line at the end of the file tells it to: `%SABOTAGE hang 1` hangs on page 1, and so
 * on. All other files are read as usual.
 */
import { readPdf as reallyReadPdf } from '../../dist/read/pdf/index.js?real';

const ACTS = {
  hang() {
    for (;;);
  },
  eat() {
    for (const kept = []; ; ) kept.push(Buffer.alloc(64 * 1024 * 1024, kept.length));
  },
  fill() {
    for (const kept = []; ; ) kept.push(new Array(4_000_000).fill(0.5));
  },
  abort() {
    process.abort();
  },
  exit() {
    process.exit(3);
  },
  segfault() {
    process.kill(process.pid, 'SIGSEGV');
    for (;;);
  },
  async reject() {
    Promise.reject(new Error('nobody catches this'));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  },
  /** Longer than any deadline, as a loop is, but without keeping a core busy. */
  sleep() {
    blocked(3_600_000);
  },
  /** Long enough for a test to come in between. */
  dawdle() {
    blocked(500);
  },
  /** What a container that runs out of memory does: everything in it is killed. */
  takeAll() {
    process.kill(process.ppid, 'SIGKILL');
    blocked(10_000);
  },
  throw() {
    throw new TypeError('undefined is not a function');
  },
};

function blocked(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

export async function readPdf(bytes, options = {}) {
  const tail = Buffer.from(bytes.subarray(-64)).toString('latin1');
  const [, name, page] = /%SABOTAGE (\w+) (\d+)/u.exec(tail) ?? [];
  if (name === undefined) return reallyReadPdf(bytes, options);
  // As a loop in a content stream would: in the middle of a page, not between two.
  if (page === '0') await ACTS[name]();
  const mayRead = (number, of) => {
    const may = options.mayRead?.(number, of) ?? true;
    if (may && number === Number(page)) ACTS[name]();
    return may;
  };
  return reallyReadPdf(bytes, { ...options, mayRead });
}
