import { h } from './dom.ts';

/** A command, with a button that puts it on the clipboard. */
export function command(text: string): HTMLElement {
  // A word is not parted at its hyphens.
  const words = text.split(' ').flatMap((word) => [h('span', {}, word), ' ']);
  const code = h('code', {}, ...words);
  const button = h('button', { type: 'button', class: 'quiet', 'aria-label': 'Copy the command' }, 'Copy');
  button.addEventListener('click', async () => {
    button.textContent = (await copied(text)) ? 'Copied' : 'Select it';
    if (button.textContent === 'Select it') getSelection()?.selectAllChildren(code);
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 2000);
  });
  return h('div', { class: 'command' }, code, button);
}

/** A browser may refuse. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
