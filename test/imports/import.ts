import { type ImportedScenario, type ImportSuite, makeScenario } from '../../src/imports/make-scenario.ts';
import { readCalls } from '../../src/imports/read-calls.ts';
import { readHar } from '../../src/imports/read-har.ts';
import { textPlaces } from '../../src/lib/text-places.ts';
import { oneLine } from '../scenarios/a-suite.ts';

export interface Imported {
  readonly scenarios: readonly ImportedScenario[];
  /** In one line each. */
  readonly diagnostics: readonly string[];
}

/** What becomes of a text that is pasted, without a file system. */
export function importText(
  text: string,
  suite: ImportSuite = {},
  files: { readonly [name: string]: string } = {},
): Imported {
  const placeAt = textPlaces('pasted', text);
  const read = text.startsWith('{')
    ? readHar(text, placeAt)
    : readCalls(text, placeAt, (name) => {
        const found = files[name];
        if (found === undefined) return { wrong: `${name} is not there` };
        return [{ kind: 'literal', text: found, at: 0, quote: 'single' }];
      });
  const made = read.requests.map((request) => makeScenario(request, suite));
  return {
    scenarios: made.flatMap((each) => ('scenario' in each ? [each.scenario] : [])),
    diagnostics: [...read.diagnostics.map(oneLine), ...made.flatMap((each) => ('wrong' in each ? [each.wrong] : []))],
  };
}

/** The one scenario that a text becomes, where nothing is wrong with it. */
export function importOne(
  text: string,
  suite?: ImportSuite,
  files?: { readonly [name: string]: string },
): ImportedScenario {
  const { scenarios, diagnostics } = importText(text, suite, files);
  const [scenario, ...more] = scenarios;
  if (!scenario || more.length > 0 || diagnostics.length > 0)
    throw new Error(`${scenarios.length} ${diagnostics.join('\n')}`);
  return scenario;
}
