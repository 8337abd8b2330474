/** A value that must not be written anywhere. */
export interface Concealed {
  /**
   * `secret`: a token or a key, concealed from eight characters on, also base64, URL-encoded or JSON-escaped;
   * `project`: a project id, from six characters on; `number`: a project number or an endpoint id, from four characters on: fewer stand everywhere.
   */
  readonly kind: 'secret' | 'project' | 'number';
  readonly value: string;
  /** What stands in its place, for example `[secrets.TOKEN]`. */
  readonly label: string;
}

/** Gives back a text with everything that must not be written replaced. A redacted text stays as it is. */
export type Redactor = (text: string) => string;

const shortest = { secret: 8, project: 6, number: 4 } as const satisfies { [kind in Concealed['kind']]: number };

/** No word goes on here. In the text of JSON the letter of an escape such as `\n` is no part of one. */
const border = String.raw`(?:(?<!\w)|(?<=\\[bfnrt])|(?<=\\u[\da-fA-F]{4}))`;

/** Not `projects/${GOOGLE_CLOUD_PROJECT}/`, which says nothing. */
const ofProject = new RegExp(String.raw`${border}projects/[^/\s"'{}$]+(?=/)`, 'g');

/** The rules of `format.md` section 10 by value: at word borders, and `projects/<id>/` in any text. */
export function createRedactor(concealed: readonly Concealed[]): Redactor {
  const labels = new Map<string, string>();
  for (const { kind, value, label } of concealed) {
    if (value.length < shortest[kind]) continue;
    for (const form of kind === 'secret' ? encodings(value) : [value]) {
      if (!labels.has(form)) labels.set(form, label);
    }
  }
  // The longest first: of two values of which one begins with the other, the whole one must go.
  const forms = [...labels.keys()].sort((a, b) => b.length - a.length);
  const known = new RegExp(`${border}(?:${forms.map(escapePattern).join('|')})(?!\\w)`, 'g');
  return (text) => {
    // Most texts have none of it, and a plain search is many times faster than a pattern that looks behind itself.
    const redacted = forms.some((form) => text.includes(form))
      ? text.replace(known, (form) => labels.get(form) ?? '[redacted]')
      : text;
    return redacted.includes('projects/') ? redacted.replace(ofProject, 'projects/[project]') : redacted;
  };
}

function encodings(value: string): string[] {
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
  const url = encodeURIComponent(value);
  return [
    value,
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
    url,
    url.replace(/%../g, (code) => code.toLowerCase()),
    JSON.stringify(value).slice(1, -1),
  ];
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
