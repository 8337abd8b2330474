import type { Alias, Document, ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { Composer, isAlias, isMap, isScalar, Lexer, Parser, Schema } from 'yaml';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json } from '../model/json.ts';
import type { Source } from '../model/suite.ts';
import { textPlaces } from './text-places.ts';
import { maxErrors, wordsOfErrors } from './yaml-errors.ts';
import { locateIn, type Spot, type SpotEntry } from './yaml-places.ts';
import {
  duplicateKey,
  keyTrap,
  maxAliases,
  maxDepth,
  missingSpaceTrap,
  numberTrap,
  tagTrap,
  traps,
  type YamlProblem,
  type YamlWords,
} from './yaml-traps.ts';

/**
 * Reads one YAML 1.2 document (core schema) and says everything that is wrong with it. `file` is the absolute path,
 * `shown` the path as it is printed. Where only a trap was met (a duplicate key, a number that loses digits), there
 * is a source all the same, so that the rest of the file can be checked too; after a syntax error there is none.
 */
export function readYaml(
  file: string,
  shown: string,
  text: string,
): { readonly source?: Source; readonly diagnostics: readonly Diagnostic[] } {
  const problems: YamlProblem[] = [];
  const root = readRoot(text, problems);
  const placeAt = textPlaces(shown, text);
  const diagnostics = problems
    .sort((a, b) => a.start - b.start)
    .map(({ words, start, end }): Diagnostic => ({ severity: 'error', ...words, place: placeAt(start, end) }));
  if (root === undefined) return { diagnostics };
  const lines = text.trimEnd().split('\n').length;
  return { source: { file, value: root.value, lines, ...locateIn(root, placeAt) }, diagnostics };
}

/** One for all files: making it takes longer than reading a short one. */
const coreSchema = new Schema({ schema: 'core', resolveKnownTags: false });

/** Stands for a character of a covered expression: means nothing in YAML, and nobody types it. */
const cover = '\uE000';

function readRoot(text: string, problems: YamlProblem[]): Spot | undefined {
  let parsed = parse(text);
  const { expressions } = parsed;
  // Parsed again with these expressions covered by as many characters: what is then reported are the author's other
  // errors, not the consequences of this one.
  if (expressions.length > 0) parsed = parse(covered(text, expressions));
  problems.push(...expressions.slice(0, maxErrors), ...parsed.problems);
  const { document } = parsed;
  if (document === undefined) return undefined;
  // An unknown tag is a mere warning to the parser; it is met again in the tree. After a directive the parser wants a
  // line of `---`, which would not help.
  const directive = parsed.problems.some(({ words }) => words === traps.directive);
  const said = directive ? /^Unresolved tag|directives-end/ : /^Unresolved tag/;
  const errors = [...document.errors, ...document.warnings].filter(({ message }) => !said.test(message));
  problems.push(...wordsOfErrors(errors, text));
  if (document.errors.length > 0) return undefined;
  if (document.contents === null) return emptySpot;
  return readTree(document.contents, { text, covers: expressions.length > 0 }, problems);
}

function covered(text: string, expressions: readonly YamlProblem[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of expressions) {
    pieces.push(text.slice(from, start + 1), text.slice(start + 1, end).replace(/[^\r\n]/g, cover));
    from = end;
  }
  return pieces.join('') + text.slice(from);
}

interface Parsed {
  /** Absent where nesting is too deep to go on, and where the text is to be parsed again. */
  readonly document?: Document.Parsed | undefined;
  readonly problems: readonly YamlProblem[];
  /** Expressions in flow style without quotes, from their `$`. */
  readonly expressions: readonly YamlProblem[];
}

/**
 * The parser is driven by hand, piece by piece, to stop at once where nesting is too deep (a megabyte of brackets
 * would take it seconds), and to see the braces of expressions before they are taken for maps.
 */
function parse(text: string): Parsed {
  const parser = new Parser();
  const composer = new Composer({ schema: coreSchema, uniqueKeys: false });
  const problems: YamlProblem[] = [];
  const expressions: YamlProblem[] = [];
  const documents: Document.Parsed[] = [];
  let last = '';
  let lastButOne = '';
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '{' && last === '{' && lastButOne.endsWith('$')) {
      const start = parser.offset - 2;
      const end = text.indexOf('}}', start);
      if (end !== -1 && start >= (expressions.at(-1)?.end ?? 0)) {
        expressions.push({ words: traps.unquotedExpression, start, end: end + 2 });
      }
    }
    lastButOne = last;
    last = lexeme;
    for (const token of parser.next(lexeme)) {
      if (token.type === 'directive') {
        problems.push({ words: traps.directive, start: token.offset, end: token.offset + token.source.length });
      }
      documents.push(...composer.next(token));
    }
    // A key with its value takes a place of the stack beside the map's own.
    if (parser.stack.length > 3 * maxDepth) {
      return { problems: [{ words: traps.tooDeep, start: parser.offset - 1, end: parser.offset }], expressions };
    }
    if (documents.length > 1) break;
  }
  // Then the text is parsed again, so that what is made of it here would be thrown away.
  if (expressions.length > 0) return { problems, expressions };
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(true, text.length));
  const [document, second] = documents;
  if (second) problems.push({ words: traps.documents, start: second.range[0], end: second.range[0] + 3 });
  return { document, problems, expressions };
}

