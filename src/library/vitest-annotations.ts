import { relative, sep } from 'node:path';

/** As much of what vitest tells of a test as is read here. */
export interface EndedTest {
  readonly name: string;
  meta(): object;
  result(): {
    readonly errors?: readonly {
      readonly message: string;
      readonly stacks?: readonly { readonly file: string; readonly line: number; readonly column: number }[];
    }[];
  };
}

/**
 * A reporter of vitest that annotates failed scenarios in GitHub Actions on their YAML line. vitest's own annotates code
 * that Vite has transformed, and nothing else. A line that several tests fail at has one annotation.
 */
export function createAnnotations(write: (text: string) => void, cwd: string) {
  const said = new Set<string>();
  return {
    onTestCaseResult(test: EndedTest): void {
      if (!('scenario' in test.meta())) return;
      for (const { message, stacks: [at] = [] } of test.result().errors ?? []) {
        const key = at && `${at.file}:${at.line}:${at.column}`;
        if (!at || key === undefined || said.has(key)) continue;
        said.add(key);
        const facts = {
          file: relative(cwd, at.file).replaceAll(sep, '/'),
          line: String(at.line),
          col: String(at.column),
          title: test.name,
        };
        const properties = Object.entries(facts).map(([name, value]) => `${name}=${escapeProperty(value)}`);
        write(`\n::error ${properties.join(',')}::${escapeData(message)}\n`);
      }
    },
  };
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
