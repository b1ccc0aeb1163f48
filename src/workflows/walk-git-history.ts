import type { Claim, Statement } from "../model/answer.ts";
import type { AssessedChange, Change, ChangeAnswer } from "../model/change.ts";
import type { ReferenceReading } from "../model/pull-request.ts";
import type { TimeSpan } from "../model/reading.ts";
import { toReferenceKey } from "../model/reference.ts";
import { assessChange } from "../tagging/assess-change.ts";
import { createClaimHistory } from "../tagging/claim-history.ts";
import type { Policy } from "../tagging/compile-policy.ts";
import { toDayStartMs, toPreviousWindow } from "./parse-window.ts";
import type { ChangeHistory, RepositoryFacts } from "./ports/change-history.ts";

/** Takes what a walk finds, one change at a time: kept together, the changes of a long history fill the memory. */
export interface WalkTaker {
  /** A change of the window; in the order of the line, but for those that waited for the answer of another one. */
  add(change: AssessedChange): void;
  /** A change of the window before, of equal length; only where the history reaches back to the start of that. */
  addPrevious(change: AssessedChange): void;
}

export interface GitWalkRequest {
  readonly policy: Policy;
  readonly window: TimeSpan;
  /** What `history.readRepository()` gave. */
  readonly facts: RepositoryFacts;
  readonly taker: WalkTaker;
  /** Called after every 500 changes with their count so far, for a progress line. */
  readonly onProgress?: (assessed: number) => void;
}

const PROGRESS_STEP = 500;

/** `for #812`, and addresses of pull requests and issues: what a reference cannot do without. */
const MAY_REFER = /#\d|\/(?:pull|issues)\/\d/;

/**
 * Assesses what landed in a window and in the one before, oldest first, so that each change is guessed at from what
 * people had declared until then. A `for #n` is resolved when all is read: its target may land later than the change
 * itself, and anywhere in the history. Kept are the changes that wait for one and what other changes declare, nothing
 * else. Answers whether the window before was given: part of one would be no measure.
 * Throws where the history cannot be read to its end.
 */
export async function walkGitHistory(
  history: ChangeHistory,
  request: GitWalkRequest,
): Promise<"compared" | "without-comparison"> {
  const { policy, window, facts, taker } = request;
  const before = toPreviousWindow(window);
  const sinceMs = toDayStartMs(before.since);
  const startMs = toDayStartMs(window.since);
  const untilMs = toDayStartMs(window.until);
  const claims = createClaimHistory();
  const targets = new Map<string, ReferenceReading>();
  const waiting: Change[] = [];
  const isCompared = facts.oldestLandedAtMs < sinceMs;
  const take = (result: AssessedChange): void => {
    if (result.landedAtMs >= startMs) taker.add(result);
    else if (isCompared) taker.addPrevious(result);
  };
  let assessed = 0;

  for await (const change of history.listChanges({ sinceMs, untilMs, outside: "answers" })) {
    const { landedAtMs } = change;
    const isWanted = landedAtMs >= sinceMs && landedAtMs < untilMs;
    const guesses = isWanted && landedAtMs >= startMs ? "made" : "left-out";
    const result = assessChange(change, policy, { history: claims, guesses });
    addTarget(targets, result, facts.repository);
    if (isWanted) {
      if (mayWait(change, result)) waiting.push(change);
      else take(result);
    }
    assessed++;
    if (assessed % PROGRESS_STEP === 0) request.onProgress?.(assessed);
  }

  for (const change of waiting) {
    // A history of its own: whatever this change declared was counted when it came by.
    take(assessChange(change, policy, { history: createClaimHistory(), references: targets }));
  }
  return isCompared ? "compared" : "without-comparison";
}

/** Without its target a reference is unsure, so only such an answer can turn into a better one. */
function mayWait({ body }: Change, { answer }: AssessedChange): boolean {
  return answer.kind === "unsure" && MAY_REFER.test(body);
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
