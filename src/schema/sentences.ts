import { listWords } from '../lib/list-words.ts';
import { plural } from '../lib/plural.ts';
import { showValue } from '../lib/show-value.ts';
import type { SchemaError } from './builtin.ts';

interface Sentence {
  readonly message: string;
  readonly expected?: string;
  readonly actual?: string;
}

/** What one error of ajv says about the value called `name`, in the words of JSON. */
export function sentenceOf({ keyword, params, data, message }: SchemaError, name: string): Sentence {
  const shown = showValue(data);
  const say = (what: string, expected: string, actual = shown): Sentence => ({
    message: `${name} ${what}`,
    expected,
    actual,
  });
  const size = (unit: string, count: number, limit: number, bound: 'at least' | 'at most') =>
    say(
      `has ${plural(count, unit)}, ${bound === 'at least' ? 'fewer' : 'more'} than ${limit}`,
      `${bound} ${plural(limit, unit)}`,
      keyword.endsWith('Length') ? shown : plural(count, unit),
    );
  switch (keyword) {
    case 'type': {
      const types = listWords([...new Set([params['type']].flat().map((type) => article(String(type))))]);
      return say(`is ${article(typeOf(data))}, not ${types}`, types);
    }
    case 'const': {
      const wanted = showValue(params['allowedValue']);
      return say(short(shown, wanted) ? `is ${shown}, not ${wanted}` : 'is another than expected', wanted);
    }
    case 'enum': {
      const wanted = listWords((params['allowedValues'] as unknown[]).map((each) => showValue(each)));
      return say(short(shown, wanted) ? `is ${shown}, not ${wanted}` : 'is none of those expected', wanted);
    }
    case 'required': {
      const missing = String(params['missingProperty']);
      return { message: `there is no ${missing} in ${name}`, expected: missing, actual: keysOf(data) };
    }
    case 'dependencies':
    case 'dependentRequired':
      return say(
        `has ${params['property']} but no ${params['missingProperty']}`,
        `${params['missingProperty']}`,
        keysOf(data),
      );
    case 'additionalProperties':
      return say(`has ${params['additionalProperty']}, which it must not have`, 'no other fields', keysOf(data));
    case 'unevaluatedProperties':
      return say(`has ${params['unevaluatedProperty']}, which it must not have`, 'no other fields', keysOf(data));
    case 'propertyNames':
      return say(
        `has a field named ${showValue(params['propertyName'])}, which is no name for one`,
        'other names',
        keysOf(data),
      );
    case 'minLength':
      return size('character', [...String(data)].length, params['limit'], 'at least');
    case 'maxLength':
      return size('character', [...String(data)].length, params['limit'], 'at most');
    case 'minItems':
      return size('item', lengthOf(data), params['limit'], 'at least');
    case 'maxItems':
    case 'items':
    case 'unevaluatedItems':
      return size('item', lengthOf(data), params['limit'] ?? params['len'], 'at most');
    case 'minProperties':
      return size('field', lengthOf(data), params['limit'], 'at least');
    case 'maxProperties':
      return size('field', lengthOf(data), params['limit'], 'at most');
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return say(
        `is ${shown}, not ${params['comparison']} ${params['limit']}`,
        `${params['comparison']} ${params['limit']}`,
      );
    case 'multipleOf':
      return say(`is ${shown}, no multiple of ${params['multipleOf']}`, `a multiple of ${params['multipleOf']}`);
    case 'pattern':
      return say(`does not match the pattern ${params['pattern']}`, `text that matches ${params['pattern']}`);
    case 'format':
      return say(`is no ${params['format']}`, `text in the format ${params['format']}`);
    case 'includes':
      return say(`does not contain ${texts(params['texts'])}`, `text with ${texts(params['texts'])}`);
    case 'excludes':
      return say(`contains ${texts(params['texts'])}`, `text without ${texts(params['texts'])}`);
    case 'uniqueItems':
      return say(`has the same item at ${params['j']} and at ${params['i']}`, 'items that differ');
    case 'contains':
      return say(containsSentence(params), 'an item that fits');
    case 'not':
      return say('is what it must not be', 'something else');
    case 'false schema':
      return say('must not be there', 'nothing');
    case 'oneOf':
      if (params['passingSchemas']) return say('fits more than one of the alternatives', 'exactly one alternative');
      return say('fits none of the alternatives', wantedBy(params['inner']));
    case 'anyOf':
      return say('fits none of the alternatives', wantedBy(params['inner']));
    default:
      return say(message ?? `breaks ${keyword}`, keyword);
  }
}

/** What the branches of an alternative would have wanted. */
function wantedBy(inner: readonly SchemaError[] | undefined): string {
  const wanted = (inner ?? []).map((each) => sentenceOf(each, '').expected ?? each.keyword);
  return wanted.length === 0 ? 'one of the alternatives' : listWords([...new Set(wanted)]);
}

function containsSentence(params: SchemaError['params']): string {
  if (params['maxContains'] === undefined)
    return `has fewer than ${plural(params['minContains'] ?? 1, 'item')} that fit`;
  return `has not between ${params['minContains']} and ${params['maxContains']} items that fit`;
}

/** Two values fit into one sentence. */
function short(a: string, b: string): boolean {
  return a.length + b.length <= 80;
}

function texts(wanted: readonly string[]): string {
  return listWords(
    wanted.map((each) => showValue(each)),
    'and',
  );
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

function article(type: string): string {
  if (type === 'null') return type;
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function keysOf(value: unknown): string {
  if (value === null || typeof value !== 'object') return showValue(value);
  const keys = Object.keys(value);
  return keys.length === 0 ? 'no fields' : `the fields ${listWords(keys, 'and', 8)}`;
}

function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return value !== null && typeof value === 'object' ? Object.keys(value).length : 0;
}
