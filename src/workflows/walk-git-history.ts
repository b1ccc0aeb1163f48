import type { Claim, Statement } from "../model/answer.ts";
import type { AssessedChange, ChangeAnswer } from "../model/assessed-change.ts";
import type { Change } from "../model/change.ts";
import type { ReferenceReading } from "../model/pull-request.ts";
import { toReferenceKey } from "../model/reference.ts";
import type { TimeSpan } from "../model/time-span.ts";
import { assessChange } from "../tagging/assess-change.ts";
import { createClaimHistory } from "../tagging/claim-history.ts";
import type { Policy } from "../tagging/compile-policy.ts";
import { toDayStartMs, toPreviousWindow } from "./parse-window.ts";
import type { ChangeHistory, RepositoryFacts } from "./ports/change-history.ts";

export interface GitWalk {
  /** The changes of the window, oldest first. */
  readonly changes: readonly AssessedChange[];
  /** Those of the window before, of equal length; undefined where the history does not reach back to its start. */
  readonly previous: readonly AssessedChange[] | undefined;
}

export interface GitWalkRequest {
  readonly policy: Policy;
  readonly window: TimeSpan;
  /** What `history.readRepository()` gave. */
  readonly facts: RepositoryFacts;
  /** Called after every 500 changes with their count so far, for a progress line. */
  readonly onProgress?: (assessed: number) => void;
}

const PROGRESS_STEP = 500;

/** `for #812`, and addresses of pull requests and issues: what a reference cannot do without. */
const MAY_REFER = /#\d|\/(?:pull|issues)\/\d/;

/**
 * Assesses what landed in a window and in the one before, oldest first, so that each change is guessed at from what
 * people had declared until then. A `for #n` is resolved when all is read: its target may land later than the change
 * itself, and anywhere in the history. Kept are the changes of both windows and what other changes declare, nothing
 * else. Throws where the history cannot be read to its end.
 */
export async function walkGitHistory(history: ChangeHistory, request: GitWalkRequest): Promise<GitWalk> {
  const { policy, window, facts } = request;
  const before = toPreviousWindow(window);
  const sinceMs = toDayStartMs(before.since);
  const startMs = toDayStartMs(window.since);
  const untilMs = toDayStartMs(window.until);
  const claims = createClaimHistory();
  const targets = new Map<string, ReferenceReading>();
  const current: Kept[] = [];
  const previous: Kept[] = [];
  let assessed = 0;

  for await (const change of history.listChanges({ sinceMs, untilMs, outside: "answers" })) {
    const { landedAtMs } = change;
    const isCurrent = landedAtMs >= startMs && landedAtMs < untilMs;
    const guesses = isCurrent ? "made" : "left-out";
    const result = assessChange(change, policy, { history: claims, guesses });
    addTarget(targets, result, facts.repository);
    if (landedAtMs >= sinceMs && landedAtMs < untilMs) {
      (isCurrent ? current : previous).push(toKept(change, result));
    }
    assessed++;
    if (assessed % PROGRESS_STEP === 0) request.onProgress?.(assessed);
  }

  const settle = (kept: Kept): AssessedChange => {
    if (kept.refers === undefined) return kept.result;
    // A history of its own: whatever this change declared was counted when it came by.
    return assessChange(kept.refers, policy, { history: createClaimHistory(), references: targets });
  };
  return {
    changes: current.map(settle),
    previous: facts.oldestLandedAtMs < sinceMs ? previous.map(settle) : undefined,
  };
}

/** A change of the windows; `refers` is there while it may wait for the answer of another one. */
interface Kept {
  readonly result: AssessedChange;
  readonly refers?: Change;
}

/** Without its target a reference is unsure, so only such an answer can turn into a better one. */
function toKept(change: Change, result: AssessedChange): Kept {
  const mayWait = result.answer.kind === "unsure" && MAY_REFER.test(change.body);
  return mayWait ? { result, refers: change } : { result };
}

/**
 * Remembers what a change says itself, under both ways of naming it. What it would inherit is not there yet, which
 * makes references one hop long and a circle of them unsure.
 */
function addTarget(
  targets: Map<string, ReferenceReading>,
  { number, answer }: AssessedChange,
  repository: string,
): void {
  const statement = toStatement(answer);
  if (number === undefined || statement === undefined) return;
  const reading: ReferenceReading = { kind: "answered", statement };
  targets.set(toReferenceKey({ number }), reading);
  if (repository.includes("/")) targets.set(toReferenceKey({ repository, number }), reading);
}

function toStatement(answer: ChangeAnswer): Statement | undefined {
  switch (answer.kind) {
    case "tags":
      return { kind: "tags", claims: answer.tags.map(({ metric, effect }): Claim => ({ metric, effect })) };
    case "none":
    case "unsure":
      return { kind: answer.kind };
    case "unanswered":
      return undefined;
  }
}
