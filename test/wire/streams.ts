import type { WirePiece } from '../../src/wire/event-reader.ts';

/** A stream by what is special about it, and the pieces it consists of. */
export interface NamedStream {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly pieces: readonly WirePiece[];
}

const data = (text: string, offset: number): WirePiece => ({ kind: 'data', text, offset });
const comment = (text: string, offset: number): WirePiece => ({ kind: 'comment', text, offset });
const text = (stray: string, offset: number): WirePiece => ({ kind: 'text', text: stray, offset });

const errorTail = '[{\n  "error": {\n    "code": 499,\n    "status": "CANCELLED"\n  }\n}\n]';

export const streams: readonly NamedStream[] = [
  { name: 'nothing', body: '', pieces: [] },
  { name: 'line ends with LF', body: 'data: a\n\ndata: b\n\n', pieces: [data('a', 0), data('b', 9)] },
  { name: 'line ends with CRLF', body: 'data: a\r\n\r\ndata: b\r\n\r\n', pieces: [data('a', 0), data('b', 11)] },
  { name: 'line ends with CR', body: 'data: a\r\rdata: b\r\r', pieces: [data('a', 0), data('b', 9)] },
  {
    name: 'mixed line ends',
    body: 'data: a\r\n\ndata: b\r\r\ndata: c\n\r',
    pieces: [data('a', 0), data('b', 10), data('c', 20)],
  },
  { name: 'a byte order mark', body: '\ufeffdata: a\n\n', pieces: [data('a', 3)] },
  { name: 'a byte order mark and nothing else', body: '\ufeff', pieces: [] },
  { name: 'a second byte order mark', body: '\ufeff\ufeffdata: a\n\n', pieces: [text('\ufeffdata: a', 3)] },
  {
    name: 'one space behind the colon taken off',
    body: 'data:a\n\ndata:  b\n\n',
    pieces: [data('a', 0), data(' b', 8)],
  },
  { name: 'data in several lines', body: 'data: a\ndata:\ndata: b\n\n', pieces: [data('a\n\nb', 0)] },
  {
    name: 'data without a value',
    body: 'data\n\ndata:\n\ndata: \n\n',
    pieces: [data('', 0), data('', 6), data('', 13)],
  },
  { name: 'blank lines', body: '\n\n\ndata: a\n\n\n\n', pieces: [data('a', 3)] },
  {
    name: 'comments',
    body: ': ping\n\n:\n\n:b\ndata: a\n\n',
    pieces: [comment('ping', 0), comment('', 8), comment('b', 11), data('a', 14)],
  },
  { name: 'a comment in an event', body: 'data: a\n: b\ndata: c\n\n', pieces: [comment('b', 8), data('a\nc', 0)] },
  { name: 'other fields', body: 'event: error\nid: 1\nretry: 10\ndata: a\n\nid\n\n', pieces: [data('a', 29)] },
  {
    name: 'several bytes per character',
    body: 'data: 你好🦊\n\ndata: é\n\n: ü\n',
    pieces: [data('你好🦊', 0), data('é', 18), comment('ü', 28)],
  },
  {
    name: 'invalid UTF-8',
    body: Buffer.from('data: \xff\xc3\n\ndata: a\n\n', 'latin1'),
    pieces: [data('\ufffd\ufffd', 0), data('a', 10)],
  },
  { name: 'no blank line at the end', body: 'data: a\n\ndata: b\n', pieces: [data('a', 0), data('b', 9)] },
  { name: 'no line break at the end', body: 'data: a\n\ndata: {"b', pieces: [data('a', 0), data('{"b', 9)] },
  { name: 'cut within the name of a field', body: 'data: a\n\ndat', pieces: [data('a', 0), text('dat', 9)] },
  { name: 'an error tail without data:', body: `data: a\n\n${errorTail}`, pieces: [data('a', 0), text(errorTail, 9)] },
  {
    name: 'an error among the events',
    body: `data: a\n\n${errorTail}\n\ndata: b\n\n`,
    pieces: [data('a', 0), text(errorTail, 9), data('b', 11 + errorTail.length)],
  },
  { name: 'an error right behind data', body: 'data: a\n{\n}\n\n', pieces: [data('a', 0), text('{\n}', 8)] },
  { name: 'text that data follows', body: 'so\nfar\ndata: a\n\n', pieces: [text('so\nfar', 0), data('a', 7)] },
  {
    name: 'an unknown field, as llama.cpp once sent errors',
    body: 'error: {"code":500}\n\n',
    pieces: [text('error: {"code":500}', 0)],
  },
  { name: 'upper case', body: 'DATA: a\n\n', pieces: [text('DATA: a', 0)] },
  { name: 'an indented line', body: ' data: a\n\n', pieces: [text(' data: a', 0)] },
  { name: 'a NUL', body: 'data: a\0b\n\n', pieces: [data('a\0b', 0)] },
];
