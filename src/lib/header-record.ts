/**
 * Headers in any form a `fetch` takes, as a record with names in lower case. Asks for no class: to name the one of Node
 * loads its whole client, which a request over plain HTTP has no use for.
 */
export function headerRecord(headers: RequestInit['headers']): Record<string, string> {
  const record: Record<string, string> = {};
  for (const [name, value] of pairsOf(headers ?? {})) record[name.toLowerCase()] = String(value);
  return record;
}

function pairsOf(headers: NonNullable<RequestInit['headers']>): Iterable<[string, unknown]> {
  return Symbol.iterator in headers ? (headers as Iterable<[string, unknown]>) : Object.entries(headers);
}
