import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { escapeControls } from '../../../src/lib/escape.ts';
import { useBrowser } from './a-browser.ts';
import { evil, files } from './a-suite.ts';
import { callIn, type Written, writePage } from './written.ts';

const open = useBrowser();
let written: Written;
beforeAll(() => {
  written = writePage(files, '--assert-retries', '1');
}, 60_000);

const rows = (page: Page) => page.locator('#rows .row');
const idsOf = async (page: Page) => (await page.locator('#rows .id').allTextContents()).map((id) => id.trim());
const openRow = (page: Page) => page.locator('#rows [aria-current]');
const detail = (page: Page) => page.locator('#detail');
const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
/** Goes on to another group in the same page. */
const goTo = async (page: Page, group: string) => {
  await page.evaluate((id) => {
    location.hash = encodeURIComponent(id);
  }, group);
  await expect.poll(() => detail(page).locator('h2').innerText()).toContain(group);
};

test('the page shows a run without a message, a request, or anything that its data brought', async () => {
  for (const group of [undefined, 'hostile[word=plain,transport=rest]', 'streams/malformed[transport=rest]']) {
    const { page, wrongs } = await open(written.file, group === undefined ? {} : { group });
    await expect.poll(() => page.locator('h1').innerText()).toContain('The contract is broken: 10 of 24 groups failed');
    await unfold(page);
    expect(await page.locator('img, b:not(.token), iframe').count()).toBe(0);
    expect(await page.locator('script:not([type="application/json"])').count()).toBe(1);
    expect(wrongs).toEqual([]);
    await page.close();
  }
});

test('text from outside is shown as it is, with what cannot be seen written out', async () => {
  const { page } = await open(written.file, { group: 'hostile[word=plain,transport=rest]' });
  const shown = escapeControls(evil);
  expect(await page.locator('.suite').innerText()).toBe(`Everything ${shown.replace('  ', ' ')}`);
  expect(await detail(page).locator('.title').innerText()).toContain('Hostile </script><img src=x onerror=alert(1)>');
  const body = await detail(page).getByRole('group', { name: 'The body of the answer' }).first().innerText();
  expect(body).toContain('</script><img src=x onerror=alert(1)><script>alert(2)</script><!--<script>');
  expect(body).toContain('\\u202e');
  await page.close();
});

test('the policy of the page lets no other script run, and no style or image in', async () => {
  const { page } = await open(written.file);
  const broken = await page.evaluate(async () => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'document.title = "run"';
    const image = document.createElement('img');
    image.src = 'https://127.0.0.1:9/x.png';
    document.body.append(script, image);
    document.body.setAttribute('style', 'color: red');
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { violated: violated.sort(), title: document.title };
  });
  expect(broken.violated).toEqual(['img-src', 'script-src-elem', 'style-src-attr']);
  expect(broken.title).toContain('Everything');
  await page.close();
});

test('groups stand in the order of the suite, and are filtered by verdict, transport, tag and text', async () => {
  const { page } = await open(written.file);
  const chip = (name: string) => page.getByRole('button', { name: new RegExp(`^${name} ?\\d`) });
  expect(await rows(page).count()).toBe(24);
  expect((await idsOf(page)).slice(4, 8)).toEqual(['busy', 'busy', 'bytes', expect.stringContaining('hostile[')]);

  await chip('failed').click();
  expect(await page.getByRole('status').innerText()).toBe('10 of 24 groups');
  await chip('sdk').click();
  expect(await idsOf(page)).toEqual(['streams/story', 'tools/weather']);
  await page.getByLabel('Tag', { exact: true }).selectOption('smoke');
  expect(await idsOf(page)).toEqual(['tools/weather']);
  await chip('failed').click();
  await chip('sdk').click();
  expect(await idsOf(page)).toEqual(['synthetic', 'synthetic', 'tools/weather', 'tools/weather']);
  await page.getByLabel('Tag', { exact: true }).selectOption('');
  await chip('warnings').click();
  expect(await idsOf(page)).toEqual(['warned']);
  await chip('warnings').click();

  await page.getByLabel('Search').fill('ECONNRESET');
  expect(await idsOf(page)).toEqual(['streams/broken']);
  await page.getByLabel('Search').fill('nothing has this in it');
  expect(await page.getByRole('status').innerText()).toBe('0 of 24 groups Show all');
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(await rows(page).count()).toBe(24);
  await page.close();
});

test('what stands out leads to the groups that it is about', async () => {
  const { page } = await open(written.file);
  await expect
    .poll(() => detail(page).locator('h3').allTextContents())
    .toEqual([...['Failures', 'Undecided', 'Warnings', 'Skipped']]);
  await detail(page).getByRole('button', { name: 'The endpoint is not there yet' }).click();
  expect(await idsOf(page)).toEqual(['later', 'later']);
  await page.close();
});

test('everything can be reached by keys', async () => {
  const { page } = await open(written.file);
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('search');
  await page.keyboard.type('stream j');
  expect(await page.getByLabel('Search').inputValue()).toBe('stream j');
  await page.keyboard.press('Escape');
  expect(await page.getByLabel('Search').inputValue()).toBe('');
  await page.keyboard.type('streams/');
  await page.keyboard.press('ArrowDown');
  expect(await openRow(page).innerText()).toContain('streams/broken');
  await page.keyboard.press('j');
  expect(await openRow(page).innerText()).toContain('streams/malformed');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  expect(await detail(page).locator('h2').innerText()).toContain('streams/malformed');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
  await page.keyboard.press('Escape');
  expect(await detail(page).locator('h2').innerText()).toBe('What stands out');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('streams/malformed');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
  expect(outline).toBe('solid');
  await page.close();
});

