import { inheritedPath, layerAt, layersOf } from '../cases/layers.ts';
import { cutColumns, padColumns, textWidth } from '../lib/columns.ts';
import { escapeControls } from '../lib/escape.ts';
import { isObject } from '../lib/is-object.ts';
import type { Look } from '../lib/style.ts';
import type { Case, Step } from '../model/case.ts';
import type { Json, Path } from '../model/json.ts';
import type { Suite } from '../model/suite.ts';
import { endpointUrl } from '../requests/url.ts';

/**
 * The effective scenario of a row as YAML, each value with the file and line it came from as a comment. `cases` are
 * those of the row: they differ in their transport alone.
 */
export function renderOrigins(cases: readonly [Case, ...Case[]], suite: Suite, { style, width }: Look): string {
  const [aCase] = cases;
  const layers = layersOf(suite, aCase.scenario);
  const lines = Object.entries(effective(cases)).flatMap(([key, value]) => linesOf(value, [key], ''));
  const longest = Math.max(...lines.map(({ text }) => textWidth(text)));
  const origins = lines.map(({ path }) => (path ? originOf(path) : ''));
  // Where not both fit, the values give way: an origin that is cut cannot be followed.
  const room = Math.min(longest, Math.max(24, width - 4 - Math.max(...origins.map(textWidth))));
  const shown = lines.map(({ text }, index) => {
    const origin = origins[index] ?? '';
    const cut = cutColumns(text, room);
    return origin === '' ? text : `${padColumns(cut, room)}  ${style.dim(`# ${origin}`)}`;
  });
  const head = `${style.bold(aCase.scenario.id)}  ${escapeControls(aCase.title)}`;
  return `${head}\nPOST ${endpointUrl(aCase.endpoint)}\n\n${shown.join('\n')}\n`;

  function originOf(asked: Path): string {
    const path = inheritedPath(layers, asked);
    // What has no place of its own, such as a row's value in a list, stands where its parent stands.
    for (let length = path.length; length > 0; length--) {
      const part = path.slice(0, length);
      const layer = layerAt(layers, part);
      const place = layer?.source?.locate([...layer.base, ...part]);
      if (place) return `${escapeControls(place.file)}:${place.line}`;
      if (layer) break;
    }
    return path[0] === 'profile' ? 'follows from the endpoint and the model' : 'built in';
  }
}

function effective(cases: readonly [Case, ...Case[]]): Readonly<Record<string, Json>> {
  const [{ endpoint, profile, group, steps }] = cases;
  const [first] = steps;
  return {
    endpoint: endpoint.name,
    profile,
    transports: [...new Set(cases.map(({ transport }) => transport))],
    ...(group.count > 1 && { repeat: { count: group.count, pass: group.pass } }),
    ...(first && first.path.length === 0
      ? effectiveStep(first)
      : { steps: steps.map((step) => ({ id: step.id ?? '', ...effectiveStep(step) })) }),
  };
}

function effectiveStep(step: Step): { readonly [key: string]: Json } {
  const { timeouts, headers, request } = step;
  return {
    timeout: Object.fromEntries(Object.entries(timeouts).map(([name, ms]) => [name, duration(Number(ms))])),
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(request.kind === 'raw' ? { request_raw: request.text } : { request: request.json }),
    ...expected(step),
  };
}

/** A map as a map; the entries of a list that hold for this row stay a list, each at its own place. */
function expected({ expect }: Step): { readonly expect?: Json } {
  const [first] = expect;
  if (!first || expect.every(({ facets }) => Object.keys(facets).length === 0)) return {};
  return { expect: first.path.length === 1 ? first.facets : expect.map(({ facets }) => facets) };
}

/** As it is written in files. */
function duration(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

interface Line {
  readonly text: string;
  /** Absent for a line that only opens what is below it. */
  readonly path?: Path;
}

/** YAML in block style: one leaf a line, an item of a list with its first line behind the dash. */
function linesOf(value: Json, path: Path, indent: string): Line[] {
  const head = `${indent}${scalar(String(path.at(-1)))}:`;
  if (!isBranch(value)) return [{ text: `${head} ${scalar(value)}`, path }];
  return [{ text: head }, ...below(value, path, `${indent}  `)];
}

function below(value: Json, path: Path, indent: string): Line[] {
  if (!Array.isArray(value)) {
    return Object.entries(value as object).flatMap(([key, item]) => linesOf(item, [...path, key], indent));
  }
  return (value as readonly Json[]).flatMap((item, index): Line[] => {
    const at = [...path, index];
    if (!isBranch(item)) return [{ text: `${indent}- ${scalar(item)}`, path: at }];
    const [first, ...rest] = below(item, at, `${indent}  `);
    return first ? [{ ...first, text: `${indent}- ${first.text.trimStart()}` }, ...rest] : [];
  });
}

function isBranch(value: Json): boolean {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
}

/** A scalar as YAML: bare where it can be read as nothing but text, otherwise as JSON, which is YAML. */
function scalar(value: Json): string {
  return escapeControls(typeof value === 'string' && isBare(value) ? value : JSON.stringify(value));
}

function isBare(text: string): boolean {
  if (/^\d+m?s$/.test(text)) return true;
  return /^[A-Za-z_$][^:#\p{Cc}]*$/u.test(text) && !/^(?:true|false|null)$|\s$/i.test(text);
}
