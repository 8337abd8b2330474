import { stringify } from 'yaml';
import type { Json } from '../model/json.ts';

/** Stands for a space of an expression while lines are folded: means nothing in YAML, and nobody types it. */
const kept = '\uE001';

/**
 * A value as YAML that people read and edit: keys in their order, text of several lines as a block, long lines folded,
 * but not inside of `${{ … }}`. `readYaml` gives the same value back.
 */
export function writeYaml(value: Json): string {
  const text = stringify(value, (_, item: unknown) => (typeof item === 'string' ? held(item) : item), {
    ...{ lineWidth: 100, aliasDuplicateObjects: false },
    ...{ version: '1.2', schema: 'core' },
  });
  return text.replaceAll(kept, ' ');
}

function held(text: string): string {
  return text.replace(/\$\{\{.*?\}\}/g, (expression) => expression.replaceAll(' ', kept));
}
