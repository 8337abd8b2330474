import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A guard against hanging, not a measure of speed: many tests run whole processes, on machines that do other work too.
    ...{ testTimeout: 30_000, hookTimeout: 30_000 },
    // The examples are projects of their own; their tests are run by one of ours, with what is packed.
    exclude: [...configDefaults.exclude, 'examples/**'],
  },
});
