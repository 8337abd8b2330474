/**
 * SHA-256 of a text, in hexadecimal or base64url. Node's crypto is loaded when the first text is hashed: loading it costs
 * a quarter of what Node itself does to start, and many a command hashes nothing.
 */
export function sha256(text: string, encoding: 'hex' | 'base64url' = 'hex'): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', text, encoding);
}
