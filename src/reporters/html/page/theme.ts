import { h } from './dom.ts';

const key = 'vertex-scenarios-theme';

/** A button between light and dark; without a choice the page follows the system. */
export function themeButton(): HTMLElement {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (document.documentElement.dataset['theme'] ?? (dark.matches ? 'dark' : 'light')) === 'dark';
  const button = h('button', { type: 'button', class: 'quiet theme' });
  const label = () => {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', isDark() ? 'Switch to light colours' : 'Switch to dark colours');
  };
  const chosen = stored();
  if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset['theme'] = chosen;
  button.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = theme;
    store(theme);
    label();
  });
  dark.addEventListener('change', label);
  label();
  return button;
}

// A page that is opened from a file may be allowed to keep nothing.
function stored(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(theme: string): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // Then it is asked again the next time.
  }
}
