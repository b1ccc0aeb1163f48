import type { DeadWork } from "../ports/service-store.ts";
import type { StoreContent, StoreSurvey } from "../ports/store-survey.ts";
import type { Reading } from "./setup-facts.ts";
import { createFindingMaker, type SetupFinding } from "./setup-finding.ts";
import { showCount } from "./show-count.ts";
import { showMinute } from "./show-minute.ts";

const find = createFindingMaker("store");
const findWork = createFindingMaker("work");
const MIB = 1_048_576;
/** Below the first the store can fail within hours; below the second somebody should know. */
const SCARCE_BYTES = 200 * MIB;
const LITTLE_BYTES = 1_024 * MIB;
/** A service that runs takes seconds. */
const LATE_MS = 10 * 60_000;
const MOST_SHOWN = 20;

/** What the store is, how old, whether it keeps up, and what was given up in it. */
export function inspectStore(store: Reading<StoreSurvey>, nowMs: number): readonly SetupFinding[] {
  if (!store.ok) return [find("error", store.error)];
  const survey = store.value;
  return [
    describe(survey),
    ...inspectVersion(survey),
    ...inspectDisk(survey),
    ...(survey.content === undefined ? [] : inspectContent(survey.content, nowMs)),
  ];
}

function describe({ engine, name, sizeBytes, migrations, content }: StoreSurvey): SetupFinding {
  const what = `${engine === "sqlite" ? "SQLite" : "PostgreSQL"} ${name}, ${showMib(sizeBytes)}, ${showCount(migrations.applied, "migration")}`;
  const oldest =
    content === undefined
      ? ""
      : `, ${showCount(content.repositories, "repository")}, ${content.oldestChangeAtMs === undefined ? "no change yet" : `changes since ${showMinute(content.oldestChangeAtMs)}`}`;
  return find("ok", `The store is ${what}${oldest}.`);
}

function inspectVersion({ migrations }: StoreSurvey): readonly SetupFinding[] {
  const { missing, unknown } = migrations;
  return [
    ...(missing.length === 0
      ? []
      : [
          find(
            "warning",
            `The store is of an older version (it lacks ${missing.join(", ")}), so nothing in it can be looked at: start the service of this version once.`,
          ),
        ]),
    ...(unknown.length === 0
      ? []
      : [
          find(
            "error",
            `The store is of a newer version than this command (it has ${unknown.join(", ")}): use that version.`,
          ),
        ]),
  ];
}

function inspectDisk({ freeBytes }: StoreSurvey): readonly SetupFinding[] {
  if (freeBytes === undefined) return [];
  if (freeBytes >= LITTLE_BYTES) return [find("ok", `Its disk has ${showMib(freeBytes)} left.`)];
  const severity = freeBytes < SCARCE_BYTES ? "error" : "warning";
  return [
    find(
      severity,
      `Its disk has ${showMib(freeBytes)} left; full, the service answers 503 and GitHub's webhooks are lost to it: free some space.`,
    ),
  ];
}

function inspectContent(
  { figures, deadWork, lastDeliveryAtMs }: StoreContent,
  nowMs: number,
): readonly SetupFinding[] {
  const { oldestUndoneReceivedAtMs: oldestMs, undoneDeliveries, waitingSubjects } = figures;
  const isLate = oldestMs !== undefined && nowMs - oldestMs > LATE_MS;
  return [
    lastDeliveryAtMs === undefined
      ? find("note", "No webhook has ever arrived here.")
      : find("ok", `The last webhook arrived at ${showMinute(lastDeliveryAtMs)}.`),
    isLate
      ? find(
          "warning",
          `${showCount(undoneDeliveries, "delivery")} waiting, the oldest since ${showMinute(oldestMs)}: is the service running? Its log says what it waits for.`,
        )
      : find(
          "ok",
          `Waiting: ${showCount(undoneDeliveries, "delivery")}, ${showCount(waitingSubjects, "subject")}.`,
        ),
    ...inspectDeadWork(deadWork, figures.deadSubjects + figures.quarantinedSubjects),
  ];
}

function inspectDeadWork(dead: readonly DeadWork[], all: number): readonly SetupFinding[] {
  if (dead.length === 0) return [findWork("ok", "No work was given up.")];
  return [
    ...dead
      .slice(0, MOST_SHOWN)
      .map(({ key, state, why, sinceMs }) =>
        findWork(
          "warning",
          `${key} was ${state === "dead" ? "given up" : "set aside after three crashes"} at ${showMinute(sinceMs)}: ${why}. Mend the cause, then run throughline doctor --retry.`,
        ),
      ),
    ...(all > MOST_SHOWN ? [findWork("warning", `${all - MOST_SHOWN} more were given up before.`)] : []),
  ];
}

function showMib(bytes: number): string {
  return bytes >= 1_024 * MIB
    ? `${(bytes / (1_024 * MIB)).toFixed(1)} GiB`
    : `${(bytes / MIB).toFixed(1)} MiB`;
}
