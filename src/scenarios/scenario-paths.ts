/** The name of the file that makes a folder a suite. */
export const suiteName = 'suite.yaml';

/** The name of the file whose content lies under the scenarios of its folder. */
export const defaultsName = '_defaults.yaml';

/**
 * Why a file of a suite is no scenario (docs/reference/format.md#files); undefined where it is one. `path` is
 * relative to the suite, with `/`.
 */
export function noScenario(path: string): string | undefined {
  const segments = path.split('/');
  const hidden = segments.find((segment) => /^[_.]/.test(segment));
  if (hidden !== undefined) return `names that begin with ${hidden[0]} are left out`;
  if (segments[0] === 'recordings' && segments.length > 1) return 'recordings/ holds no scenarios';
  if (!/\.ya?ml$/.test(path)) return 'its name does not end in .yaml or .yml';
  return segments.at(-1) === suiteName ? 'it describes a suite' : undefined;
}

/** What a file was probably meant to be called, where nothing reads it under its name. */
export function meantName(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const other: { readonly [name: string]: string } = {
    'suite.yml': suiteName,
    '_defaults.yml': defaultsName,
    '_default.yaml': defaultsName,
    '_default.yml': defaultsName,
  };
  return Object.hasOwn(other, name) ? other[name] : undefined;
}

/** The id of a scenario: its path below the suite without ending. */
export function scenarioId(path: string): string {
  return path.replace(/\.ya?ml$/, '');
}
