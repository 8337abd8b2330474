import { expect, test } from 'vitest';
import { readYaml } from '../../src/lib/yaml.ts';
import { writeYaml } from '../../src/lib/yaml-write.ts';
import { importText } from './import.ts';

/** Texts that can be imported, with all that a shell and a log know in them. */
const whole = [
  `curl -sS -XPOST -H "Authorization: Bearer $(gcloud auth print-access-token)" \\
  "https://\${L}-aiplatform.googleapis.com/v1/projects/p-12345/locations/$L/endpoints/openapi/chat/completions" -d '{ \\
  "model": "a/\${M}", "messages": [{"role": "user", "content": "it'"'"'s $"}] }' | jq . > x`,
  `cat > r.json <<END
{"a": "b $C", "n": 1}
END
curl -d @r.json -b 'x=y' -u a:b $'https://x.example/v1/chat/completions?key=abc&v=1'`,
  JSON.stringify({
    log: {
      entries: [
        {
          request: {
            ...{ method: 'POST', url: 'https://x.example/v1/chat/completions', headers: [{ name: 'a', value: 'b' }] },
            postData: { text: '{"messages":[]}' },
          },
          response: { status: 200, headers: [], content: { mimeType: 'text/event-stream', text: 'data: {"a":1}\n\n' } },
        },
      ],
    },
  }),
];

const marks = '\'"\\$`{}()[]<>|&;#@:/?=\n\t\r ^%~*!\u0000é🎒';

/** The same numbers at each run. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return sides < 1 ? 0 : state % sides;
  };
}

/** The text with something put in, taken out, doubled or cut off. */
function spoilt(text: string, dice: (sides: number) => number): string {
  const at = dice(text.length);
  const way = dice(7);
  if (way < 3) return text.slice(0, at) + marks[dice(marks.length)] + text.slice(at);
  if (way < 5) return text.slice(0, at) + text.slice(at + 1 + dice(10));
  if (way < 6) return text.slice(0, at) + text.slice(dice(text.length), dice(text.length)) + text.slice(at);
  return text.slice(0, at);
}

test('whatever is pasted becomes a file that is read as what was meant, or is refused in words', {
  timeout: 60_000,
}, () => {
  const dice = createDice(7);
  let made = 0;
  for (let round = 0; round < 1500; round++) {
    let text = whole[round % whole.length] ?? '';
    for (let times = dice(4); times >= 0; times--) text = spoilt(text, dice);
    const { scenarios, diagnostics } = importText(text);
    if (scenarios.length === 0) expect(diagnostics, text).not.toEqual([]);
    for (const { file } of scenarios) {
      const { source, diagnostics: inYaml } = readYaml('x.yaml', 'x.yaml', writeYaml(file));
      expect({ value: source?.value, inYaml }, text).toEqual({ value: file, inYaml: [] });
      made += 1;
    }
  }
  // Both happen: neither is asserted of nothing.
  expect(made).toBeGreaterThan(300);
  expect(made).toBeLessThan(1300);
});
