/**
 * The metadata server of a machine on Google Cloud, as far as google-auth-library asks it for a token: so that clients
 * with Application Default Credentials work against served mocks unchanged, without an account (`GCE_METADATA_HOST`).
 * https://docs.cloud.google.com/compute/docs/metadata/overview
 */
export function answerMetadata(
  path: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  token: string | undefined,
): { readonly status: number; readonly type: string; readonly body: string } | undefined {
  const [, asked] = /^\/computeMetadata\/v1\/?(.*)$/.exec(path) ?? [];
  if (asked === undefined) return undefined;
  // What a page in a browser could send is refused by the real one as well.
  if (headers['metadata-flavor'] !== 'Google') {
    return { status: 403, type: 'text/html', body: 'Missing Metadata-Flavor:Google header' };
  }
  if (/^instance\/service-accounts\/[^/]+\/token$/.test(asked)) {
    const body = JSON.stringify({ access_token: token ?? 'any', expires_in: 3599, token_type: 'Bearer' });
    return { status: 200, type: 'application/json', body };
  }
  if (asked === 'project/project-id') return { status: 200, type: 'application/text', body: 'my-project' };
  if (asked === '' || asked === 'instance')
    return { status: 200, type: 'application/text', body: 'service-accounts/\n' };
  return { status: 404, type: 'text/html', body: 'Not found' };
}
