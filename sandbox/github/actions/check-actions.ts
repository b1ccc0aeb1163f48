import { toCheckRunJson, toCheckSuiteEventJson, toCheckSuiteJson } from "../json/check-json.ts";
import { type Simulation, toLiveContext } from "../simulation.ts";
import type { CheckRun, CheckSuite, Repository } from "../world/entities.ts";
import { toHeadKey } from "../world/world.ts";
import { requireRow } from "./issue-actions.ts";

/** GitHub makes one suite per app and head, and tells the app when the head is pushed. */
export function ensureSuite(
  simulation: Simulation,
  repository: Repository,
  head: { readonly sha: string; readonly branch: string | null; readonly appId: number },
): CheckSuite {
  const known = simulation.world.checkSuites
    .listGroup(toHeadKey(repository.id, head.sha))
    .find(({ appId }) => appId === head.appId);
  if (known !== undefined) return known;
  const id = simulation.nextId();
  const suite: CheckSuite = {
    id,
    repositoryId: repository.id,
    appId: head.appId,
    headSha: head.sha,
    headBranch: head.branch,
    createdAtMs: simulation.now(),
  };
  return simulation.world.checkSuites.put(id, suite);
}

/** The suite of our app on a head that was pushed: `check_suite` `requested`. */
export function requestSuite(
  simulation: Simulation,
  repository: Repository,
  head: { readonly sha: string; readonly branch: string; readonly byId: number },
): void {
  const suite = ensureSuite(simulation, repository, { ...head, appId: simulation.app.id });
  emitSuite(simulation, suite, { action: "requested", byId: head.byId });
}

export function emitSuite(
  simulation: Simulation,
  suite: CheckSuite,
  { action, byId }: { readonly action: string; readonly byId: number },
): void {
  // What is asked of one app is told to that app alone.
  if (suite.appId !== simulation.app.id) return;
  const repository = requireRow(simulation, suite.repositoryId);
  simulation.emit({
    event: "check_suite",
    action,
    repositoryId: repository.id,
    senderId: byId,
    fields: { check_suite: toCheckSuiteEventJson(toLiveContext(simulation), repository, suite) },
  });
}

export type NewCheckRun = Omit<CheckRun, "id" | "suiteId" | "repositoryId">;

export function createCheckRun(
  simulation: Simulation,
  repository: Repository,
  { run, byId }: { readonly run: NewCheckRun; readonly byId: number },
): CheckRun {
  const suite = ensureSuite(simulation, repository, { sha: run.headSha, branch: null, appId: run.appId });
  const id = simulation.nextId();
  const row = simulation.world.checkRuns.put(id, {
    ...run,
    id,
    suiteId: suite.id,
    repositoryId: repository.id,
  });
  emitCheckRun(simulation, row, { action: "created", byId });
  if (row.status === "completed") emitCheckRun(simulation, row, { action: "completed", byId });
  return row;
}

export function updateCheckRun(
  simulation: Simulation,
  run: CheckRun,
  { change, byId }: { readonly change: Partial<NewCheckRun>; readonly byId: number },
): CheckRun {
  const row = simulation.world.checkRuns.put(run.id, { ...run, ...change });
  if (row.status === "completed" && run.status !== "completed") {
    emitCheckRun(simulation, row, { action: "completed", byId });
  }
  return row;
}

export interface CheckRunEvent {
  readonly action: "created" | "completed" | "rerequested" | "requested_action";
  readonly byId: number;
  readonly identifier?: string;
}

export function emitCheckRun(
  simulation: Simulation,
  run: CheckRun,
  { action, byId, identifier }: CheckRunEvent,
): void {
  const isAsked = action === "rerequested" || action === "requested_action";
  if (isAsked && run.appId !== simulation.app.id) return;
  const repository = requireRow(simulation, run.repositoryId);
  const context = toLiveContext(simulation);
  const suite = simulation.world.checkSuites.find(run.suiteId);
  simulation.emit({
    event: "check_run",
    action,
    repositoryId: repository.id,
    senderId: byId,
    fields: {
      check_run: {
        ...toCheckRunJson(context, repository, run),
        ...(suite === undefined ? {} : { check_suite: toCheckSuiteJson(context, repository, suite) }),
      },
      ...(identifier === undefined ? {} : { requested_action: { identifier } }),
    },
  });
}
