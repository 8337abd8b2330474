import { showValue } from '../../lib/show-value.ts';
import type { Rule } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';
import { choicesOf } from '../choices.ts';
import { succeeded } from '../scope.ts';

const fields = ['id', 'model', 'object'] as const;

/** Each field is reported once, at its first change: what follows is the same deviation. */
export const streamIdentity: Rule = {
  from: ['stream'],
  applies: (context) => succeeded(context) && context.stream,
  start(_context, report) {
    const first: { [field in (typeof fields)[number]]?: { readonly value: Json; readonly event: number } } = {};
    const told = new Set<string>();
    let latest: { created: number; event: number } | undefined;
    return {
      event(event) {
        if (event.kind !== 'chunk' || choicesOf(event.chunk).length === 0) return;
        const number = event.index + 1;
        for (const field of fields) {
          const value = event.chunk[field] ?? '';
          if (value === '') continue;
          const before = first[field];
          if (!before) first[field] = { value, event: number };
          else if (before.value !== value && !told.has(field)) {
            told.add(field);
            report({
              message: `${field} changes within the stream: ${showValue(before.value)} in event ${before.event}, ${showValue(value)} in event ${number}`,
              expected: showValue(before.value),
              actual: showValue(value),
              at: { in: 'chunk', event: number, pointer: `/${field}` },
            });
          }
        }
        const created = event.chunk['created'];
        if (typeof created !== 'number') return;
        if (latest && created < latest.created && !told.has('created')) {
          told.add('created');
          report({
            message: `created goes back from ${latest.created} in event ${latest.event} to ${created} in event ${number}`,
            expected: `${latest.created} or later`,
            actual: `${created}`,
            at: { in: 'chunk', event: number, pointer: '/created' },
          });
        }
        latest = { created, event: number };
      },
    };
  },
};
