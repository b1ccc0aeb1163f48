/** `2026-03-31 09:00 UTC` */
export function showMinute(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
