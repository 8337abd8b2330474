import type { Files } from '../../scenarios/a-suite.ts';

/** Text that breaks out of scripts, markup and attributes, and characters that cannot be seen. */
export const evil =
  '</script><img src=x onerror=alert(1)><script>alert(2)</script><!--<script> "\'` \u2028\u2029\u001b[31m\u202e\u0085 &lt;b&gt;';

const request = (more = '') =>
  `request: { model: google/gemini-3.8-flash, messages: [{ role: user, content: Why is the sky blue }]${more} }\n`;
const scenario = (title: string, more: string) => `version: 1\ntitle: ${JSON.stringify(title)}\n${more}`;
const weather = `
request:
  model: google/gemini-3.8-flash
  stream: true
  messages: [{ role: user, content: What is the weather in Paris? }]
  tools:
    - type: function
      function:
        name: get_weather
        parameters: { type: object, required: [location], properties: { location: { type: string } } }
  tool_choice: required
`;
const story = 'Mira found a magic backpack, and whatever she put into it came out as a story. '.repeat(8);

/** A suite in which something of everything happens. */
export const files: Files = {
  'suite.yaml': `version: 1
title: ${JSON.stringify(`Everything ${evil}`)}
tags: { smoke: What must work, streaming: Events }
endpoints: { managed: { kind: managed, project: my-project-1, location: global } }
`,
  'tools/weather.yaml': scenario(
    'The model asks for the weather',
    `tags: [smoke, streaming]\n${weather}mock: { tool_calls: [{ name: get_weather, arguments: { city: Paris } }], pace: { first: 20ms, every: 15ms } }\n`,
  ),
  'streams/story.yaml': scenario(
    'Stream a story',
    `tags: [streaming]\n${request(', stream: true')}expect: { content: { includes: dragon }, stream: { layout: "R?CFU?D" } }
mock: { content: ${JSON.stringify(story)}, pieces: 40, pace: { first: 30ms, every: 4ms } }\n`,
  ),
  'streams/broken.yaml': scenario(
    'The connection breaks in the middle',
    `tags: [streaming]\ntransports: [rest]\n${request(', stream: true')}mock: { content: ${JSON.stringify(story)}, pieces: 9, fault: { reset: { after: 4 } } }\n`,
  ),
  'streams/malformed.yaml': scenario(
    'A chunk that is no JSON',
    `transports: [rest]\n${request(', stream: true')}mock: { content: one two three, pieces: 3, fault: [{ malformed: { at: 2 } }, { error_tail: { code: 503, status: UNAVAILABLE, message: ${JSON.stringify(evil)} } }] }\n`,
  ),
  'hostile.yaml': scenario(
    `Hostile ${evil}`,
    `transports: [rest]\nmatrix: { word: [${JSON.stringify(evil.slice(0, 36))}, plain] }\n${request()}expect: { content: ${JSON.stringify(`not ${evil}`)} }
mock: { content: ${JSON.stringify(evil)}, headers: { x-evil: "</script><b>" } }\n`,
  ),
  'bytes.yaml': scenario(
    'Bytes that are no text',
    `transports: [rest]\n${request()}mock: { raw: "\\x00\\x01 no JSON \\u001b[31m</script>", headers: { content-type: application/json } }\n`,
  ),
  'steps.yaml': scenario(
    'Call a function, and answer with its result',
    `transports: [rest]
vars: { results: { get_weather: { celsius: 31 } } }
steps:
  - id: ask
    request:
      model: google/gemini-3.8-flash
      messages: [{ role: user, content: "What is the weather in Paris?" }]
      tools: [{ type: function, function: { name: get_weather, parameters: { type: object } } }]
      tool_choice: required
    mock: { tool_calls: [{ name: get_weather, arguments: { location: Paris } }] }
  - id: answer
    request:
      model: google/gemini-3.8-flash
      messages: ["\${{ ...steps.ask.request.messages }}", "\${{ steps.ask.message }}", "\${{ ...tool_results(steps.ask.message, vars.results) }}"]
      tools: "\${{ steps.ask.request.tools }}"
    expect: { content: { includes: "31" } }
    mock: { content: It is 30 degrees. }
  - id: thanks
    request: { model: google/gemini-3.8-flash, messages: [{ role: user, content: Thanks }] }
`,
  ),
  'repeats.yaml': scenario(
    'Nine of ten must pass',
    `transports: [rest]\nrepeat: { count: 4, pass: 3 }\n${request()}expect: { content: { includes: good } }
mock: { by_repeat: [{ content: good }, { content: bad }, { content: good }, { content: good }] }\n`,
  ),
  'retried.yaml': scenario(
    'A busy service answers at the second try',
    `${request()}mock: [{ status: 503, error: { code: 503, status: UNAVAILABLE, message: Overloaded. } }, { content: hello }]\n`,
  ),
  'warned.yaml': scenario(
    'A finish reason that nobody documents',
    `transports: [rest]\n${request()}mock: { content: hello, finish_reason: bored }\n`,
  ),
  'busy.yaml': scenario(
    'The quota is used up',
    `${request()}mock: { status: 429, error: { code: 429, status: RESOURCE_EXHAUSTED, message: Please try again later. } }\n`,
  ),
  'later.yaml': scenario('Not there yet', `skip: The endpoint is not there yet\n${request()}`),
  'synthetic.yaml': scenario('An answer that is made up', `tags: [smoke]\n${request()}`),
  'a-very-long-folder-name/with-another-long-name/and-a-scenario-whose-name-goes-on-and-on.yaml': scenario(
    'A long title that says in many words what this scenario is about and why a reader would send such a request at all',
    `matrix: { model: [google/gemini-3.1-pro-preview-with-a-long-suffix, google/gemini-3.8-flash] }\n${request()}mock: { content: hello }\n`,
  ),
};
