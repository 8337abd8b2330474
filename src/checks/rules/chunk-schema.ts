import type { Rule } from '../../model/check.ts';
import { deviate } from '../deviate.ts';
import { succeeded } from '../scope.ts';

export const chunkSchema: Rule = {
  from: ['stream'],
  applies: (context) => succeeded(context) && context.stream,
  start: (context, report) => ({
    event(event) {
      if (event.kind !== 'chunk') return;
      const number = event.index + 1;
      const deviations = context.schemas.chunk(event.chunk, `event ${number}`);
      for (const each of deviations) report(deviate(each, { in: 'chunk', event: number }));
    },
  }),
};
