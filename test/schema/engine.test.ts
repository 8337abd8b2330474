import { expect, test } from 'vitest';
import { loadEngine } from '../../src/schema/engine.ts';

test('each engine is made once', async () => {
  expect(await loadEngine('author')).toBe(await loadEngine('author'));
  expect(await loadEngine('author')).not.toBe(await loadEngine('request'));
});

test('the engine of authors is strict about words, that of requests is not', async () => {
  const schema = { type: 'string', nonsense: true };
  const [author, request] = await Promise.all([loadEngine('author'), loadEngine('request')]);
  expect(() => author.compile(schema)).toThrow('unknown keyword: "nonsense"');
  expect(request.compile(schema)('a')).toBe(true);
});

test('both check formats and tell all errors', async () => {
  for (const kind of ['author', 'request'] as const) {
    const validate = (await loadEngine(kind)).compile({ type: 'array', items: { type: 'string', format: 'date' } });
    expect(validate(['2026-11-20'])).toBe(true);
    expect(validate(['Friday', 5])).toBe(false);
    expect(validate.errors).toHaveLength(2);
  }
});
