export function formatPage(intro: string): string {
  return intro;
}
