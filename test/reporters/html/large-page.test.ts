import { beforeAll, expect, test } from 'vitest';
import { useBrowser } from './a-browser.ts';
import { type Written, writePage } from './written.ts';

const open = useBrowser();
let written: Written;
beforeAll(() => {
  const numbers = (from: number) => Array.from({ length: 250 }, (_, index) => from + index).join(', ');
  const request = 'request: { model: google/gemini-3.8-flash, messages: [{ role: user, content: Why }]';
  written = writePage({
    'suite.yaml': 'version: 1\ntitle: Many\nendpoints: { managed: { kind: managed, project: p, location: global } }\n',
    'fine.yaml': `version: 1\ntitle: Fine\nmatrix: { n: [${numbers(0)}] }\n${request} }\nmock: { content: fine }\n`,
    'wrong.yaml': `version: 1\ntitle: Wrong\nmatrix: { n: [${numbers(250)}] }\n${request}, stream: true }
expect: { content: right }\nmock: { content: "${'wrong and long '.repeat(40)}", pieces: 40 }\n`,
  });
}, 120_000);

test('a run of 1,000 cases, half of which failed, is a page below 5 MB', () => {
  expect(Buffer.byteLength(written.text)).toBeLessThan(5_000_000);
  expect(written.text.match(/ id="row-\d+"/g)).toHaveLength(1000);
});

// How fast is measured by the bench; this says why it is.
test('it opens with the first rows alone, and makes the others when they are needed', async () => {
  const { page, wrongs } = await open(written.file);
  const rows = page.locator('#rows .row');
  expect(await page.getByRole('status').innerText()).toBe('1,000 groups');
  expect(await rows.count()).toBeLessThanOrEqual(300);
  await page.getByLabel('Search').fill('n=499,');
  expect(await rows.count()).toBe(2);
  await page.keyboard.press('ArrowDown');
  expect(await page.locator('#detail h2').innerText()).toContain('wrong[n=499,transport=rest]');
  expect(await page.locator('#detail').innerText()).toContain('Left out, to keep this page small');
  await page.getByLabel('Search').fill('');
  for (let step = 0; step < 30; step++) {
    await page.mouse.wheel(0, 4000);
    await page.waitForTimeout(20);
  }
  await expect.poll(() => rows.count()).toBeGreaterThan(300);
  expect(await page.locator('footer').innerText()).toMatch(/Left out, .*exchanges|Left out, .*sent and received/);
  expect(wrongs).toEqual([]);
  await page.close();
});
