/**
 * Whether a file's data is as it was written. pdfjs reads a damaged stream up to the damage, and beyond it what the
 * damage makes of it, without a word: of single bits turned over in reports, one in ten changed or lost text so.
 * Compressed streams carry a checksum (RFC 1950, Adler-32), which pdfjs does not compare; we do.
 */
import { constants, inflateSync } from 'node:zlib';

/** Bytes: no stream of text, fonts or objects comes near it; a bomb is not worth unpacking to be checked. */
const MAX_INFLATED = 64 * 1024 * 1024;
/** Bytes before its data within which a stream's dictionary begins. */
const MAX_DICTIONARY = 4096;

const FLATE_FIRST = /\/Filter\s*\[?\s*\/(?:FlateDecode|Fl)\b/;
const IMAGE = /\/Subtype\s*\/Image\b/;

type Finding = 'good' | 'broken' | 'wrong-checksum';

/**
 * True when a compressed stream other than an image cannot be unpacked or does not match its checksum. An encrypted
 * document cannot be told. Wrong checksums everywhere are a habit of the program that wrote it, no damage.
 */
export function isDamaged(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.includes('/Encrypt')) return false;
  const findings = streamsOf(file).map(inspect);
  return (
    findings.includes('broken') || (findings.includes('wrong-checksum') && findings.some((found) => found === 'good'))
  );
}

/** The data of the streams that are to be checked, each with what follows up to its end mark. */
function streamsOf(file: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  let at = file.indexOf('stream');
  while (at >= 0) {
    const dictionary = dictionaryBefore(file, at);
    const start = at + 'stream'.length + (file[at + 'stream'.length] === CARRIAGE_RETURN ? 2 : 1);
    const end = file.indexOf('endstream', start);
    if (end < 0) break;
    if (dictionary !== null && FLATE_FIRST.test(dictionary) && !IMAGE.test(dictionary))
      streams.push(file.subarray(start, end));
    at = file.indexOf('stream', dictionary === null ? at + 1 : end + 'endstream'.length);
  }
  return streams;
}

const CARRIAGE_RETURN = 13;

/** Null when no dictionary ends there: the word stands in a text. */
function dictionaryBefore(file: Buffer, at: number): string | null {
  const before = file.toString('latin1', Math.max(0, at - MAX_DICTIONARY), at);
  if (!/>>\s*$/.test(before)) return null;
  return before.slice(before.lastIndexOf(' obj') + 1);
}

function inspect(stream: Buffer): Finding {
  try {
    inflateSync(stream, { maxOutputLength: MAX_INFLATED, finishFlush: constants.Z_FINISH });
    return 'good';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'good';
    return message === 'incorrect data check' ? 'wrong-checksum' : 'broken';
  }
}
