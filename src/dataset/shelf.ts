/**
 * Where what every document says waits until it is needed by unit: an archive of ten years makes millions of
 * figures, and only those of one administrative unit are ever needed at once. So each document's share is laid
 * aside in one piece and its place remembered; nothing needs sorting.
 */
import { closeSync, mkdirSync, openSync, readSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Lays pieces aside and hands them out again, as often as asked. */
export interface Shelf<T> {
  /** @returns the piece's place, to be given to `take` */
  put(piece: readonly T[]): Place;
  take(place: Place): readonly T[];
}

export interface Place {
  readonly offset: number;
  readonly length: number;
}

/** For as many documents as fit into memory. */
export class MemoryShelf<T> implements Shelf<T> {
  readonly #pieces: (readonly T[])[] = [];

  put(piece: readonly T[]): Place {
    this.#pieces.push(piece);
    return { offset: this.#pieces.length - 1, length: 1 };
  }

  take({ offset }: Place): readonly T[] {
    return this.#pieces[offset] ?? [];
  }
}

/** On disk, in a file that goes away with `close`. Things must be what JSON can hold. */
export class FileShelf<T> implements Shelf<T> {
  readonly #folder: string;
  readonly #file: string;
  readonly #descriptor: number;
  #end = 0;

  /** Makes the file, in a folder that is made if need be. Throws what the file system answers. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#file = path.join(folder, 'figures.tmp');
    this.#descriptor = openSync(this.#file, 'w+');
  }

  put(piece: readonly T[]): Place {
    const bytes = Buffer.from(JSON.stringify(piece));
    const place = { offset: this.#end, length: bytes.length };
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.#descriptor, bytes, done, bytes.length - done, place.offset + done);
    this.#end += bytes.length;
    return place;
  }

  take({ offset, length }: Place): readonly T[] {
    const bytes = Buffer.alloc(length);
    for (let done = 0; done < length; ) {
      const count = readSync(this.#descriptor, bytes, done, length - done, offset + done);
      if (count === 0) throw new Error(`${this.#file} was cut short`);
      done += count;
    }
    return JSON.parse(bytes.toString('utf8')) as T[];
  }

  close(): void {
    closeSync(this.#descriptor);
    rmSync(this.#file, { force: true });
    try {
      rmdirSync(this.#folder);
    } catch {
      // It holds the archive's memory besides.
    }
  }
}
