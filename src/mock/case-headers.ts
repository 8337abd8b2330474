import type { Case, Step } from '../model/case.ts';

/**
 * The headers by which `run --live --origin` tells a served suite which mock is meant
 * (docs/reference/format.md#the-keys-of-mock).
 */
export const caseHeader = 'x-vertex-scenario';
export const stepHeader = 'x-vertex-step';
export const attemptHeader = 'x-vertex-attempt';

/** What an HTTP attempt at a step says of itself. `attempt` counts from 1, over all attempts that the case makes at it. */
export function caseHeaders({ id }: Pick<Case, 'id'>, step: Pick<Step, 'id'>, attempt: number): Record<string, string> {
  return {
    [caseHeader]: asHeader(id),
    ...(step.id !== undefined && { [stepHeader]: asHeader(step.id) }),
    [attemptHeader]: String(attempt),
  };
}

/** A header carries Latin-1 alone; ids begin with a path, which may hold any letter. */
export function asHeader(id: string): string {
  return id.replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}
