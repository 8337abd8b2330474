import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

const executablePath = '/usr/bin/chromium';
const args = [
  ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

/** A page that is looked at, and all that it did which a report must not do. */
export interface Opened {
  readonly page: Page;
  /** Messages in the console, errors, dialogs, and requests for anything but the file. */
  readonly wrongs: readonly string[];
}

export interface How {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  /** Id of the group that the address names. */
  readonly group?: string;
}

/** A browser for the tests of one file. Without one they fail: a page that nobody opened is not tested. */
export function useBrowser(): (file: string, how?: How) => Promise<Opened> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(() => browser?.close());
  return async (file, { width = 1280, scheme = 'light', group } = {}) => {
    const url = pathToFileURL(file).href;
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
    const wrongs: string[] = [];
    page.on('console', (message) => wrongs.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => wrongs.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== url && !request.url().startsWith('data:,')) wrongs.push(request.url());
    });
    page.on('dialog', (dialog) => {
      wrongs.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(group === undefined ? url : `${url}#${encodeURIComponent(group)}`);
    return { page, wrongs };
  };
}
