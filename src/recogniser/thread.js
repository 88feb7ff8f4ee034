// @ts-check
/**
 * The engine (tesseract, compiled to WebAssembly) in a thread of its own: one picture at a time, and the next is there already
 * when one is read. In JavaScript, because a thread starts from a file, in the tests from this one.
 *
 * @typedef {import('./messages.js').Asked} Asked
 * @typedef {import('./messages.js').Said} Said
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';

// The engine would decode each of its texts, which are some letters long, with it: 0.4 ms for one.
Reflect.deleteProperty(globalThis, 'TextDecoder');

/** A module of no more than one function that uses 128-bit vectors: whether it is valid tells if there are any. */
const VECTORS = Uint8Array.of(
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
  ...[10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11],
);
const core = Reflect.get(globalThis, 'WebAssembly').validate(VECTORS)
  ? 'tesseract-core-simd-lstm'
  : 'tesseract-core-lstm';
const silent = { TesseractProgress() {}, print() {}, printErr() {} };
const engine = await createRequire(import.meta.url)(`tesseract.js-core/${core}`)(silent);

/** Of the engine's enumerations: neural networks only; a block of lines, a line. */
const LSTM_ONLY = 1;
const MODES = { block: '6', line: '7' };
const GZIP = [0x1f, 0x8b];
const SETTINGS = {
  // Light letters on dark ground, which the engine would look for wherever it is unsure: there are none in ink.
  tessedit_do_invert: '0',
  // Words that it met would change what it reads later.
  tessedit_enable_doc_dict: '0',
};

/** One for each model. */
const readers = new Map();

/** @param {string} file */
function readerOf(file) {
  const known = readers.get(file);
  if (known !== undefined) return known;
  const name = `model${readers.size}`;
  const data = readFileSync(file);
  const isPacked = GZIP.every((byte, i) => data[i] === byte);
  engine.FS.writeFile(`${name}.traineddata`, isPacked ? gunzipSync(data) : data);
  const api = new engine.TessBaseAPI();
  if (api.Init(null, name, LSTM_ONLY) !== 0) throw new Error(`not a model: ${file}`);
  engine.FS.unlink(`${name}.traineddata`);
  for (const [setting, value] of Object.entries(SETTINGS)) api.SetVariable(setting, value);
  const reader = { api, set: '' };
  readers.set(file, reader);
  return reader;
}

/** @param {Asked} asked */
function read({ picture, kind, dpi, model, signs }) {
  const reader = readerOf(model);
  const { api } = reader;
  const set = `${kind} ${signs} ${dpi}`;
  if (set !== reader.set) {
    api.SetVariable('tessedit_pageseg_mode', MODES[kind]);
    api.SetVariable('tessedit_char_whitelist', signs);
    api.SetVariable('user_defined_dpi', String(dpi));
    reader.set = set;
  }
  engine.FS.writeFile('/input', picture);
  if (api.SetImageFile(1, 0) === 1) throw new Error('not a picture');
  api.Recognize(null);
  return kind === 'line'
    ? { text: api.GetUTF8Text(), confidence: api.MeanTextConf() }
    : { blocks: JSON.parse(api.GetJSONText()).blocks ?? [] };
}

parentPort?.on('message', (/** @type {Asked} */ asked) => {
  /** @type {Said} */
  let said;
  try {
    said = { read: read(asked) };
  } catch (error) {
    said = { failure: String(error) };
  }
  parentPort?.postMessage(said);
});
// Made ready before anything is asked.
readerOf(workerData.model);
