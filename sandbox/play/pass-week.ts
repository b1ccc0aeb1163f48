import { type PlayedHistory, playChanges } from "./play-changes.ts";
import type { PlanOfWeek } from "./play-history.ts";
import type { Sandbox } from "./sandbox.ts";
import { toNextMonday, toWeekStart } from "./to-next-monday.ts";

/** The others go on working until Monday morning, and what is due then is done. Says what happened. */
export async function passWeek(sandbox: Sandbox, plan: PlanOfWeek, history: PlayedHistory): Promise<string> {
  const { clock, service } = sandbox;
  const mondayMs = toNextMonday(clock.now());
  const landing = plan(toWeekStart(clock.now()), history.changes).filter(
    ({ openedAtMs, landedAtMs }) => openedAtMs > clock.now() && landedAtMs < mondayMs,
  );
  await playChanges(sandbox, landing, history);
  clock.moveTo(mondayMs);
  await service.lookAtDue();
  return `A week passed: colleagues landed ${landing.length} ${landing.length === 1 ? "change" : "changes"}, and on Monday the reports and the weekly summary were due.`;
}
