import { defineConfig } from 'vitest/config';

export default defineConfig({
  // A guard against hanging, not a measure of speed: many tests run whole processes, on machines that do other work too.
  test: { testTimeout: 30_000, hookTimeout: 30_000 },
});
