import type { Finding } from '../../src/model/finding.ts';
import { failed, passed, place, skipped, undecided } from './make-result.ts';
import { runOf } from './runs.ts';

/** Text that would break out of tables, code, HTML, XML, TAP, workflow commands, or that names people. */
export const evil = [
  '</details></code></pre><script>alert(1)</script><img src=x onerror=alert(1)>',
  '``` ~~~ ` `` | a | b | \\| **bold** [x](https://evil.example) ![y](z) @octocat #1 GH-2 https://evil.example',
  '::error file=x::y %0A::stop-commands::z %25 ##[error]w',
  ']]> <failure/> &amp; &#0; # TODO later \\# SKIP',
  '\u001b]0;evil\u0007 \u0000 \u0085 \u202e \ufffe \ud800 \r\n\r\n# heading\n\n- list\nnot ok 1\n1..0\nBail out!\n  ...\n',
].join(' ');

const finding = (severity: Finding['severity']): Finding => ({
  check: 'expect.content',
  severity,
  message: `${severity} ${evil}`,
  expected: evil,
  actual: evil,
  at: { event: 1, in: 'chunk', pointer: `/${evil}`, excerpt: evil.slice(0, 200) },
  place: { ...place('x', 3, `  key: ${evil}`), file: `${evil}.yaml`, length: 5 },
});

const notes = { title: evil, row: { axis: evil }, layout: evil };
const findings = [finding('error'), finding('warn')];

/** A run that has such text wherever text comes from outside. */
export const hostile = runOf([
  failed({ ...notes, scenario: `a/${evil}`, findings }),
  failed({ ...notes, scenario: `b/${evil}`, findings, status: 500, transport: 'sdk' }),
  undecided({ ...notes, scenario: `c/${evil}` }, evil),
  skipped({ ...notes, scenario: `d/${evil}` }, evil),
  passed({ ...notes, scenario: `e/${evil}`, findings: [finding('warn')] }),
]).map((event) => (event.kind === 'start' ? { ...event, suite: evil } : event));
