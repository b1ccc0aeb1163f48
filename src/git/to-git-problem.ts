import type { GitProblem } from "../workflows/ports/change-history.ts";
import type { GitEnd } from "./start-git.ts";

/** Why a call of git failed, from what it printed (in English, because the environment says so). */
export function toGitProblem(path: string, end: GitEnd): GitProblem {
  if (end.kind === "not-started") {
    return {
      kind: "no-git",
      message: `Git could not be started (${end.cause.message}); install git 2.25 or newer.`,
    };
  }
  const { stderr } = end;
  if (/dubious ownership|unsafe repository|safe\.directory/.test(stderr)) {
    return {
      kind: "not-trusted",
      message: `Git does not read ${path} because another user owns it; if you trust it, run: git config --global --add safe.directory ${path}`,
    };
  }
  if (/safe\.bareRepository/.test(stderr)) {
    return {
      kind: "not-trusted",
      message: `Git does not read the bare repository ${path}; your git settings ask for safe.bareRepository=explicit.`,
    };
  }
  if (/not a git repository/i.test(stderr)) {
    return { kind: "no-repository", message: `No Git repository at ${path}; give the folder of a clone.` };
  }
  if (/lazy fetch|promisor|protocol '[^']*' not allowed|transport '[^']*' not allowed/i.test(stderr)) {
    return {
      kind: "damaged",
      message: `The partial clone at ${path} lacks folders of its history; clone it in full, or with --filter=blob:none.`,
    };
  }
  return { kind: "damaged", message: `Git cannot read the history of ${path}: ${findCause(end)}` };
}

/** What git says of the failure itself: its advice and warnings stand before it, and name other things. */
function findCause({ stderr, code }: Extract<GitEnd, { kind: "ended" }>): string {
  const lines = stderr.split("\n").filter((each) => each !== "" && !/^(?:hint|warning):/.test(each));
  const line = lines.find((each) => /^(?:fatal|error):/.test(each)) ?? lines[0];
  return line === undefined ? `it ended with code ${code ?? "none"}.` : line.slice(0, 300);
}
