/** The text of a URI's fragment; as it is where it is not encoded as it should be. */
export function decodeFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
