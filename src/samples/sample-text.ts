/**
 * Text of a sample: pieces that stand for themselves, and pieces that the reader's shell fills in. Samples print
 * `${GOOGLE_CLOUD_PROJECT}`, never its value (README.md).
 */
export type SampleText = readonly SamplePiece[];

type SamplePiece = { readonly kind: 'literal' | 'expansion'; readonly text: string };

/**
 * Stands for a value of the environment until a sample is rendered. To render a sample, plan its case with an
 * environment in which every `env.X` and `secrets.X` is `placeholder('X')`. Made of characters that JSON, URLs and
 * headers carry unchanged.
 */
export function placeholder(name: string): string {
  return `${before}${name}${after}`;
}

const before = 'sample-variable-7c1e-';
const after = '-e1c7';
const placeholders = new RegExp(`${before}([A-Za-z_][A-Za-z0-9_]*)${after}`);

/** Splits a text where it has placeholders; each becomes an expansion such as `${GOOGLE_CLOUD_PROJECT}`. */
export function sampleText(text: string): SampleText {
  // Splitting by a pattern with one group alternates: literal, name, literal, …
  return text
    .split(placeholders)
    .map(
      (part, index): SamplePiece =>
        index % 2 === 0 ? { kind: 'literal', text: part } : { kind: 'expansion', text: `\${${part}}` },
    )
    .filter((piece) => piece.text !== '');
}

/** The text as a person reads it, where no shell does. */
export function plainText(text: SampleText): string {
  return text.map((piece) => piece.text).join('');
}
