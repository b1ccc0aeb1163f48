/** `1 area`, `3 areas`, `2 repositories` */
export function showCount(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${noun.replace(/y$/, "ie")}s`;
}
