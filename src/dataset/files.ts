/**
 * The files of an output folder, each whole or not at all: written under a temporary name in the same folder,
 * renamed when all of them are complete. A file that another program holds open (Excel on Windows) cannot be
 * replaced; the new one then stays beside it, and the others are finished first.
 */
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { EnvironmentError } from '../model/errors.js';
import type { Language } from '../model/messages.js';
import { isHeld, moved } from '../rename.js';

/** Large enough that a file is written in few calls, small against the memory of a run. */
const CHUNK = 1 << 20;
const FULL = ['ENOSPC', 'EDQUOT'];

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** A sign of a string takes at most so many bytes in UTF-8. */
const BYTES_A_SIGN = 3;

/** One file under its temporary name. */
export class OutputFile {
  #chunk = Buffer.allocUnsafe(CHUNK);
  #length = 0;
  #full: Buffer[] = [];
  /** What is on its way to the disk while the next chunk fills. Rejections wait for whoever hands over the next. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    readonly name: string,
    readonly temporary: string,
    readonly handle: FileHandle,
  ) {}

  /** Adds text; `settle` has to be awaited now and then, which is what keeps the memory small. */
  write(text: string): void {
    const most = text.length * BYTES_A_SIGN;
    if (most > this.#chunk.length - this.#length) this.#turn(most);
    this.#length += this.#chunk.write(text, this.#length);
  }

  /** The same with text that is UTF-8 already. */
  add(bytes: Uint8Array): void {
    if (bytes.length > this.#chunk.length - this.#length) this.#turn(bytes.length);
    this.#chunk.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Hands full chunks to the system; waits only where it has not taken those before. */
  async settle(): Promise<void> {
    if (this.#full.length > 0) await this.#handOver();
  }

  /** Adds what another temporary file holds. */
  async append(part: OutputFile): Promise<void> {
    await part.finish();
    await this.#flush();
    for await (const chunk of createReadStream(part.temporary)) await this.handle.appendFile(chunk as Buffer);
  }

  /** Everything on the disk, not only handed to the system: a power cut must not leave an empty file behind a rename. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.handle.sync();
    await this.handle.close();
  }

  /** No more is written, and what was on its way has come to its end. */
  async abandon(): Promise<void> {
    await this.#writing.catch(() => {});
    await this.handle.close().catch(() => {});
  }

  /** @param room bytes that the next chunk must hold */
  #turn(room: number): void {
    this.#full.push(this.#chunk.subarray(0, this.#length));
    this.#chunk = Buffer.allocUnsafe(Math.max(CHUNK, room));
    this.#length = 0;
  }

  async #handOver(): Promise<void> {
    await this.#writing;
    const chunks = this.#full;
    this.#full = [];
    this.#writing = this.#append(chunks);
    this.#writing.catch(() => {});
  }

  async #append(chunks: readonly Buffer[]): Promise<void> {
    for (const chunk of chunks) await this.handle.appendFile(chunk);
  }

  async #flush(): Promise<void> {
    this.#turn(0);
    await this.#handOver();
    await this.#writing;
  }
}

export class OutputFolder {
  readonly #files: OutputFile[] = [];
  readonly #parts: OutputFile[] = [];

  constructor(
    readonly dir: string,
    readonly lang: Language,
  ) {}

  /** Starts a file of the folder. */
  async create(name: string): Promise<OutputFile> {
    const file = await this.#open(name);
    this.#files.push(file);
    return file;
  }

  /** Starts a file that is appended to another one and then goes away. */
  async part(name: string): Promise<OutputFile> {
    const part = await this.#open(name);
    this.#parts.push(part);
    return part;
  }

  async #open(name: string): Promise<OutputFile> {
    await mkdir(this.dir, { recursive: true });
    const temporary = join(this.dir, `.${name}.tmp`);
    return new OutputFile(name, temporary, await open(temporary, 'w'));
  }

  /**
   * Runs what fills the files, then puts each in its place; on failure no temporary file is left.
   *
   * @returns their names, in the order they were created
   * @throws EnvironmentError when the disk is full or the folder not writable, and at the end when an old file
   *   was locked; then every other file is in its place.
   */
  async fill(work: () => Promise<void>): Promise<string[]> {
    const locked: string[] = [];
    try {
      await work();
      for (const file of this.#files) await file.finish();
      for (const file of this.#files) {
        const place = await this.#place(file);
        if (place !== file.name) locked.push(`${file.name} → ${place}`);
      }
    } catch (error) {
      await this.#discard(this.#files);
      throw this.#explained(error);
    } finally {
      await this.#discard(this.#parts);
    }
    if (locked.length > 0) throw new EnvironmentError(lockedMessage(this.lang, this.dir, locked));
    return this.#files.map((file) => file.name);
  }

  /** @returns the name the file now has */
  async #place(file: OutputFile): Promise<string> {
    const { name, ext } = parse(file.name);
    for (const candidate of [file.name, `${name}.new${ext}`]) {
      if (await renamed(file.temporary, join(this.dir, candidate))) return candidate;
    }
    return parse(file.temporary).base;
  }

  async #discard(files: readonly OutputFile[]): Promise<void> {
    for (const file of files) {
      await file.abandon();
      await rm(file.temporary, { force: true }).catch(() => {});
    }
  }

  #explained(error: unknown): unknown {
    const code = codeOf(error);
    if (FULL.includes(code)) return new EnvironmentError(fullMessage(this.lang, this.dir), { cause: error });
    if (isHeld(error) || ['EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) {
      return new EnvironmentError(unwritableMessage(this.lang, this.dir, code), { cause: error });
    }
    return error;
  }
}

/** False when something holds the target. */
async function renamed(from: string, to: string): Promise<boolean> {
  try {
    await moved(from, to);
    return true;
  } catch (error) {
    if (isHeld(error)) return false;
    throw error;
  }
}

function lockedMessage(lang: Language, dir: string, files: readonly string[]): string {
  const list = files.join(', ');
  return lang === 'vi'
    ? `Không ghi đè được tệp trong ${dir} vì đang được mở ở chương trình khác (Excel?). Bản mới đã lưu bên cạnh: ${list}. Hãy đóng chương trình đó rồi chạy lại.`
    : `Files in ${dir} could not be replaced because another program (Excel?) holds them open. The new ones were kept beside them: ${list}. Close that program and run again.`;
}

function fullMessage(lang: Language, dir: string): string {
  return lang === 'vi'
    ? `Hết dung lượng đĩa khi ghi vào ${dir}. Hãy giải phóng chỗ trống rồi chạy lại; các tệp cũ còn nguyên.`
    : `The disk is full: ${dir} could not be written. Free some space and run again; the old files are untouched.`;
}

function unwritableMessage(lang: Language, dir: string, code: string): string {
  return lang === 'vi'
    ? `Không ghi được vào thư mục ${dir} (${code}). Hãy chọn thư mục khác hoặc xin quyền ghi.`
    : `The folder ${dir} cannot be written to (${code}). Choose another one, or ask for permission to write there.`;
}
