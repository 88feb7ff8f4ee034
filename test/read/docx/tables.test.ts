import { expect, test } from 'vitest';
import { rows, tbl, tc, tr } from './build.js';

test('cells of a plain table', async () => {
  expect(await rows(tbl([tr([tc('STT'), tc('Chỉ tiêu')]), tr([tc('1'), tc('Số hồ sơ')])], [500, 3000]))).toEqual([
    'STT | Chỉ tiêu',
    '1 | Số hồ sơ',
  ]);
});
