/** How V8 compiles in the processes that read documents. */
import { setFlagsFromString } from 'node:v8';

/**
 * Bytes of bytecode of other functions that V8 puts into one that it compiles; left alone, 920. A child reads a few
 * hundred pages in its life, and compiling its some three hundred busy functions is a third of its processor time: with
 * this a document of 100 pages takes a fifth less, and hundreds of documents no more (`npm run bench:ruled`). Not all of
 * V8's flags last; one that is gone would be ignored with a line on stderr. A library has no business to set one.
 */
const INLINED_BYTES = 200;

export function inlineLittle(): void {
  setFlagsFromString(`--max-inlined-bytecode-size-cumulative=${INLINED_BYTES}`);
}
