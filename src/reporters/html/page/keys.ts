/** What keys do. */
export interface Keys {
  search(): void;
  step(by: 1 | -1): void;
  open(): void;
  back(): void;
}

/** Keys for the whole page; in fields they are text, but for Escape and the way down into the list. */
export function onKeys({ search, step, open, back }: Keys): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    const isField = target.matches('input, select, textarea');
    const act = (does: () => void) => {
      event.preventDefault();
      does();
    };
    if (event.key === 'Escape') act(back);
    else if (target.matches('input') && event.key === 'ArrowDown') act(() => step(1));
    else if (isField) return;
    else if (event.key === '/') act(search);
    else if (event.key === 'j') act(() => step(1));
    else if (event.key === 'k') act(() => step(-1));
    else if (!isList(target)) return;
    else if (event.key === 'ArrowDown') act(() => step(1));
    else if (event.key === 'ArrowUp') act(() => step(-1));
    else if (event.key === 'Enter' && target.matches('[aria-current]')) act(open);
  });
}

/** Elsewhere arrows scroll. */
function isList(target: HTMLElement): boolean {
  return target === document.body || target.closest('#list') !== null;
}
