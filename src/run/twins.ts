import type { Case } from '../model/case.ts';
import type { Judged } from '../model/check.ts';
import type { PlannedCase } from './run-case.ts';

/** Lets a twin (`parity`) wait for the case it is compared with; that one is always begun before it. */
export interface Twins {
  of(aCase: Case): {
    /** Says what became of the case; the first time counts. Undefined where it was not answered. */
    answered(judged: Judged | undefined): void;
    /** Of a twin: what the checks made of the other's answer. Absent for others, and where the other does not run. */
    readonly twin?: Promise<Judged | undefined>;
  };
}

export function createTwins(cases: readonly PlannedCase[]): Twins {
  const wanted = new Set(cases.flatMap((planned) => planned.case.twinOf ?? []));
  const pending = new Map(
    cases
      .filter((planned) => wanted.has(planned.case.id))
      .map((planned) => [planned.case.id, Promise.withResolvers<Judged | undefined>()]),
  );
  return {
    of({ id, twinOf }) {
      const twin = twinOf === undefined ? undefined : pending.get(twinOf)?.promise;
      return { answered: (judged) => pending.get(id)?.resolve(judged), ...(twin && { twin }) };
    },
  };
}
