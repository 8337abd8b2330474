import { formsOf, needlesOf } from './secret-forms.ts';

/** A value that must not be written anywhere. */
export interface Concealed {
  /**
   * `secret`: a token or a key, concealed from eight characters on; `project`: a project id, from six on; `number`: a
   * project number or an endpoint id, from four on, since fewer stand everywhere. Each also as other formats write it.
   */
  readonly kind: 'secret' | 'project' | 'number';
  readonly value: string;
  /** What stands in its place, for example `[secrets.TOKEN]`. */
  readonly label: string;
}

/** Gives back a text with everything that must not be written replaced. A redacted text stays as it is. */
export type Redactor = (text: string) => string;

const shortest = { secret: 8, project: 6, number: 4 } as const satisfies { [kind in Concealed['kind']]: number };

/** The rules of docs/runs.md: known values at word borders, and what is known by the place it stands at. */
export function createRedactor(concealed: readonly Concealed[]): Redactor {
  // The longest first: of two values of which one begins with the other, the whole one must go.
  const known = [...new Map(concealed.toReversed().map((each) => [each.value, each])).values()]
    .filter(({ kind, value }) => value.length >= shortest[kind])
    .sort((a, b) => b.value.length - a.value.length);
  const needles = [...new Set(known.flatMap(({ value }) => needlesOf(value)))];
  const pattern = new RegExp(known.map(({ kind, value }) => `(${formsOf(value, kind)})`).join('|'), 'g');
  const byValue = (text: string) =>
    text.replace(pattern, (found: string, ...rest: (string | number | undefined)[]) => {
      const { kind, label } = known[rest.findIndex((group) => group !== undefined)] ?? { label: '[redacted]' };
      const at = Number(rest[known.length]);
      if (label === `[${found}]` && text[at - 1] === '[' && text[at + found.length] === ']') return found;
      return kind === 'number' && isBare(text, at, found) ? '0' : label;
    });
  return (text) => {
    // Most texts have none of it, and a plain search is many times faster than a pattern that looks behind itself.
    const has = needles.some((needle) => needle.length <= text.length && text.includes(needle));
    const mayTell = text.includes('roject') || text.includes('containerInfo') || text.includes('consumer');
    if (!has && !mayTell) return text;
    return outsideSignatures(text, (part) => {
      const redacted = has ? byValue(part) : part;
      return mayTell ? byPlace(redacted) : redacted;
    });
  };
}

/** Signatures of thoughts are kept as they came: they are text by chance, and the service takes them back unchanged. */
function outsideSignatures(text: string, redact: Redactor): string {
  if (!text.includes('hought')) return redact(text);
  return text
    .split(/(thought_?[sS]ignature\\*"\s*:\s*\\*"(?:[^"\\]|\\+\/)*\\*")/)
    .map((part, index) => (index % 2 === 0 ? redact(part) : part))
    .join('');
}

/** Is it a number of JSON? Then a number must stand in its place. */
function isBare(text: string, at: number, found: string): boolean {
  return /"\s*:\s*$/.test(text.slice(Math.max(0, at - 8), at)) && /^\s*[,}]/.test(text.slice(at + found.length));
}

/** Not `projects/${GOOGLE_CLOUD_PROJECT}/`, which says nothing. The slashes as URLs and some writers of JSON have them. */
const ofResource = /(?<!(?<!\\|%[\da-fA-F])\w)(projects(\\*\/|%(?:25)*2[fF]))(?:(?!\2)[^\s"'{}$/\\])+(?=\2)/g;
/** How Google's refusals name whoever asked: `"consumer": "projects/4711"`, `?project=`, `project_number:`. */
const ofConsumer =
  /((?:consumer|containerInfo)\\*"\s*:\s*\\*"(?:projects\\*\/)?)(?!projects\b|project_number:)[^"\\/[$]+/g;
const ofQuery = /([?&]project=)[^&#\s"'\\$[{]+/g;
const ofNumber =
  /(?<!(?<!\\|%[\da-f])\w)(projects(?:\\*\/|%(?:25)*2f)|project(?:[ _-]?number)?\\*["']? ?[:=#]? ?\\*["']?)\d{6,}(?!\w)/gi;

function byPlace(text: string): string {
  return text
    .replace(ofResource, '$1[project]')
    .replace(ofConsumer, '$1[project]')
    .replace(ofQuery, '$1[project]')
    .replace(ofNumber, '$1[project-number]');
}
