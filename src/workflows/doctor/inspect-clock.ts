import { createFindingMaker, type SetupFinding } from "./setup-finding.ts";

const find = createFindingMaker("clock");
const SECOND_MS = 1_000;
/** GitHub refuses a token that was issued further in its future; it tells the time in whole seconds. */
const ALLOWED_MS = 60 * SECOND_MS;
const UNREMARKABLE_MS = 5 * SECOND_MS;

/** This machine's clock beside GitHub's; positive: GitHub's is ahead. */
export function inspectClock(clockLeadMs: number | undefined): readonly SetupFinding[] {
  if (clockLeadMs === undefined) return [];
  const seconds = Math.round(Math.abs(clockLeadMs) / SECOND_MS);
  if (Math.abs(clockLeadMs) <= UNREMARKABLE_MS) {
    return [find("ok", "This machine's clock agrees with GitHub's.")];
  }
  const where = `This machine's clock is ${seconds} s ${clockLeadMs > 0 ? "behind" : "ahead of"} GitHub's`;
  if (Math.abs(clockLeadMs) <= ALLOWED_MS) return [find("note", `${where}, which GitHub puts up with.`)];
  return [
    find(
      "error",
      `${where}: GitHub refuses tokens that far off, each one is asked for twice, and what is due by the clock comes at the wrong time. Set the clock by NTP.`,
    ),
  ];
}
