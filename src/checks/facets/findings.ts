import { rules } from '../../contract/rules.ts';
import { closest } from '../../lib/closest.ts';
import type { Facet, Found } from '../../model/check.ts';
import type { Json } from '../../model/json.ts';

/** Rules about what the SDK makes of an answer: on another transport they cannot fire, so they count where named. */
const ofSdk: readonly string[] = ['sdk-agrees', 'sdk-assembly'];

/** Goes by the clock alone: a busy machine that reads late must not fail what proves another rule. */
const ofTime: readonly string[] = ['stream-incremental'];

/** For scenarios that prove a rule: exactly these fire. What is listed is told as information and does not fail. */
export const findings: Facet = {
  applies: () => true,
  async prepare(expected, author) {
    const listed = Array.isArray(expected) ? (expected as readonly Json[]).map(String) : undefined;
    if (!listed) author.wrong([], 'bad-expectation', 'findings is a list of rules', 'write findings: [usage]');
    for (const [index, id] of (listed ?? []).entries()) {
      if (Object.hasOwn(rules, id)) continue;
      const meant = closest(id, Object.keys(rules));
      author.wrong([index], 'unknown-rule', `there is no rule "${id}"`, meant && `did you mean "${meant}"?`);
    }
    return ({ transport }, report) => ({
      end(_answer, fired) {
        const wanted = (listed ?? []).filter((id) => transport === 'sdk' || !ofSdk.includes(id));
        for (const id of wanted)
          if (!fired.has(id)) report(silent(id, [...fired.keys()].filter(isRule), (listed ?? []).indexOf(id)));
        for (const id of fired.keys()) {
          if (!isRule(id) || wanted.includes(id) || ofSdk.includes(id) || ofTime.includes(id)) continue;
          report({ message: `the rule ${id} finds something, and is not listed`, expected: 'nothing', actual: id });
        }
      },
    });
  },
};

function isRule(check: string): boolean {
  return Object.hasOwn(rules, check);
}

function silent(id: string, fired: readonly string[], index: number): Found {
  return {
    message: `the rule ${id} finds nothing`,
    expected: `a finding of ${id}`,
    actual: fired.length === 0 ? 'no finding' : `findings of ${fired.join(', ')}`,
    from: ['expect', 'findings', index],
  };
}
