import { showValue } from '../../lib/show-value.ts';
import type { Found, Rule } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import { choicesOf } from '../choices.ts';
import { succeeded } from '../scope.ts';

/** Each field is reported once, at its first change: what follows is the same deviation. */
export const streamIdentity: Rule = {
  from: ['stream'],
  applies: (context) => succeeded(context) && context.stream,
  start(_context, report) {
    const id = sameField('id', report);
    const model = sameField('model', report);
    const object = sameField('object', report);
    const created = steadyTime(report);
    return {
      event(event) {
        if (event.kind !== 'chunk' || choicesOf(event.chunk).length === 0) return;
        const number = event.index + 1;
        id(event.chunk['id'], number);
        model(event.chunk['model'], number);
        object(event.chunk['object'], number);
        created(event.chunk['created'], number);
      },
    };
  },
};

/** Takes the value of a field in each chunk; the number is that of its event. */
type Watcher = (value: Json | undefined, event: number) => void;

function sameField(field: string, report: (found: Found) => void): Watcher {
  let first: Json | undefined;
  let firstEvent = 0;
  let told = false;
  return (value, event) => {
    if (value === first || told || value === undefined || value === null || value === '') return;
    if (first !== undefined) {
      told = true;
      report({
        message: `${field} changes within the stream: ${showValue(first)} in event ${firstEvent}, ${showValue(value)} in event ${event}`,
        expected: showValue(first),
        actual: showValue(value),
        at: { in: 'chunk', event, pointer: `/${field}` },
      });
      return;
    }
    first = value;
    firstEvent = event;
  };
}

function steadyTime(report: (found: Found) => void): Watcher {
  let latest = Number.NEGATIVE_INFINITY;
  let latestEvent = 0;
  let told = false;
  return (created, event) => {
    if (typeof created !== 'number') return;
    if (created < latest && !told) {
      told = true;
      report({
        message: `created goes back from ${latest} in event ${latestEvent} to ${created} in event ${event}`,
        expected: `${latest} or later`,
        actual: `${created}`,
        at: { in: 'chunk', event, pointer: '/created' },
      });
    }
    latest = created;
    latestEvent = event;
  };
}
