import type { Case, RequestBody, Step } from '../../src/model/case.ts';
import type { Source } from '../../src/model/suite.ts';

/** A step that sends this, and nothing else. */
export function aStep(request: RequestBody, headers: Step['headers'] = {}): Step {
  return {
    path: [],
    request,
    headers,
    expect: [],
    timeouts: { connect: 1000, first_event: 1000, idle: 1000, total: 1000 },
  };
}

/** A case of one step on the managed endpoint. */
export function aCase(step: Step, more: Partial<Case> = {}): Case {
  const place = { file: 'scenarios/ask.yaml', line: 1, column: 1, length: 1, lineText: 'version: 1' };
  const source: Source = { file: '/suite/ask.yaml', value: {}, lines: 1, locate: () => place, has: () => false };
  return {
    id: 'ask[transport=rest]',
    scenario: { id: 'ask', file: { version: 1, title: 'Ask' }, source, defaults: [] },
    row: {},
    transport: 'rest',
    repeat: 1,
    group: { id: 'ask[transport=rest]', count: 1, pass: 1 },
    title: 'Ask',
    tags: [],
    endpoint: { name: 'managed', kind: 'managed', project: 'my-project', location: 'global' },
    profile: 'vertex-gemini',
    auth: { token: 'ya29.very-secret' },
    rules: {},
    steps: [step],
    locate: () => place,
    ...more,
  };
}
