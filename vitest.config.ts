import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A guard against hanging, not a measure of speed: many tests run whole processes, on machines that do other work too.
    ...{ testTimeout: 30_000, hookTimeout: 30_000 },
    // More than there are cores on a small machine: most of the time of many tests is waiting.
    maxWorkers: Math.max(3, availableParallelism()),
    // The examples are projects of their own; their tests are run by one of ours, with what is packed.
    exclude: [...configDefaults.exclude, 'examples/**'],
  },
});
