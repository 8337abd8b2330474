import type { RunFacts } from '../../src/model/run-event.ts';

/** What a run says about itself where a test does not care. */
export const facts: RunFacts = {
  version: '0.1.0',
  startedAt: '2026-11-24T10:00:00.000Z',
  flags: {},
  again: { command: 'npx vertex-scenarios run', idPrefix: '' },
};

/** There is nothing to hide. */
export const redact = (text: string): string => text;
