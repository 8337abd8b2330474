import { thoughtTag } from '../../contract/thought-tag.ts';
import { valueAt } from '../../lib/json-pointer.ts';
import { plural } from '../../lib/plural.ts';
import { showValue } from '../../lib/show-value.ts';
import type { CompletionChoice } from '../../model/answer.ts';
import type { CheckContext, Found, Rule } from '../../model/check.ts';
import type { JsonObject } from '../../model/json.ts';
import { choicesOf, objectAt } from '../choices.ts';
import { endedEarly } from '../ended-early.ts';
import { succeeded } from '../scope.ts';
import { createTagScan, type TagScan } from '../tag-scan.ts';

/** Thoughts are told from the answer by a flag, or by a tag around them; where neither is right, they leak into it. */
export const thoughts: Rule = {
  from: ['extra_body', 'google'],
  applies: (context) => succeeded(context) && (context.request !== null || context.profile === 'open-model'),
  start(context, report) {
    const tag = thoughtTag(context.profile, context.request);
    const scans = new Map<number, TagScan>();
    const scan = (key: number, text: unknown) => {
      if (tag === undefined || typeof text !== 'string') return;
      const found = scans.get(key) ?? createTagScan(tag);
      scans.set(key, found);
      found.take(text);
    };
    return {
      event(event) {
        if (event.kind !== 'chunk') return;
        for (const { delta, key } of choicesOf(event.chunk)) scan(key, delta['content']);
      },
      end(answer) {
        for (const { choice, key } of choicesOf(answer.json)) scan(key, objectAt(choice, 'message')['content']);
        for (const choice of answer.completion?.choices ?? []) {
          for (const found of [
            ...unasked(context, choice),
            ...unwrapped(context, choice, scans.get(choice.index), tag),
          ]) {
            report({ ...found, at: { in: 'completion', pointer: `/choices/${choice.index}` } });
          }
        }
      },
    };
  },
};

/** Models behind an open server think as they like; those of Google only tell when they are asked to. */
function unasked({ profile, request }: CheckContext, { index, thoughts: text }: CompletionChoice): Found[] {
  if (profile === 'open-model' || text === null || includesThoughts(request)) return [];
  const message = `choice ${index} has thoughts, although include_thoughts does not ask for them`;
  return [{ message, expected: 'no thoughts', actual: `${plural(text.length, 'character')} of thoughts` }];
}

function unwrapped(
  { request, profile }: CheckContext,
  { index, thoughts: text, finish_reason: reason }: CompletionChoice,
  scan: TagScan | undefined,
  tag: string | undefined,
): Found[] {
  if (!scan || tag === undefined) return [];
  const { begins, opened, closed } = scan.found();
  const found = (message: string, actual: string): Found[] => [{ message, expected: `<${tag}>…</${tag}>`, actual }];
  if (begins && !closed && !endedEarly(reason)) {
    return found(`choice ${index} opens <${tag}> and never closes it`, `<${tag}>… to the end`);
  }
  if (closed && !opened) return found(`choice ${index} closes </${tag}>, which was never opened`, `…</${tag}>`);
  // The marker is an option of Google's: open servers do not know it.
  if (text === null || opened || profile === 'open-model' || !asksForTag(request)) return [];
  return found(
    `the thoughts of choice ${index} are not wrapped in <${tag}>, as thought_tag_marker asks`,
    showValue(text),
  );
}

function includesThoughts(request: JsonObject | null): boolean {
  return google(request).some((each) => valueAt(each, ['thinking_config', 'include_thoughts']) === true);
}

function asksForTag(request: JsonObject | null): boolean {
  return google(request).some((each) => typeof valueAt(each, ['thought_tag_marker']) === 'string');
}

/** Google's own options, as they stand in the body or, from the Python SDK, one level deeper. */
function google(request: JsonObject | null): readonly unknown[] {
  return [valueAt(request, ['extra_body', 'google']), valueAt(request, ['google'])];
}
