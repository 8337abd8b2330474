import { formatDuration } from '../../lib/format-duration.ts';
import type { Rule } from '../../model/check.ts';
import { succeeded } from '../scope.ts';

/** Chunks from which on an answer is long enough to tell a stream from one that was held back. */
const fewest = 4;

/** Milliseconds within which reads count as one: what a proxy held back comes as fast as the network carries it. */
const atOnce = 5;

/** Milliseconds: an answer that is there sooner was not held back for long enough that anybody would notice. */
const held = 400;

export const streamIncremental: Rule = {
  from: ['stream'],
  applies: (context) => context.backend === 'live' && succeeded(context) && context.stream,
  start: ({ response: { body } }, report) => ({
    end({ stream }) {
      const [first] = body.reads;
      const last = body.reads.at(-1);
      if (!stream || stream.chunks < fewest || !first || !last || first.at < held || last.at - first.at > atOnce)
        return;
      const message = `all ${stream.chunks} chunks arrived at once, ${formatDuration(first.at)} after the request was sent`;
      report({ message, expected: 'chunks one after another', at: { in: 'body' } });
    },
  }),
};
