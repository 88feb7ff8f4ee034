import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { Reader } from '../../src/run/reader.js';
import type { Task } from '../../src/run/worker.js';
import { freshFolder } from '../cli/run.js';

const READINGS = 20;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** A child process that answers whatever it is asked. */
async function answering(): Promise<Reader> {
  const script = path.join(await freshFolder(), 'child.mjs');
  const answer = `{ extraction: { error: null, rows: Array.from({ length: 100 }, (_, row) => ({ row })) }, cut: false }`;
  await writeFile(script, `process.on('message', () => process.send(${answer}));`);
  return new Reader(script, 1);
}

const TASK = { job: { timeout: 60 }, lastStep: null } as unknown as Task;

it('holds no answer any more once it is given: a process reads thousands of documents', async () => {
  const reader = await answering();
  const answers: WeakRef<object>[] = [];
  for (let i = 0; i < READINGS; i++) answers.push(new WeakRef(await reader.read(TASK, () => undefined)));
  // What was looked at in this turn is held until its end.
  await new Promise((resolve) => setTimeout(resolve, 10));
  collect();
  const held = answers.filter((answer) => answer.deref() !== undefined).length;
  await reader.end();
  expect(held).toBeLessThanOrEqual(1);
});

it('says that its process is gone, to whoever waits and whoever asks afterwards', async () => {
  const script = path.join(await freshFolder(), 'child.mjs');
  await writeFile(script, `process.on('message', () => process.exit(3));`);
  const reader = new Reader(script, 1);
  const gone = { code: 'CRASHED', detail: 'exit 3' };
  expect(await reader.read(TASK, () => undefined)).toEqual(gone);
  expect(await reader.read(TASK, () => undefined)).toEqual(gone);
});
