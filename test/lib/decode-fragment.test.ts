import { expect, test } from 'vitest';
import { decodeFragment } from '../../src/lib/decode-fragment.ts';

test('a fragment is decoded', () => {
  expect(decodeFragment('/$defs/a%20b')).toBe('/$defs/a b');
});

test('a fragment that is not encoded as it should be stays as it is', () => {
  expect(decodeFragment('/$defs/50%')).toBe('/$defs/50%');
});
