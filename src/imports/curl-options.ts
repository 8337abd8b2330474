/** What an option of curl means for a request. Those that only say how curl behaves have no meaning here. */
export type CurlMeaning =
  | 'url'
  | 'method'
  | 'header'
  | 'data'
  | 'json'
  | 'user'
  | 'cookie'
  | 'ignored'
  | 'get'
  | 'refused';

interface CurlOption {
  readonly means: CurlMeaning;
  /** Does a word follow that belongs to it? */
  readonly takes: boolean;
}

const takes = (means: CurlMeaning): CurlOption => ({ means, takes: true });
const alone = (means: CurlMeaning): CurlOption => ({ means, takes: false });

/** https://curl.se/docs/manpage.html, the options that stand in front of a request people paste. */
const named: { readonly [name: string]: CurlOption } = {
  url: takes('url'),
  request: takes('method'),
  header: takes('header'),
  data: takes('data'),
  'data-ascii': takes('data'),
  'data-raw': takes('data'),
  'data-binary': takes('data'),
  json: takes('json'),
  user: takes('user'),
  'oauth2-bearer': takes('user'),
  cookie: takes('cookie'),
  get: alone('get'),
  head: alone('get'),
  form: takes('refused'),
  'form-string': takes('refused'),
  'data-urlencode': takes('refused'),
  'upload-file': takes('refused'),
  config: takes('refused'),
  next: alone('refused'),
};

/** Options that take a word and change nothing of what is sent. */
const ignoredWithWord = [
  ...['output', 'output-dir', 'write-out', 'max-time', 'connect-timeout', 'retry', 'retry-delay', 'retry-max-time'],
  ...[
    'user-agent',
    'referer',
    'proxy',
    'proxy-user',
    'noproxy',
    'resolve',
    'connect-to',
    'interface',
    'cacert',
    'capath',
  ],
  ...['cert', 'cert-type', 'key', 'key-type', 'ciphers', 'tls-max', 'dump-header', 'trace', 'trace-ascii', 'stderr'],
  ...['cookie-jar', 'limit-rate', 'keepalive-time', 'max-redirs', 'expect100-timeout', 'unix-socket', 'speed-limit'],
  ...['speed-time', 'range', 'time-cond', 'dns-servers', 'local-port', 'max-filesize', 'rate', 'variable'],
];

const ignoredAlone = [
  ...['compressed', 'silent', 'show-error', 'insecure', 'location', 'include', 'verbose', 'fail', 'fail-with-body'],
  ...[
    'no-buffer',
    'http1.0',
    'http1.1',
    'http2',
    'http2-prior-knowledge',
    'http3',
    'globoff',
    'ipv4',
    'ipv6',
    'remote-name',
  ],
  ...[
    'tlsv1',
    'tlsv1.2',
    'tlsv1.3',
    'no-keepalive',
    'location-trusted',
    'path-as-is',
    'progress-bar',
    'no-progress-meter',
  ],
  ...[
    'retry-all-errors',
    'retry-connrefused',
    'raw',
    'tcp-nodelay',
    'basic',
    'anyauth',
    'create-dirs',
    'disable',
    'post301',
  ],
  ...[
    'post302',
    'post303',
    'fail-early',
    'parallel',
    'styled-output',
    'trace-time',
    'tr-encoding',
    'ssl-reqd',
    'netrc',
  ],
];

const shortNames: { readonly [letter: string]: string } = {
  ...{ X: 'request', H: 'header', d: 'data', u: 'user', b: 'cookie', G: 'get', I: 'head', F: 'form', T: 'upload-file' },
  ...{
    K: 'config',
    o: 'output',
    w: 'write-out',
    m: 'max-time',
    A: 'user-agent',
    e: 'referer',
    x: 'proxy',
    U: 'proxy-user',
  },
  ...{ E: 'cert', D: 'dump-header', c: 'cookie-jar', r: 'range', z: 'time-cond', y: 'speed-time', Y: 'speed-limit' },
  ...{
    s: 'silent',
    S: 'show-error',
    k: 'insecure',
    L: 'location',
    i: 'include',
    v: 'verbose',
    f: 'fail',
    N: 'no-buffer',
  },
  ...{ '0': 'http1.0', g: 'globoff', '4': 'ipv4', '6': 'ipv6', O: 'remote-name', '1': 'tlsv1', '#': 'progress-bar' },
  ...{ ':': 'next', q: 'disable', Z: 'parallel', n: 'netrc' },
};

/** What an option without its dashes means; undefined where curl has none of that name that we know. */
export function curlOption(name: string): (CurlOption & { readonly name: string }) | undefined {
  const whole = name.length === 1 ? shortNames[name] : name;
  if (whole === undefined) return undefined;
  if (Object.hasOwn(named, whole)) return { ...(named[whole] as CurlOption), name: whole };
  if (ignoredWithWord.includes(whole)) return { ...takes('ignored'), name: whole };
  return ignoredAlone.includes(whole) ? { ...alone('ignored'), name: whole } : undefined;
}

export const curlOptionNames: readonly string[] = [...Object.keys(named), ...ignoredWithWord, ...ignoredAlone];
