import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['*/**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', 'e2e/**'],
    // Generous: real servers on a machine with other work. A test that hangs is found all the same.
    testTimeout: 40_000,
    hookTimeout: 40_000,
    expect: { poll: { timeout: 10_000 } },
    // Real programs on a busy machine: what is late once is tried once more, and named at the end of the run.
    // A broken guarantee is never tried again (faults/lib/trial.ts).
    retry: { count: 1, condition: /^(?!VIOLATED)/ },
    // Two cores: more workers than that make real servers slow, not tests fast.
    maxWorkers: 2,
    // What runs side by side in one file, waits most of its time: random sequences of faults.
    maxConcurrency: 8,
  },
})
