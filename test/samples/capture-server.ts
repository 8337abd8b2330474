import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface Captured {
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A server on this machine that keeps every request and answers `{}`. Close it with `close`. */
export async function captureServer() {
  const captured: Captured[] = [];
  const server = createServer(async (request, response) => {
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part);
    captured.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    captured,
    close: () => new Promise<unknown>((resolve) => server.close(resolve)),
  };
}
