/** Does a set of tags fit? */
export type TagExpression = (tags: ReadonlySet<string>) => boolean;

/** Reads `a and not (b or c)`: `not` binds closest, then `and`, then `or`. Gives the tags it names as well. */
export function parseTagExpression(
  text: string,
): { matches: TagExpression; names: readonly string[] } | { wrong: string } {
  const words = text.match(/[()]|[^\s()]+/g) ?? [];
  const names: string[] = [];
  let at = 0;
  const either = (): TagExpression => {
    const parts = [both()];
    for (; words[at] === 'or'; parts.push(both())) at += 1;
    return (tags) => parts.some((part) => part(tags));
  };
  const both = (): TagExpression => {
    const parts = [one()];
    for (; words[at] === 'and'; parts.push(one())) at += 1;
    return (tags) => parts.every((part) => part(tags));
  };
  const one = (): TagExpression => {
    const word = words[at++];
    if (word === 'not') {
      const part = one();
      return (tags) => !part(tags);
    }
    if (word === '(') {
      const part = either();
      if (words[at++] !== ')') throw new SyntaxError('a parenthesis is not closed');
      return part;
    }
    if (word === undefined || word === ')' || word === 'and' || word === 'or') {
      throw new SyntaxError(word === undefined ? 'a tag is missing at the end' : `a tag is missing before "${word}"`);
    }
    names.push(word);
    return (tags) => tags.has(word);
  };
  try {
    const matches = either();
    if (at < words.length) throw new SyntaxError(`"${words[at]}" stands where "and" or "or" should`);
    return { matches, names };
  } catch (error) {
    if (error instanceof SyntaxError) return { wrong: error.message };
    throw error;
  }
}
