/** One argument for a POSIX shell: as it is where no shell reads anything into it, otherwise in single quotes. */
export function shellQuote(text: string): string {
  return /^[A-Za-z0-9_./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
