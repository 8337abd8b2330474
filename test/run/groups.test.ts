import { expect, test } from 'vitest';
import { planned, scenario } from '../cases/plan.ts';
import { told } from './told.ts';

const byRepeat = (good: number, bad: string, more: string) =>
  scenario(`${more}mock: { by_repeat: [${Array(good).fill('{ content: Hello }').join(', ')}, ${bad}] }\n`);

const wrong = '{ status: 400, error: { message: No } }';
const busy = '{ status: 429, error: { message: Slow down } }';

test.each([
  ['enough pass', byRepeat(3, wrong, 'repeat: { count: 4, pass: 3 }\n'), 'passed'],
  ['a share of them', byRepeat(3, wrong, 'repeat: { count: 4, pass: 75% }\n'), 'passed'],
  ['too many fail', byRepeat(2, wrong, 'repeat: { count: 4, pass: 3 }\n'), 'failed'],
  ['all must pass where nobody says how many', byRepeat(3, wrong, 'repeat: { count: 4 }\n'), 'failed'],
  ['too many could not be asked', byRepeat(2, busy, 'repeat: { count: 4, pass: 3 }\n'), 'undecided'],
])('a group is what its repeats are together: %s', async (_, text, verdict) => {
  const { groups, results, end } = await told({ 'a.yaml': text });
  expect(results.map(({ id }) => id)).toEqual([1, 2, 3, 4].map((n) => `a[transport=rest]#${n}`));
  expect(groups).toMatchObject([{ id: 'a[transport=rest]', verdict }]);
  expect(end.totals).toMatchObject({ cases: 4, groups: 1, [verdict]: 1 });
});

test('--repeat says how often, and the bar is kept as a share', async () => {
  const { groups } = await told({ 'a.yaml': scenario('repeat: { count: 10, pass: 9 }\n') }, { repeat: 20 });
  expect(groups).toMatchObject([{ verdict: 'passed', pass: 18, cases: Array(20).fill({}) }]);
});

test('a repeat can be asked for by its id, and stands for itself', async () => {
  const text = byRepeat(1, wrong, 'repeat: { count: 3, pass: 2 }\n');
  const pick = async (id: string) => (await told({ 'a.yaml': text }, { targets: [id] })).groups;
  expect(await pick('a[transport=rest]#1')).toMatchObject([{ verdict: 'passed', pass: 1, cases: [{}] }]);
  expect(await pick('a[transport=rest]#2')).toMatchObject([{ verdict: 'failed' }]);
  expect(await pick('a[transport=rest]')).toMatchObject([{ verdict: 'failed', cases: [{}, {}, {}] }]);
});

test.each(['3', '0', '0%'])(
  'a bar that cannot be reached, or that asks for nothing, is told: %s of 2',
  async (pass) => {
    const { said } = await planned({ 'a.yaml': scenario(`repeat: { count: 2, pass: ${pass} }\n`) });
    expect(said).toEqual([
      expect.stringContaining('impossible-bar: "pass" asks for more repeats than there are, or for none'),
    ]);
  },
);

test('more repeats than anybody means are refused before they are made', async () => {
  const { said } = await planned({ 'a.yaml': scenario('repeat: { count: 1000000000 }\n') });
  expect(said[0]).toContain('wrong-value');
});

const second = scenario('mock: [{ content: no }, { content: yes }]\nexpect: { content: "yes" }\n');

test('a case that failed runs again where that is wanted, and its group is flaky', async () => {
  const { groups, end } = await told({ 'a.yaml': second }, { assertRetries: 2 });
  expect(groups).toMatchObject([
    { verdict: 'flaky', cases: [{ verdict: 'passed', failedBefore: [[{ check: 'expect.content' }]] }] },
  ]);
  expect(end.totals).toMatchObject({ flaky: 1, passed: 0, failed: 0 });
  const { groups: without } = await told({ 'a.yaml': second });
  expect(without).toMatchObject([{ verdict: 'failed' }]);
});

test('one that fails every time has failed, with what the last try showed', async () => {
  const { groups } = await told({ 'a.yaml': scenario('expect: { content: "yes" }\n') }, { assertRetries: 2 });
  expect(groups).toMatchObject([{ verdict: 'failed', cases: [{ failedBefore: [[{}], [{}]], findings: [{}] }] }]);
});

test('parity adds the twin of each case, and compares the two', async () => {
  const agree = await told({ 'a.yaml': scenario('parity: true\n') });
  expect(agree.results.map(({ id }) => id)).toEqual(['a[transport=rest]', 'a[stream=true,transport=rest]']);
  const [whole, stream] = agree.results;
  expect(whole?.checks.asked).not.toContain('parity');
  expect(stream?.checks.asked).toContain('parity');
  expect(stream?.layout).toBeDefined();
  expect(agree.groups).toMatchObject([{ verdict: 'passed' }, { verdict: 'passed' }]);

  const differ = scenario('parity: true\nmock: { content: a STOP }\n', '{ model: m, stop: STOP, messages: [] }');
  expect((await told({ 'a.yaml': differ })).groups).toMatchObject([{ verdict: 'failed' }, { verdict: 'failed' }]);
});

test('a twin whose other was not answered is not compared, and says so', async () => {
  const { results } = await told(
    { 'a.yaml': scenario('parity: true\n') },
    { targets: ['a[stream=true,transport=rest]'] },
  );
  expect(results[0]?.checks.notApplicable).toContainEqual({
    check: 'parity',
    reason: 'the case it is compared with was not answered',
  });
});
