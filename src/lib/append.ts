/** Puts a list behind another. Not by spreading into `push`: a list may be longer than the arguments of a call. */
export function append<Item>(list: Item[], more: readonly Item[]): void {
  for (const item of more) list.push(item);
}
