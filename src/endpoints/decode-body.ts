import { Readable } from 'node:stream';
import type { Answered, BodyReader } from '../model/exchange.ts';

type Body = NonNullable<Answered['body']>;

/** A body without its `content-encoding`, as a `fetch` gives it. */
export async function decodeBody(body: Body, encoding: string): Promise<Body> {
  const { createBrotliDecompress, createGunzip, createInflate } = await import('node:zlib');
  const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };
  const decoder = Object.entries(decoders).find(([name]) => name === encoding)?.[1]();
  // What nobody asked for and nobody can read is judged as it came.
  if (!decoder) return body;
  const encoded = Readable.from(piecesOf(body.getReader()));
  encoded.on('error', (error) => decoder.destroy(error));
  const pieces: AsyncIterator<Uint8Array<ArrayBuffer>> = encoded.pipe(decoder)[Symbol.asyncIterator]();
  return {
    getReader: () => ({
      async read() {
        const { done, value } = await pieces.next();
        return done ? { done, value: undefined } : { done: false, value };
      },
      async cancel() {
        encoded.destroy();
        decoder.destroy();
      },
    }),
  };
}

async function* piecesOf(reader: BodyReader): AsyncGenerator<Uint8Array> {
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}
