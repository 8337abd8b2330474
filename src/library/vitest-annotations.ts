import { relative, sep } from 'node:path';
import { workflowCommand } from '../reporters/workflow-command.ts';

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
        const file = relative(cwd, at.file).replaceAll(sep, '/');
        const place = { file, line: at.line, col: at.column, title: test.name };
        write(`\n${workflowCommand('error', place, message.split('\n'))}`);
      }
    },
  };
}
