/** What lies in an output folder besides the dataset. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Names of what was read, in order. */
export async function keptExtractions(out: string): Promise<string[]> {
  const names = await readdir(path.join(out, '.sohoa', 'extractions'), { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.json')).sort();
}

/** Files half written. */
export async function temporaryFiles(out: string): Promise<string[]> {
  const names = await readdir(out, { recursive: true });
  return names.filter((name) => name.endsWith('.tmp') || path.dirname(name).endsWith(path.join('.sohoa', 'tmp')));
}