const emptySpot: Spot = { value: null, start: 0, end: 0, height: 0 };

/** A value marked with `&name`, and how many aliases it has itself. */
interface Anchor {
  readonly spot: Spot;
  readonly aliases: number;
}

/** The text as its author wrote it. `covers`: were expressions covered before it was parsed? */
interface Original {
  readonly text: string;
  readonly covers: boolean;
}

/** One pass over the tree that makes the value, remembers where each part stands, and meets the traps. */
function readTree(root: ParsedNode, { text, covers }: Original, problems: YamlProblem[]): Spot {
  const anchors = new Map<string, Anchor>();
  let aliases = 0;
  return read(root, 1);

  function report(words: YamlWords | undefined, { range: [start, end] }: ParsedNode): void {
    if (words) problems.push({ words, start, end });
  }

  function read(node: ParsedNode, depth: number): Spot {
    if (isAlias(node)) return repeat(node, depth);
    const before = aliases;
    report(tagTrap(node.tag), node);
    const spot = isScalar(node) ? readScalar(node) : readCollection(node, depth);
    if (node.anchor !== undefined) anchors.set(node.anchor, { spot, aliases: aliases - before });
    return spot;
  }

  function readScalar(node: Scalar.Parsed): Spot {
    const [start, end] = node.range;
    if (typeof node.value === 'number') report(numberTrap(node.value, node.source), node);
    const value = original(node.value, start, end);
    return { value, start, end, height: 0 };
  }

  /** The text as its author wrote it, where an expression was covered. The core schema makes only values of JSON. */
  function original(value: unknown, start: number, end: number): Json {
    return covers && typeof value === 'string' && value.includes(cover) ? text.slice(start, end) : (value as Json);
  }

  function readCollection(node: YAMLMap.Parsed | YAMLSeq.Parsed, depth: number): Spot {
    const [start, end] = node.range;
    if (depth > maxDepth) {
      report(traps.tooDeep, node);
      return { ...emptySpot, start, end };
    }
    const block = node.flow !== true;
    if (isMap(node)) return { ...readMap(node, depth), start, end, block };
    const items = node.items.map((item) => read(item, depth + 1));
    const height = 1 + items.reduce((most, item) => Math.max(most, item.height), 0);
    return { value: items.map((item) => item.value), start, end, height, block, items };
  }

  function readMap(map: YAMLMap.Parsed, depth: number): Pick<Spot, 'value' | 'height' | 'keys'> {
    const value: { [key: string]: Json } = {};
    const keys = new Map<string, SpotEntry>();
    let height = 1;
    for (const pair of map.items) {
      const { key: node } = pair;
      const [start, end] = node.range;
      const spot = pair.value ? read(pair.value, depth + 1) : { ...emptySpot, start: end, end };
      height = Math.max(height, spot.height + 1);
      const key = readKey(node, map.flow === true && pair.value === null);
      if (key === undefined) continue;
      if (keys.has(key)) report(duplicateKey(key), node);
      else {
        keys.set(key, { start, end, value: spot });
        value[key] = spot.value;
      }
    }
    return { value, height, keys };
  }

  /** The key's text; undefined where it cannot be one. `alone`: in flow style, without a colon. */
  function readKey(node: ParsedNode, alone: boolean): string | undefined {
    const plain = isScalar(node) && node.type === 'PLAIN';
    const key = isScalar(node) ? node.value : undefined;
    const trap = keyTrap(key, plain, text.slice(node.range[0], node.range[1]));
    report(trap ?? tagTrap(node.tag) ?? (plain && alone ? missingSpaceTrap(String(key)) : undefined), node);
    return trap === undefined ? String(original(key, node.range[0], node.range[1])) : undefined;
  }

  function repeat(node: Alias.Parsed, depth: number): Spot {
    const [start, end] = node.range;
    const anchor = anchors.get(node.source);
    const before = aliases;
    aliases += 1 + (anchor?.aliases ?? 0);
    const tooMany = aliases > maxAliases;
    const tooDeep = depth - 1 + (anchor?.spot.height ?? 0) > maxDepth;
    if (anchor !== undefined && !tooMany && !tooDeep) return { ...anchor.spot, start, end, block: false };
    if (anchor === undefined) report(traps.unknownAlias, node);
    else if (!tooMany) report(traps.tooDeep, node);
    // Said once, where the limit is passed.
    else if (before <= maxAliases) report(traps.tooManyAliases, node);
    return { ...emptySpot, start, end };
  }
}
