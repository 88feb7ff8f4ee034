/** A fleet on one machine: a coordinator and workers as processes of their own, around a Redis of the test's own. */
import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { textPage } from '../../fixtures/raw-pdf.js';
import { freshFolder } from '../cli/run.js';
import { type Running, type StartOptions, start } from './program.js';

export const SABOTAGED = {
  NODE_OPTIONS: `--import ${pathToFileURL(path.resolve('test/saboteurs/register.mjs')).href}`,
};

/** A letter that is like no other; with an act, the reader is sabotaged by it (test/saboteurs/pdf-reader.mjs). */
export function letter(name: string, act?: string): Buffer {
  const bytes = textPage([`Cong van ${name}`]);
  return act === undefined ? bytes : Buffer.concat([bytes, Buffer.from(`%SABOTAGE ${act}\n`)]);
}

/** A shared folder with an archive in it, and a place for the output. */
export async function share(
  files: Readonly<Record<string, Buffer>>,
): Promise<{ folder: string; archive: string; out: string }> {
  const folder = await freshFolder();
  const archive = path.join(folder, 'kho');
  await mkdir(archive);
  for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(archive, name), bytes);
  return { folder, archive, out: path.join(folder, 'kq') };
}

export function coordinator(archive: string, out: string, url: string, ...more: string[]): Running {
  return start(['extract', archive, '-o', out, '--queue', url, '--ocr', 'off', ...more]);
}

export interface WorkerStart extends StartOptions {
  /** Seconds. */
  readonly lease: number;
  readonly args?: readonly string[];
}

export function worker(url: string, { lease, args = [], ...options }: WorkerStart): Running {
  return start(['worker', '--queue', url, '--jobs', '1', '--lease', String(lease), ...args], options);
}

/** Asks it to stop, as a service manager does. @returns its exit code */
export async function stopped({ child, ended }: Running): Promise<number | null> {
  child.kill('SIGTERM');
  return ended;
}

/** How often the reading of each document was begun, over these workers. */
export function begun(workers: readonly Running[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { events } of workers)
    for (const { event, source = '' } of events)
      if (event === 'start') counts.set(source, (counts.get(source) ?? 0) + 1);
  return counts;
}

/** What a worker has begun and not ended. */
export function inWork({ events }: Running): Set<string> {
  const sources = new Set<string>();
  for (const { event, source = '' } of events) {
    if (event === 'start') sources.add(source);
    if (event === 'document') sources.delete(source);
  }
  return sources;
}

/** Whether processes can be halted and looked at. */
export const CAN_HALT = process.platform !== 'win32' && spawnSync('kill', ['-l']).error === undefined;
