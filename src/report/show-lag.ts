const UNITS: Readonly<Record<string, string>> = { d: "day", w: "week", m: "month", q: "quarter" };

/** `6w` -> `6 weeks`; what is no lag stays as it is. */
export function showLag(lag: string): string {
  const [, count, unit] = /^(\d+)([dwmq])$/.exec(lag) ?? [];
  const word = UNITS[unit ?? ""];
  if (count === undefined || word === undefined) return lag;
  return `${count} ${word}${count === "1" ? "" : "s"}`;
}
