/**
 * Where what every document says waits until it is needed: an archive of ten years makes millions of figures, and only
 * those of one administrative unit are ever needed at once; flags by the hundred thousand, and only those of one document
 * or one piece of the worklist. So each share is laid aside in one piece and its place remembered; nothing needs sorting.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Lays pieces aside and hands them out again, as often as asked. Pieces must be what JSON can hold. */
export interface Shelf {
  /** @returns the piece's place, to be given to `take` */
  put<T>(piece: T): Place<T>;
  take<T>(place: Place<T>): T;
}

declare const piece: unique symbol;

export interface Place<T> {
  readonly offset: number;
  readonly length: number;
  /** What lies there; for the compiler only. */
  readonly [piece]?: T;
}

/** For as many documents as fit into memory. */
export class MemoryShelf implements Shelf {
  readonly #pieces: unknown[] = [];

  put<T>(piece: T): Place<T> {
    this.#pieces.push(piece);
    return { offset: this.#pieces.length - 1, length: 1 };
  }

  take<T>({ offset }: Place<T>): T {
    return this.#pieces[offset] as T;
  }
}

/** Bytes that are written at once: a piece is some hundred. */
const CHUNK = 1 << 16;

/** On disk, in a file that goes away with `close`. */
export class FileShelf implements Shelf {
  readonly #folder: string;
  readonly #file: string;
  readonly #descriptor: number;
  /** What is not in the file yet, and where there it will begin. */
  #pending: Buffer[] = [];
  #written = 0;
  #end = 0;

  /** Makes the file, in a folder that is made if need be. Throws what the file system answers. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#file = path.join(folder, `shelf-${randomUUID()}.tmp`);
    this.#descriptor = openSync(this.#file, 'wx+');
  }

  put<T>(piece: T): Place<T> {
    const bytes = Buffer.from(JSON.stringify(piece));
    const place = { offset: this.#end, length: bytes.length };
    this.#pending.push(bytes);
    this.#end += bytes.length;
    if (this.#end - this.#written >= CHUNK) this.#write();
    return place;
  }

  #write(): void {
    const bytes = Buffer.concat(this.#pending);
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.#descriptor, bytes, done, bytes.length - done, this.#written + done);
    this.#pending = [];
    this.#written = this.#end;
  }

  take<T>({ offset, length }: Place<T>): T {
    if (offset + length > this.#written) this.#write();
    const bytes = Buffer.alloc(length);
    for (let done = 0; done < length; ) {
      const count = readSync(this.#descriptor, bytes, done, length - done, offset + done);
      if (count === 0) throw new Error(`${this.#file} was cut short`);
      done += count;
    }
    return JSON.parse(bytes.toString('utf8')) as T;
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
