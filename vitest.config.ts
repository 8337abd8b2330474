import { configDefaults, defineConfig } from 'vitest/config';

/** The examples are projects of their own: `test/packed/example.test.ts` runs their tests. */
export default defineConfig({ test: { exclude: [...configDefaults.exclude, 'examples/**'] } });
