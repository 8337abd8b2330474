/** Writes the reference pages: `npm run docs:reference`. A test compares them with what is committed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { docs, makePages } from './reference/make-pages.ts';

const target = join(docs, 'reference');
mkdirSync(target, { recursive: true });
for (const [name, text] of await makePages()) writeFileSync(join(target, name), text);
