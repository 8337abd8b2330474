/** Attributes in the order they are written in; one that is undefined is left out. */
export interface Attributes {
  readonly [name: string]: string | number | undefined;
}

/** An element with its content, which is XML already: other elements, or `xmlText`. */
export function xmlElement(name: string, attributes: Attributes, content: readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attribute(String(value))}"`);
  const head = `${name}${written.join('')}`;
  return content.length === 0 ? `<${head}/>` : `<${head}>${content.join('')}</${name}>`;
}

/** Text between tags. */
export function xmlText(text: string): string {
  return allowed(text).replace(/[&<>]/g, entity);
}

/** A reader of XML makes blanks of line breaks and tabs in attributes, unless they are written as references. */
function attribute(text: string): string {
  return allowed(text).replace(/[&<>"\n\r\t]/g, entity);
}

const entities: { readonly [char: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function entity(char: string): string {
  return entities[char] ?? `&#${char.charCodeAt(0)};`;
}

/**
 * What XML 1.0 cannot hold at all, not even as a reference, is written out: most control characters, halves of a pair,
 * U+FFFE and U+FFFF (https://www.w3.org/TR/xml/#charsets).
 */
function allowed(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
