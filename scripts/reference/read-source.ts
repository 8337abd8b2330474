/**
 * The text of a page as its author wrote it: Markdown, in which a YAML block with a word behind `yaml` is an example
 * that is run when the page is made.
 *
 * ```yaml finds also=chunk-schema
 * ```
 *
 * | word | shown under the block | and it must be so |
 * | --- | --- | --- |
 * | `finds` | what the check of the page finds | that check and those of `also` find something, no other does |
 * | `notes` | the information that the check of the page gives | no check finds a deviation |
 * | `holds` | nothing | the check of the page is asked and finds nothing, nor does any other but those of `also` |
 * | `sends` | the JSON body of the request | |
 * | `refused` | what `validate` says | it is refused |
 * | `warned` | what `validate` says | it is warned of, and would run |
 * | `verdict` | the verdict and its reason | |
 * | `reported` | nothing: it is part of the run whose reports the page shows | |
 * | `layout` | the events of the stream, their layout, and which of `patterns=A,B` match it | |
 *
 * `name=NAME` names its file. `live` asks as of a live answer; `first=MS every=MS` as of one that arrives at these times.
 */
export interface Example {
  /** Of the file it is written to, without ending. */
  readonly name: string;
  readonly word: ExampleWord;
  /** A scenario without `version` and `title`. */
  readonly yaml: string;
  readonly also: readonly string[];
  readonly patterns: readonly string[];
  readonly live?: LiveTimes | 'now';
}

/** Milliseconds: when the first read of a body arrived, and how long after it each other one. */
export interface LiveTimes {
  readonly first: number;
  readonly every: number;
}

export const exampleWords = [
  'finds',
  'notes',
  'holds',
  'sends',
  'refused',
  'warned',
  'verdict',
  'layout',
  'reported',
] as const;
export type ExampleWord = (typeof exampleWords)[number];

/** Text and examples in the order of the page. */
export type Part = { readonly text: string } | { readonly example: Example };

/** `page` names the examples that do not name themselves: `page`, `page-2`, … */
export function readSource(markdown: string, page: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  let count = 0;
  for (const block of markdown.matchAll(/^```yaml (.+)\n([\s\S]*?)^```$/gm)) {
    count += 1;
    const [whole, info = '', yaml = ''] = block;
    parts.push({ text: markdown.slice(from, block.index) });
    parts.push({ example: readExample(info, yaml, count === 1 ? page : `${page}-${count}`) });
    from = block.index + whole.length;
  }
  return [...parts, { text: markdown.slice(from) }];
}

export function examplesOf(parts: readonly Part[]): readonly Example[] {
  return parts.flatMap((part) => ('example' in part ? [part.example] : []));
}

function readExample(info: string, yaml: string, page: string): Example {
  const [first, ...more] = info.trim().split(/\s+/);
  const word = exampleWords.find((each) => each === first);
  if (!word) throw new Error(`${page}: an example is one of ${exampleWords.join(', ')}, not ${first}`);
  const said = new Map(more.map((each) => [each.split('=')[0], each.split('=')[1] ?? '']));
  return {
    name: said.get('name') ?? page,
    word,
    yaml,
    also: said.get('also')?.split(',') ?? [],
    patterns: said.get('patterns')?.split(',') ?? [],
    ...(said.has('live') && { live: 'now' }),
    ...(said.has('first') && { live: { first: Number(said.get('first')), every: Number(said.get('every')) } }),
  };
}
