import { readEvent } from '../../src/answers/read-event.ts';
import { isObject } from '../../src/lib/is-object.ts';
import type { Layout, StreamEvent } from '../../src/model/answer.ts';
import type { Json } from '../../src/model/json.ts';
import { createEventReader } from '../../src/wire/event-reader.ts';
import { compileLayout, printLayout } from '../../src/wire/layout.ts';
import { code, table } from './markdown.ts';
import type { ShownCase } from './run-examples.ts';
import { showJson } from './show-json.ts';

/** The events of a stream with the token of each, its layout in both forms, and which patterns match. */
export function renderLayout(
  { answers: [text = ''], layout: counted = '' }: ShownCase,
  patterns: readonly string[],
): string {
  const layout = readCounted(counted);
  const tokens = layout.flatMap(({ token, count }) => Array.from({ length: count }, () => token));
  const events = readEvents(text);
  if (tokens.length !== events.length) throw new Error(`${events.length} events have ${tokens.length} tokens`);
  const rows = events.map((event, index) => [`${index + 1}`, code(describe(event)), code(tokens[index] ?? '')]);
  const matches = patterns.map((pattern) => {
    const compiled = compileLayout(pattern);
    if ('error' in compiled) throw new Error(`${pattern}: ${compiled.error}`);
    return [code(pattern), compiled.matches(layout) ? 'yes' : 'no'];
  });
  return [
    table(['event', 'brings', 'token'], rows),
    `Layout: ${code(printLayout(layout, 'collapsed'))}, counted ${code(counted)}.`,
    ...(matches.length === 0 ? [] : [table(['pattern', 'matches'], matches)]),
  ].join('\n\n');
}

function readCounted(counted: string): Layout {
  return [...counted.matchAll(/(\[[^\]]+\]|.)(?:×(\d+))?/g)].map(([, token = '', count]) => ({
    token,
    count: Number(count ?? 1),
  }));
}

function readEvents(text: string): StreamEvent[] {
  const events: StreamEvent[] = [];
  const reader = createEventReader((piece) => events.push(readEvent(piece, events.length)));
  reader.feed(new TextEncoder().encode(text));
  reader.end();
  return events;
}

/** What of an event matters for its token. */
function describe(event: StreamEvent): string {
  switch (event.kind) {
    case 'done':
      return '[DONE]';
    case 'comment':
      return 'a comment';
    case 'unparsable':
      return event.text;
    case 'error':
      return showJson(event.value);
    case 'chunk': {
      const { choices, usage } = event.chunk;
      const [choice] = Array.isArray(choices) ? (choices as readonly Json[]) : [];
      const { delta, finish_reason } = isObject(choice) ? choice : {};
      const parts = [
        delta === undefined ? 'no choice' : `delta ${JSON.stringify(delta)}`,
        ...(finish_reason ? [`finish_reason ${JSON.stringify(finish_reason)}`] : []),
        ...(usage ? ['usage'] : []),
      ];
      return parts.join(', ');
    }
  }
}
