import { expect, test } from 'vitest';
import { xmlElement, xmlText } from '../../src/reporters/xml.ts';

test('what would end a tag, a text or an attribute is written as an entity', () => {
  expect(xmlElement('a', { b: '"<&>\n\t\'', c: undefined, d: 1 }, [xmlText(']]> <b>&')])).toBe(
    '<a b="&quot;&lt;&amp;&gt;&#10;&#9;\'" d="1">]]&gt; &lt;b&gt;&amp;</a>',
  );
  expect(xmlElement('a', {})).toBe('<a/>');
});

test('what XML cannot hold is written out, all else stays', () => {
  expect(xmlText('a\u0000b\u001bc\ufffed\ud800e')).toBe('a\\u0000b\\u001bc\\ufffed\\ud800e');
  expect(xmlText('ä 背包 👍\n\t\u0085')).toBe('ä 背包 👍\n\t\u0085');
});
