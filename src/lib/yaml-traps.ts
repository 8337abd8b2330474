/** Codes of what `readYaml` finds wrong. */
export type YamlCode =
  | 'yaml-syntax'
  | 'yaml-tab'
  | 'yaml-documents'
  | 'yaml-directive'
  | 'yaml-tag'
  | 'yaml-merge-key'
  | 'yaml-number'
  | 'yaml-key'
  | 'yaml-alias'
  | 'duplicate-key'
  | 'unquoted-expression'
  | 'too-many-aliases'
  | 'too-deep';

/** What is wrong, without its place. */
export interface YamlWords {
  readonly code: YamlCode;
  readonly message: string;
  readonly help?: string;
}

/** What is wrong with a piece of the text, by offsets. */
export interface YamlProblem {
  readonly words: YamlWords;
  readonly start: number;
  readonly end: number;
}

/** How deep lists and maps may lie in each other (docs/reference/format.md#limits). */
export const maxDepth = 64;

/** How many aliases a file may have, counting those that an alias repeats (docs/reference/format.md#limits). */
export const maxAliases = 100;

export const traps = {
  tooDeep: {
    code: 'too-deep',
    message: `lists and maps lie more than ${maxDepth} deep in each other`,
    help: 'keep deep values in a JSON file and read them with json(…)',
  },
  tooManyAliases: {
    code: 'too-many-aliases',
    message: `aliases repeat values more than ${maxAliases} times`,
    help: 'keep the value in a file of its own and read it with yaml(…)',
  },
  unknownAlias: {
    code: 'yaml-alias',
    message: 'an alias repeats a value marked with "&" before it, and there is none of this name',
    help: 'quote the text if it only begins with "*"',
  },
  unquotedExpression: {
    code: 'unquoted-expression',
    message: 'inside [ ] and { } an expression without quotes is read as a map',
    help: 'quote the expression: "${{ … }}"',
  },
  directive: {
    code: 'yaml-directive',
    message: 'YAML directives are not used here: every file is read as YAML 1.2',
    help: 'remove the line',
  },
  documents: {
    code: 'yaml-documents',
    message: 'a second document begins here',
    help: 'keep one document per file',
  },
} as const satisfies { readonly [name: string]: YamlWords };

/** Tags of the core schema, which say what YAML would find out by itself. */
const coreTag = /^(?:!|tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq))$/;

export function tagTrap(tag: string | undefined): YamlWords | undefined {
  if (tag === undefined || coreTag.test(tag)) return undefined;
  return {
    code: 'yaml-tag',
    message: `the tag ${tag} has no meaning here`,
    help: 'remove it, or quote the text if it only begins with "!"',
  };
}

/** A number that JSON cannot carry, or not as it is written. `source` is the text in the file. */
export function numberTrap(value: number, source: string): YamlWords | undefined {
  const quote = (message: string): YamlWords => ({ code: 'yaml-number', message, help: `quote it: "${source}"` });
  if (!Number.isFinite(value)) return quote(`${source} is no number that JSON has`);
  if (/^[-+]?0\d/.test(source)) return quote(`${source} would be read as ${value}: a number has no leading zeros`);
  // 1e20 says itself that only its leading digits count; an integer written in full does not.
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER || /[.eE]/.test(source.replace(/^0x.*/, ''))) return undefined;
  return quote(`${source} is past 2^53 and would be read as ${value}`);
}

/** A key that is not plain text, or that does not do what its author hopes. `source` is how it stands in the file. */
export function keyTrap(key: unknown, plain: boolean, source: string): YamlWords | undefined {
  if (typeof key !== 'string') {
    const braces = source.startsWith('{');
    const message = `a key is text, but this is ${kindOfKey(key)}`;
    return { code: 'yaml-key', message, help: braces ? 'an expression is written "${{ … }}"' : 'quote the key' };
  }
  if (key === '<<' && plain) {
    const help = 'write the keys out, or put what scenarios share into _defaults.yaml';
    return { code: 'yaml-merge-key', message: 'YAML 1.2 has no merge key: "<<" merges nothing', help };
  }
  // Assigned to an object it would change the object's prototype instead of adding a key.
  if (key === '__proto__') {
    return { code: 'yaml-key', message: '"__proto__" cannot be a key', help: 'choose another name' };
  }
  return undefined;
}

export function duplicateKey(key: string): YamlWords {
  return { code: 'duplicate-key', message: `the key "${key}" stands in this map twice`, help: 'keep one of them' };
}

/** `{role:user}` is a map with the key `role:user` and nothing else. */
export function missingSpaceTrap(key: string): YamlWords | undefined {
  const colon = /^[\w-]+:(?!\/\/)/.exec(key)?.[0];
  if (colon === undefined) return undefined;
  const help = `write a space behind the colon: ${colon} ${key.slice(colon.length)}`;
  return { code: 'yaml-key', message: `"${key}" is read as a key without a value`, help };
}

function kindOfKey(key: unknown): string {
  if (key === null) return 'empty';
  if (typeof key === 'object' || key === undefined) return 'a list, a map or an alias';
  return typeof key === 'number' ? `the number ${key}` : String(key);
}
