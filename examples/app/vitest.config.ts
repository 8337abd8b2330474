import { scenariosPlugin } from 'vertex-scenarios/vitest';
import { defineConfig } from 'vitest/config';

export default defineConfig({ plugins: [scenariosPlugin('scenarios')] });
