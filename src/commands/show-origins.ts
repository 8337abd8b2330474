import { layerAt, layersOf } from '../cases/layers.ts';
import { escapeControls } from '../lib/escape.ts';
import { isObject } from '../lib/is-object.ts';
import type { Look } from '../lib/style.ts';
import type { Case } from '../model/case.ts';
import type { Json, Path } from '../model/json.ts';
import type { Suite } from '../model/suite.ts';
import { endpointUrl } from '../requests/url.ts';

/** The effective request of a case, one value a line, each with the file and line it came from. */
export function renderOrigins(aCase: Case, suite: Suite, { style }: Look): string {
  const layers = layersOf(suite, aCase.scenario);
  const [step] = aCase.steps;
  const request = step?.request.kind === 'json' ? step.request.json : (step?.request.text ?? null);
  const parts: readonly (readonly [string, Json])[] = [
    ['endpoint', aCase.endpoint.name],
    ['transports', [aCase.transport]],
    ['timeout', { ...aCase.timeouts }],
    [step?.request.kind === 'raw' ? 'request_raw' : 'request', request],
    ['expect', step?.expect ?? {}],
  ];
  const rows = parts.flatMap(([key, value]) => leaves(value, [key]));
  const width = Math.min(48, Math.max(...rows.map(({ path }) => shown(path).length)));
  const lines = rows.map(({ path, value }) => {
    const layer = layerAt(layers, path) ?? layerAt(layers, path.slice(0, -1)) ?? layerAt(layers, path.slice(0, 1));
    const place = layer?.source?.locate([...layer.base, ...path]);
    const from = place ? `${place.file}:${place.line}` : 'built in';
    return `  ${shown(path).padEnd(width)}  ${escapeControls(short(value))}  ${style.dim(from)}`;
  });
  return `${style.bold(aCase.scenario.id)}  ${escapeControls(aCase.title)}\n  POST ${endpointUrl(aCase.endpoint)}\n${lines.join('\n')}\n`;
}

function leaves(value: Json, path: Path): { path: Path; value: Json }[] {
  if (Array.isArray(value) && value.length > 0) {
    return (value as readonly Json[]).flatMap((item, index) => leaves(item, [...path, index]));
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  }
  return [{ path, value }];
}

function shown(path: Path): string {
  return path.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('');
}

function short(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
