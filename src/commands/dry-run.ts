import { plural } from '../lib/plural.ts';
import { buildRequest } from '../requests/build-request.ts';
import type { SuitePlan } from './plan-suite.ts';

/**
 * What a run would send: each request once, with the model and how often, then how many that are in all. A request
 * that goes on from an earlier answer is counted like the others; its text is known only then.
 */
export function renderDryRun({ cases, backend }: SuitePlan, retries: number): string {
  const requests = new Map<string, number>();
  let skipped = 0;
  let calls = 0;
  for (const { case: aCase } of cases) {
    if (aCase.skip !== undefined) {
      skipped += 1;
      continue;
    }
    for (const step of aCase.steps) {
      const { method, url, json } = buildRequest(aCase, step);
      const model = typeof json?.['model'] === 'string' ? `  ${json['model']}` : '';
      const line = `${method} ${url}${model}`;
      requests.set(line, (requests.get(line) ?? 0) + 1);
      calls += 1;
    }
  }
  const width = String(Math.max(0, ...requests.values())).length;
  const lines = [...requests].map(([line, count]) => `${String(count).padStart(width)} × ${line}\n`);
  const most = backend === 'live' && retries > 0 ? `, with retries ${calls * (retries + 1)} at most` : '';
  const left = skipped > 0 ? `, ${plural(skipped, 'case')} skipped` : '';
  return `${lines.join('')}\n${plural(calls, 'request')}${most}${left}; nothing was sent\n`;
}
