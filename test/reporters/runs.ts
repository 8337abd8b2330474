import type { Redactor } from '../../src/lib/redact.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Backend } from '../../src/model/names.ts';
import type { CaseResult } from '../../src/model/run.ts';
import type { RunEvent } from '../../src/model/run-event.ts';
import { caseRecord } from '../../src/run/case-record.ts';
import { tellCases } from '../../src/run/tell-cases.ts';
import { facts } from '../run/facts.ts';
import { type CaseNotes, failed, passed, place, skipped, undecided } from './make-result.ts';

/** A run as the events a reporter is told of it. */
export function runOf(
  results: readonly CaseResult[],
  backend: Backend = 'mock',
  interrupted = false,
  redact: Redactor = (text) => text,
): RunEvent[] {
  const suite = 'Chat Completions on Vertex AI';
  const events: RunEvent[] = [{ kind: 'start', suite, backend, cases: results.length, ...facts }];
  const order = results.map(({ case: { group, scenario } }) => ({ group: group.id, scenario: scenario.id }));
  const telling = tellCases((event) => void events.push(event), order);
  for (const result of results) {
    const record = caseRecord(result, backend, redact);
    events.push({ kind: 'case-start', id: record.id });
    telling.ended(record, () => undefined);
  }
  const durationMs = results.reduce((sum, { ms }) => sum + ms, 0);
  const ended = interrupted ? 'interrupted' : 'complete';
  return [...events, { kind: 'end', ...telling.sum(), durationMs, ended, missing: [], fixed: [] }];
}

const scenarios = [
  'errors/bad-request',
  'errors/not-found',
  'errors/permission-denied',
  'errors/quota-exhausted',
  'errors/unauthenticated',
  'managed/answer-in-json',
  'managed/answer-in-json-schema',
  'managed/call-a-tool',
  'managed/describe-an-image',
  'managed/limit-the-answer',
  'managed/multi-turn-conversation',
  'managed/stream-a-story',
  'managed/stream-a-tool-call',
  'managed/stream-with-thoughts-and-a-thinking-budget',
  'managed/two-candidates',
];

/** One scenario, over both transports. */
function both(result: (notes: CaseNotes) => CaseResult, notes: CaseNotes): CaseResult[] {
  return [result({ ...notes, transport: 'rest', ms: 4 }), result({ ...notes, transport: 'sdk', ms: 17 })];
}

export const allGreen = runOf(
  scenarios.flatMap((scenario, index) => both(passed, { scenario, synthetic: index % 5 === 4 })),
);

const toolArguments: Finding = {
  check: 'tool-call-arguments',
  severity: 'error',
  message: 'the arguments of get_weather are not valid against the parameters the request declares for it',
  expected: 'an object with the property "location"',
  actual: '{"city":"Paris","unit":"celsius"}',
  at: {
    event: 7,
    in: 'chunk',
    pointer: '/choices/0/delta/tool_calls/0/function/arguments',
    excerpt:
      '{"index":0,"id":"call-1","function":{"name":"get_weather","arguments":"{\\"city\\":\\"Paris\\",\\"unit\\":\\"celsius\\"}"}}',
  },
  place: place('managed/stream-a-tool-call', 14, '  tools:'),
};

const chunkSchema = (event: number): Finding => ({
  check: 'chunk-schema',
  severity: 'error',
  message: 'created must be an integer',
  expected: 'integer',
  actual: '"1767225600"',
  at: { event, in: 'chunk', pointer: '/created', excerpt: '"created":"1767225600"' },
  place: place('managed/stream-a-story', 8, 'request:'),
});

const content: Finding = {
  check: 'expect.content',
  severity: 'error',
  message: 'the content does not include "backpack"',
  expected: 'includes "backpack"',
  actual:
    '"Es war einmal 一只会飞的背包 that nobody wanted to carry, and so it flew on its own to the end of the wor…"',
  at: { in: 'completion', pointer: '/choices/0/message/content' },
  place: place('managed/stream-a-story', 19, '  content: { minLength: 200, includes: backpack }', 'includes: backpack'),
};

const finishKnown: Finding = {
  check: 'finish-known',
  severity: 'warn',
  message: 'the finish reason is of no documented form',
  expected: 'stop, length, tool_calls, content_filter or a form of them',
  actual: '"malformed_function_call"',
  at: { event: 9, in: 'chunk', pointer: '/choices/0/finish_reason' },
  place: place('managed/call-a-tool', 8, 'request:'),
};

function believable(scenario: string): CaseResult[] {
  switch (scenario) {
    case 'errors/quota-exhausted': {
      const cause = '429 RESOURCE_EXHAUSTED after 3 attempts: Resource has been exhausted (e.g. check quota).';
      return both((notes) => undecided({ ...notes, status: 429 }, cause), { scenario });
    }
    case 'managed/answer-in-json-schema': {
      const finding: Finding = {
        check: 'expect.status',
        severity: 'error',
        message: 'the status is not the one that is expected',
        expected: '2xx',
        actual: '400',
        at: {
          in: 'body',
          excerpt:
            '[{\n  "error": {\n    "code": 400,\n    "message": "Invalid JSON payload received.",\n    "status": "INVALID_ARGUMENT"\n  }\n}]',
        },
        place: place(scenario, 31, '  status: 2xx'),
      };
      return [
        passed({ scenario, transport: 'rest', ms: 4 }),
        failed({ scenario, transport: 'sdk', ms: 21, status: 400, title: 'Answer in JSON', findings: [finding] }),
      ];
    }
    case 'managed/call-a-tool':
      return both(passed, { scenario, findings: [finishKnown] });
    case 'managed/describe-an-image':
      return both((notes) => skipped(notes, 'needs env.VERTEX_IMAGE_BUCKET, which is not set'), { scenario });
    case 'managed/stream-a-story': {
      const findings = [...Array.from({ length: 41 }, (_, index) => chunkSchema(index + 1)), content];
      return both(failed, { scenario, title: 'Stream a story', layout: 'C×41[FU]D', findings });
    }
    case 'managed/stream-a-tool-call':
      return both(failed, {
        scenario,
        title: 'Stream a tool call',
        layout: 'Kk×5FUD',
        findings: [toolArguments, finishKnown],
      });
    default:
      return both(passed, { scenario });
  }
}

export const mixed = runOf(scenarios.flatMap(believable), 'live');

export const stopped = runOf(
  scenarios.flatMap((scenario, index) =>
    both((notes) => (index < 3 ? passed(notes) : skipped(notes, 'interrupted before it began', 'run')), { scenario }),
  ),
  'mock',
  true,
);

const models = ['google/gemini-3.1-pro', 'google/gemini-3.5-flash', 'google/gemini-3.8-flash'];

/** One scenario with a row for each model. */
export const matrix = runOf(
  models.flatMap((model) =>
    both(model.endsWith('pro') ? failed : passed, {
      scenario: 'managed/stream-a-story',
      title: 'Stream a story',
      row: { model },
      ...(model.endsWith('pro') && { findings: [content] }),
    }),
  ),
);
