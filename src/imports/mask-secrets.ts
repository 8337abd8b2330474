/**
 * A text that somebody pasted, with stars in place of what may be a token, a key, a cookie or a project, one for each
 * character: so places in it stay where they are. For messages; what becomes of a secret in a scenario is decided where
 * its place is known.
 */
export function maskSecrets(text: string): string {
  return secrets.reduce(
    (masked, pattern) =>
      masked.replace(pattern, (whole: string, kept: string) => `${kept}${'*'.repeat(whole.length - kept.length)}`),
    text,
  );
}

/** The first group stays. */
const secrets: readonly RegExp[] = [
  /((?:bearer|basic)\s+)(?![$\s*])[^\s"'\\]{4,}/gi,
  /((?:^|[\s"'])(?:set-)?cookie:\s*)[^"'\r\n]+/gim,
  /((?:^|\s)(?:-b|--cookie|-u|--user|--oauth2-bearer)\s*\$?['"]?)(?![$\s])[^"'\r\n]{3,}/gm,
  /((?:^|[\s"'])[\w-]*(?:key|token|secret|password|signature)[\w-]*:\s*)(?![$\s"{[\d])[^\s"']{4,}/gim,
  /([?&](?:key|api[-_]?key|access_token|token|sig|signature)=)(?!\$)[^&\s"']+/gi,
  /("value"\s*:\s*"Bearer )[^"]+/gi,
  /()(?:ya29\.[\w.-]{8,}|AIza[\w-]{20,}|sk-[\w-]{12,}|gh[opsu]_\w{20,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]*)/g,
  /(projects\/)(?![$\s{}*])[^/\s"'{}$]+(?=\/)/g,
];
