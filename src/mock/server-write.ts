import type { ServerResponse } from 'node:http';

/**
 * Writes a response of a mock to a socket: each write of its body as one of the socket, the next one when there is room
 * for it. A body that breaks off breaks the connection (RST), and one shorter than its `content-length` ends it.
 * Given up where the client leaves first.
 */
export async function writeResponse(response: Response, to: ServerResponse): Promise<'written' | 'given up'> {
  const { status, headers, body } = response;
  const head = Object.fromEntries(headers);
  to.writeHead(status, head);
  if (body === null) {
    to.end();
    return 'written';
  }
  // A body that waits must not keep its head waiting.
  to.flushHeaders();
  const reader = body.getReader();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      await written(value, to);
      if (to.destroyed) return 'given up';
    }
  } catch {
    if (to.destroyed) return 'given up';
    await breakConnection(to);
    return 'written';
  } finally {
    reader.cancel().catch(() => {});
  }
  if (Number(head['content-length'] ?? length) > length) to.destroy();
  else to.end();
  return 'written';
}

/** Until the kernel has it, and the reader the time to take it: what is written next is another read. */
function written(bytes: Uint8Array, to: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      to.off('close', done);
      resolve();
    };
    to.once('close', done);
    if (to.destroyed) return done();
    const flows = to.write(bytes, () => flows && setImmediate(done));
    if (!flows) to.once('drain', done);
  });
}

/** What was written before is read before the reset is seen. */
function breakConnection(to: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => {
      to.socket?.resetAndDestroy();
      resolve();
    }, 5);
  });
}
