import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

/** V8 says on stderr when it does not know a flag, and goes on without it. */
test('V8 still has the flag that readers are set by', async () => {
  const module = pathToFileURL('dist/run/inlining.js').href;
  const program = `import { inlineLittle } from ${JSON.stringify(module)}; inlineLittle();`;
  const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  expect(stderr).toBe('');
});
