import type { ExchangesView, GroupRow, GroupView, RunView } from '../page-data.ts';

/** What the reporter has written into the page. */
export interface PageData {
  readonly run: RunView;
  /** In the order of the suite. */
  readonly rows: readonly GroupRow[];
  /** Undefined where there was no room for it. */
  group(number: number): GroupView | undefined;
  /** Undefined where there was no room for them. */
  exchanges(number: number): ExchangesView | undefined;
}

export function readData(): PageData {
  const rows = document.querySelectorAll('script[id^="row-"]');
  return {
    run: read('run') as RunView,
    rows: [...rows].map((element) => JSON.parse(element.textContent)),
    group: (number) => read(`group-${number}`) as GroupView | undefined,
    exchanges: (number) => read(`exchanges-${number}`) as ExchangesView | undefined,
  };
}

function read(id: string): unknown {
  const text = document.getElementById(id)?.textContent;
  return text === undefined ? undefined : JSON.parse(text);
}
