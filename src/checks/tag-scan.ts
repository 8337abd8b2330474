/** Looks for one tag in a text that comes in pieces, and keeps none of the text. */
export interface TagScan {
  take(text: string): void;
  /** `begins`: does the text begin with the opening tag, but for white space? */
  found(): { readonly begins: boolean; readonly opened: boolean; readonly closed: boolean };
}

/** White space before a tag that is waited for. */
const longestGap = 64;

export function createTagScan(tag: string): TagScan {
  const opening = `<${tag}>`;
  const closing = `</${tag}>`;
  let beginning = '';
  /** The end of what was taken: a tag may be split over pieces. */
  let tail = '';
  let opened = false;
  let closed = false;
  return {
    take(text) {
      const joined = tail + text;
      opened ||= joined.includes(opening);
      closed ||= joined.includes(closing);
      tail = joined.slice(1 - closing.length);
      if (beginning.length < longestGap) beginning += text.slice(0, longestGap + opening.length);
    },
    found: () => ({ begins: beginning.trimStart().startsWith(opening), opened, closed }),
  };
}
