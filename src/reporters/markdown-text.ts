/** Pieces of GitHub's Markdown, made so that no text from outside can leave the place it is put in. */

/** A block of text as it is. Its fence is longer than any in it; lines are those of the caller, who escaped the rest. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** What is shown when a person asks for it. Around the content are blank lines: otherwise it would be read as HTML. */
export function details(summary: string, content: readonly string[], isOpen: boolean): string {
  return `<details${isOpen ? ' open' : ''}><summary>${summary}</summary>\n\n${content.join('\n\n')}\n\n</details>`;
}

/** Text on one line of HTML, in which nothing is a tag, a link, an issue or the name of a person. */
export function htmlCode(text: string): string {
  return `<code>${text.replace(/[&<>"]/g, (char) => entities[char] ?? char)}</code>`;
}

const entities: { readonly [char: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
