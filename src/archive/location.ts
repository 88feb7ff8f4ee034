/** Where a document's bytes are, and how to get at them again. */
import { readFile } from 'node:fs/promises';
import { openZipBytes, openZipFile, type Zip } from './zip.js';

/** A file; or an entry of a zip file; or an entry of a zip in a zip, and so on. */
export interface Location {
  readonly path: string;
  /** The way through the zips, outermost first, by place in each one's directory; empty for a file itself. */
  readonly entries: readonly number[];
}

/** Reads locations. Keeps the last zip open, because its entries are asked for one after another. */
export class LocationReader {
  #last: { readonly key: string; readonly zip: Zip } | null = null;

  /** @throws NotAZip, DocumentError, or what the file system answers */
  async read({ path, entries }: Location): Promise<Uint8Array> {
    const ordinal = entries.at(-1);
    if (ordinal === undefined) return readFile(path);
    const zip = await this.#zip(path, entries.slice(0, -1));
    return gathered(zip.pieces(ordinal));
  }

  close(): void {
    this.#last?.zip.close();
    this.#last = null;
  }

  async #zip(path: string, entries: readonly number[]): Promise<Zip> {
    const key = JSON.stringify([path, entries]);
    if (this.#last?.key === key) return this.#last.zip;
    this.close();
    const zip = entries.length === 0 ? await openZipFile(path) : await openZipBytes(await this.read({ path, entries }));
    this.close();
    this.#last = { key, zip };
    return zip;
  }
}

/** The bytes a location names. */
export async function readLocation(location: Location): Promise<Uint8Array> {
  const reader = new LocationReader();
  try {
    return await reader.read(location);
  } finally {
    reader.close();
  }
}

export async function gathered(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
