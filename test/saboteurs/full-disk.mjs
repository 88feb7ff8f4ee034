/** Preloaded into a run: a disk on which so many bytes can still be written (`FULL_DISK_AFTER`). */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath } from 'node:url';

let left = Number(process.env.FULL_DISK_AFTER);

function spend(data) {
  left -= Buffer.byteLength(data);
  if (left < 0)
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', path: 'disk' });
}

function limited(owner, name, dataAt) {
  const really = owner[name];
  owner[name] = function write(...args) {
    spend(args[dataAt]);
    return really.apply(this, args);
  };
}

function limitedLater(owner, name, dataAt) {
  const really = owner[name];
  owner[name] = async function write(...args) {
    spend(args[dataAt]);
    return really.apply(this, args);
  };
}

const handle = await fs.promises.open(fileURLToPath(import.meta.url));
limitedLater(Object.getPrototypeOf(handle), 'appendFile', 0);
await handle.close();
limitedLater(fs.promises, 'writeFile', 1);
limited(fs, 'writeSync', 1);
syncBuiltinESMExports();
