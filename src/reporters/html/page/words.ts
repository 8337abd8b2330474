import type { GroupVerdict } from '../../../model/run.ts';
import { h } from './dom.ts';

/** Verdicts are told apart without colour, too. */
const signs = { passed: '✓', failed: '✗', undecided: '?', flaky: '~', skipped: '–' } as const;

/** In the order in which a person wants to know of them. */
export const verdicts: readonly GroupVerdict[] = ['failed', 'undecided', 'flaky', 'passed', 'skipped'];

/** The sign of a verdict; its name is there for who listens. */
export function sign(verdict: GroupVerdict): HTMLElement {
  return h(
    'span',
    { class: `sign ${verdict}`, title: verdict },
    h('span', { 'aria-hidden': 'true' }, signs[verdict]),
    h('span', { class: 'unseen' }, `${verdict}: `),
  );
}

/** `1,234`. */
export function count(number: number): string {
  return number.toLocaleString('en');
}

/** `812 bytes`, `4.1 KB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
