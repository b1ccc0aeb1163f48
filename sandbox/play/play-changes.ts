import type { Driver, IssueReference } from "../github/driver.ts";
import type { CheckRun } from "../github/world/entities.ts";
import type { PlannedChange } from "../organisation/planned-change.ts";
import type { Sandbox } from "./sandbox.ts";
import { untilIdle } from "./until-idle.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** On the morning after the opening, before the first one lands. */
const ANSWERED_AT_MS = 7 * HOUR_MS;

interface Step {
  readonly atMs: number;
  readonly phase: "open" | "answer" | "land";
  readonly run: () => void;
}

/** What was planned so far, and the number of the pull request that each place of the plan was given. */
export interface PlayedHistory {
  readonly changes: PlannedChange[];
  readonly numbers: Map<number, number>;
}

/**
 * Lets people open, answer and land what is planned, while the app looks on. Steps of one kind that follow one
 * another happen at once, and the app has come to rest before those of another kind begin.
 */
export async function playChanges(
  sandbox: Sandbox,
  changes: readonly PlannedChange[],
  { changes: played, numbers }: PlayedHistory,
): Promise<void> {
  played.push(...changes);
  const steps = changes
    .flatMap((change) => toSteps(sandbox, change, numbers))
    .sort((a, b) => a.atMs - b.atMs);
  let phase: Step["phase"] | undefined;
  for (const step of steps) {
    if (phase !== undefined && phase !== step.phase) await untilIdle(sandbox);
    phase = step.phase;
    sandbox.clock.moveTo(Math.max(step.atMs, sandbox.clock.now()));
    step.run();
  }
  await untilIdle(sandbox);
}

/** The same before the app is installed: nobody asks, so nobody is waited for. */
export function playUnseen(
  sandbox: Sandbox,
  changes: readonly PlannedChange[],
  { changes: played, numbers }: PlayedHistory,
): void {
  played.push(...changes);
  const steps = changes
    .flatMap((change) => toSteps(sandbox, change, numbers))
    .sort((a, b) => a.atMs - b.atMs);
  for (const { phase, atMs, run } of steps) {
    if (phase === "answer") continue;
    sandbox.clock.moveTo(Math.max(atMs, sandbox.clock.now()));
    run();
  }
}

function toSteps(sandbox: Sandbox, change: PlannedChange, numbers: Map<number, number>): readonly Step[] {
  const { gitHub, organisation } = sandbox;
  const { driver } = gitHub;
  const repository = `${organisation.login}/${change.repository}`;
  const find = (): IssueReference => ({ repository, number: numbers.get(change.place) ?? 0 });
  const open: Step = {
    atMs: change.openedAtMs,
    phase: "open",
    run: () => {
      numbers.set(change.place, openChange(driver, { repository, change, numbers }));
    },
  };
  const land: Step = {
    atMs: change.landedAtMs,
    phase: "land",
    run: () => void driver.merge({ ...find(), by: "wren" }),
  };
  if (change.answer.kind === "none") return [open, land];
  const morningMs = Math.floor(change.landedAtMs / DAY_MS) * DAY_MS + ANSWERED_AT_MS;
  const answer: Step = {
    atMs: morningMs + change.place * 1_000,
    phase: "answer",
    run: () => sayAnswer(sandbox, find(), change),
  };
  return [open, answer, land];
}

interface Opening {
  readonly repository: string;
  readonly change: PlannedChange;
  readonly numbers: ReadonlyMap<number, number>;
}

function openChange(driver: Driver, { repository, change, numbers }: Opening): number {
  const { title, by, paths, labels, isFromFork } = change;
  const { number } = driver.openPullRequest({
    repository,
    title,
    by,
    // `#{3}` is the change in place 3 of the plan.
    body: change.body.replace(/#\{(\d+)\}/g, (_, place: string) => `#${numbers.get(Number(place)) ?? 0}`),
    labels,
    fromFork: isFromFork,
    files: paths.map((path) => ({ path })),
  });
  return number;
}

function sayAnswer({ gitHub }: Sandbox, reference: IssueReference, { answer }: PlannedChange): void {
  const { driver } = gitHub;
  switch (answer.kind) {
    case "none":
      return;
    case "command":
      driver.comment({ ...reference, by: answer.by, body: answer.text });
      return;
    case "label":
      driver.label({ ...reference, by: answer.by, label: answer.label });
      return;
    case "button": {
      const check = findCheck(gitHub, reference);
      // `Yes` stands only where there is a suggestion; who finds none can't tell.
      const isThere = check?.actions.some(({ identifier }) => identifier === answer.identifier);
      if (check === undefined) return;
      driver.pressButton({
        checkRunId: check.id,
        by: answer.by,
        identifier: isThere ? answer.identifier : "unsure",
      });
      return;
    }
  }
}

/** The app's newest check of that name on the head. */
export function findCheck(
  { driver, app }: Sandbox["gitHub"],
  reference: IssueReference,
  name = "throughline",
): CheckRun | undefined {
  const head = driver.findIssue(reference)?.pullRequest?.headSha;
  if (head === undefined) return undefined;
  return driver
    .listCheckRuns(reference.repository, head)
    .findLast((run) => run.appId === app.id && run.name === name);
}