test('a failure has the line of YAML beside the place in the answer, and leads to the event', async () => {
  const { page } = await open(written.file, { group: 'streams/malformed[transport=rest]' });
  const finding = detail(page).locator('.finding').first();
  expect(await finding.locator('.check').innerText()).toBe('stream-done');
  expect(await finding.locator('.places').innerText()).toMatch(/streams\/malformed\.yaml:4:\d+/);
  expect(await finding.locator('mark').innerText()).toBe('true');
  const [yaml, answer] = await finding.locator('.places > div').all();
  expect((await yaml?.boundingBox())?.y).toBe((await answer?.boundingBox())?.y);
  await finding.getByRole('button', { name: 'Show event' }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toMatch(/^event-1-\d$/);
  expect(await detail(page).locator('.command').innerText()).toContain("'streams/malformed[transport=rest]'");
  await page.close();
});

test('a stream is told event by event, with times, letters and sizes', async () => {
  const { page } = await open(written.file, { group: 'streams/story[transport=rest]' });
  const table = detail(page).locator('.events').first();
  const tokens = await table.locator('tbody .token').allTextContents();
  expect(tokens).toEqual([...Array(39).fill('C'), '[CFU]', 'D']);
  const times = await table
    .locator('tbody tr td:nth-child(2)')
    .evaluateAll((cells) => cells.map((cell) => Number.parseInt(cell.textContent ?? '', 10)));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.at(-1)).toBeGreaterThanOrEqual(4 * 30);
  expect(await detail(page).locator('.strip').first().locator('span').count()).toBe(41);
  await page.close();
});

test('steps, repeats, attempts, broken connections and bytes that are no text are shown', async () => {
  const { page } = await open(written.file, { group: 'steps[transport=rest]' });
  const text = () => detail(page).innerText();
  expect(await text()).toMatch(/Step thanks was not sent: .*answer/);
  expect(await detail(page).locator('.exchange h4').allTextContents()).toEqual([
    ...['try 1 · step ask', 'try 1 · step answer', 'try 2 · step ask', 'try 2 · step answer'],
  ]);
  await goTo(page, 'repeats[transport=rest]');
  await expect.poll(text).toContain('3 of 4 repeats passed, 3 must');
  expect(await detail(page).locator('[aria-pressed=true]').innerText()).toContain('#2');
  await detail(page).getByRole('button', { name: '#1' }).click();
  expect(await text()).toContain('a run keeps what was sent and received for cases that failed');
  await goTo(page, 'retried[transport=rest]');
  await expect.poll(text).toContain('2 attempts');
  expect(await text()).toContain('HTTP 503');
  await goTo(page, 'streams/broken[transport=rest]');
  await expect.poll(text).toContain('the connection broke');
  await goTo(page, 'bytes[transport=rest]');
  await expect.poll(text).toContain('\\u0000\\u0001 no JSON \\u001b[31m</script>');
  await page.close();
});

test('colours follow the system until a person chooses, and the choice stays', async () => {
  const { page } = await open(written.file, { scheme: 'dark' });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await background()).toBe('rgb(17, 19, 21)');
  await page.getByRole('button', { name: 'Switch to light colours' }).click();
  expect(await background()).toBe('rgb(247, 247, 245)');
  await page.reload();
  expect(await background()).toBe('rgb(247, 247, 245)');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Switch to dark colours' }).click();
  expect(await background()).toBe('rgb(17, 19, 21)');
  await page.close();
});

test('on a phone a group covers the list, and nothing is wider than the screen', async () => {
  const { page } = await open(written.file, { width: 390 });
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await width()).toBe(390);
  for (const word of ['streams/malformed', 'hostile[word=%', 'steps', 'goes-on-and-on']) {
    await page.getByLabel('Search').fill(word);
    await rows(page).first().click();
    await expect.poll(() => page.locator('#list').isVisible()).toBe(false);
    expect(await width()).toBe(390);
    await page.getByRole('button', { name: 'All groups' }).click();
    await expect.poll(() => page.locator('#list').isVisible()).toBe(true);
  }
  await page.close();
});

test('on paper there are all rows, and no controls', async () => {
  const { page } = await open(written.file);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('#filters').isVisible()).toBe(false);
  expect(await rows(page).last().isVisible()).toBe(true);
  expect((await page.pdf()).byteLength).toBeGreaterThan(10_000);
  await page.close();
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
] as const)(
  'axe finds nothing wrong, %s, %i pixels',
  async (scheme, width) => {
    const { page } = await open(written.file, { scheme, width });
    await page.evaluate(axe);
    for (const group of [
      undefined,
      'streams/malformed[transport=rest]',
      'steps[transport=rest]',
      'repeats[transport=rest]',
    ]) {
      if (group !== undefined) await goTo(page, group);
      await unfold(page);
      const violations = await page.evaluate(async () => {
        const { axe: engine } = globalThis as unknown as { readonly axe: { run(): Promise<AxeResult> } };
        const found = await engine.run();
        return found.violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
        );
      });
      expect(violations).toEqual([]);
    }
    await page.close();
  },
  120_000,
);

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

test('a page from the bundle of the run is the same', () => {
  callIn(written.folder, ['report', '--reporter', `html=${join(written.folder, 'again.html')}`]);
  expect(readFileSync(join(written.folder, 'again.html'), 'utf8')).toBe(written.text);
});

test('nothing that is to be concealed is in the page', () => {
  expect(written.text).not.toContain('my-project-1');
});
