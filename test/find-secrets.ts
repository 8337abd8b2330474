import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where one of these values stands in a file below a folder, or in a text: as it is, and in every form that somebody
 * could read it back from (base64 wherever it begins, percent, JSON escapes, hexadecimal).
 */
export function findSecrets(
  where: { readonly folder?: string; readonly texts?: readonly string[] },
  secrets: readonly string[],
): string[] {
  const texts = new Map((where.texts ?? []).map((text, index) => [`text ${index}`, text]));
  const { folder } = where;
  if (folder !== undefined) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const file = join(folder, name);
      // The name is an artefact as well.
      texts.set(name, `${name}\n${statSync(file).isFile() ? readFileSync(file, 'latin1') : ''}`);
    }
  }
  const forms = secrets.flatMap((secret) => formsOf(secret).map((form) => [secret, form] as const));
  return [...texts].flatMap(([name, text]) =>
    forms.flatMap(([secret, form]) => (text.includes(form) ? [`${name} has ${secret} as ${form}`] : [])),
  );
}

export function formsOf(secret: string): string[] {
  // Base64 of three offsets: its characters depend on what stands before; the first and the last may be of both.
  const inBase64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.from('x'.repeat(offset) + secret).toString('base64');
    return encoded.slice(offset === 0 ? 0 : 4, Math.floor((offset + secret.length) / 3) * 4);
  });
  const url = inBase64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  const hex = Buffer.from(secret).toString('hex');
  return [
    ...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), hex, ...inBase64, ...url]),
  ];
}
