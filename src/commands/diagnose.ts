import type { OutcomeVerdict } from '../checks/verdict.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Exchange } from '../model/exchange.ts';
import { exitCodes } from './invocation.ts';

/** What has to be right for an answer, in the order in which it shows. */
export const parts = ['credentials', 'project', 'location', 'host', 'model'] as const;

export type Part = (typeof parts)[number];

export interface Diagnosis {
  readonly code: number;
  /** Why a part is wrong, in one sentence. */
  readonly wrong: { readonly [part in Part]?: string };
  /** The parts that are right, and what is to be said of them beside their value. */
  readonly known: readonly (readonly [part: Part, says?: string])[];
}

/** Which part keeps a small request from being answered? What a refusal does not tell stays unknown. */
export function diagnose(
  { outcome }: Exchange,
  verdict: OutcomeVerdict,
  about: { readonly endpoint: Endpoint; readonly model: string; readonly url: string; readonly says?: string },
): Diagnosis {
  const why = verdict.kind === 'undecided' ? verdict.cause : verdict.kind === 'judged' ? '' : verdict.reason;
  if (outcome.kind === 'no-response') {
    if (outcome.reason === 'credentials') return undecided({ credentials: outcome.message }, []);
    return undecided(
      { host: `${new URL(about.url).host} cannot be reached: ${outcome.message}${hint(outcome.message)}` },
      [['credentials']],
    );
  }
  const { status } = outcome;
  if (verdict.kind === 'judged') {
    const model = [about.model, about.says].filter((each) => each !== undefined && each !== '').join(', ');
    return {
      code: exitCodes.holds,
      wrong: {},
      known: [['credentials'], ['project'], ['location'], ['host'], ['model', model]],
    };
  }
  if (status === 401) return undecided({ credentials: why }, [['host']]);
  if (status === 403) {
    return {
      code: verdict.kind === 'undecided' ? exitCodes.undecided : exitCodes.broken,
      wrong: { project: why },
      known: [['credentials'], ['host']],
    };
  }
  if (status === 404 && outcome.body.kind !== 'json') return broken({ location: why }, [['host']]);
  if (status === 400 || status === 404) return broken({ model: `${about.model}: ${why}` }, [['credentials'], ['host']]);
  return undecided({ model: `${about.model}: ${why}` }, [['credentials'], ['host']]);
}

function undecided(wrong: Diagnosis['wrong'], known: Diagnosis['known']): Diagnosis {
  return { code: exitCodes.undecided, wrong, known };
}

function broken(wrong: Diagnosis['wrong'], known: Diagnosis['known']): Diagnosis {
  return { code: exitCodes.broken, wrong, known };
}

function hint(message: string): string {
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return '; is the location right, and is there a network?';
  if (/ECONNREFUSED/.test(message)) return '; nothing listens there';
  if (/certificate/.test(message)) return '; name the authority in NODE_EXTRA_CA_CERTS';
  return '; a proxy is named in HTTPS_PROXY';
}
