import { isObject } from '../lib/is-object.ts';
import { parseJson } from '../lib/parse-json.ts';
import type { PlaceAt } from '../lib/text-places.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { mockOf } from './har-mock.ts';
import { jsonErrorAt } from './json-error.ts';
import type { FoundRequest } from './make-scenario.ts';

export interface ReadHar {
  readonly requests: readonly FoundRequest[];
  readonly diagnostics: readonly Diagnostic[];
  readonly notes: readonly string[];
}

/**
 * Reads a network log as browsers and proxies save it (HAR 1.2, http://www.softwareishard.com/blog/har-12-spec/): its
 * chat-completions requests, with their answers as mocks.
 */
export function readHar(text: string, placeAt: PlaceAt): ReadHar {
  const fail = (code: string, message: string, help: string, at = 0): ReadHar => {
    const wrong: Diagnostic = { severity: 'error', code, message, help, place: placeAt(at) };
    return { requests: [], diagnostics: [wrong], notes: [] };
  };
  const parsed = parseJson(text);
  if ('wrong' in parsed) {
    return fail('har', `the HAR file is no JSON: ${parsed.wrong}`, 'save it again', jsonErrorAt(text));
  }
  const entries = at(at(parsed.value, 'log'), 'entries');
  if (!Array.isArray(entries))
    return fail('har', 'the JSON has no log.entries: it is no HAR', 'give a curl command or a HAR file');
  const requests: FoundRequest[] = [];
  const diagnostics: Diagnostic[] = [];
  const notes: string[] = [];
  let others = 0;
  for (const [index, entry] of (entries as readonly Json[]).entries()) {
    const request = at(entry, 'request');
    const url = at(request, 'url');
    if (typeof url !== 'string' || !/\/chat\/completions\/?(?:[?#]|$)/.test(url) || at(request, 'method') !== 'POST') {
      others += 1;
      continue;
    }
    const body = at(at(request, 'postData'), 'text');
    const json = typeof body === 'string' ? parseJson(body) : { wrong: 'it was not saved' };
    if ('wrong' in json || !isObject(json.value)) {
      const reason = 'wrong' in json ? json.wrong : 'it is no object';
      const message = `the body of entry ${index + 1} is no request: ${reason}`;
      diagnostics.push({
        severity: 'error',
        code: 'har-body',
        message,
        help: 'remove the entry, or save the log with content',
      });
      continue;
    }
    const { answer, note } = mockOf(at(entry, 'response'));
    if (note !== undefined) notes.push(`entry ${index + 1}: ${note}`);
    const headers = listAt(request, 'headers').flatMap((header) => {
      const [name, value] = [at(header, 'name'), at(header, 'value')];
      if (typeof name !== 'string' || typeof value !== 'string') return [];
      return [{ name: name.toLowerCase(), value: [{ kind: 'literal', text: value, at: 0, quote: 'none' } as const] }];
    });
    const found: FoundRequest = { url, headers, json: json.value as JsonObject, dropped: [] };
    requests.push(answer === undefined ? found : { ...found, answer });
  }
  if (requests.length === 0 && diagnostics.length === 0) {
    return fail('har-empty', 'no entry of the log is a chat-completions request', 'its URL ends in /chat/completions');
  }
  if (others > 0) notes.push(`${others} other ${others === 1 ? 'entry is' : 'entries are'} left out`);
  return { requests, diagnostics, notes };
}

function at(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) ? (value as JsonObject)[key] : undefined;
}

function listAt(value: Json | undefined, key: string): readonly Json[] {
  const list = at(value, key);
  return Array.isArray(list) ? list : [];
}
