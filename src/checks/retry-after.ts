/**
 * Milliseconds that `Retry-After` asks to wait: seconds, or a date (RFC 9110, section 10.2.3). Undefined where it is
 * missing or neither of them.
 */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(value.trim())) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
