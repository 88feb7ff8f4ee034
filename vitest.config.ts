import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores is what an office machine and CI have; documents are read in child processes beside the tests.
    maxWorkers: 2,
    // Patience, not a bound: a whole run of the program takes seconds on a quiet machine, ten times that on a busy one.
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});
