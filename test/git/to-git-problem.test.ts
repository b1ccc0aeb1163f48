import { expect, it } from "vitest";
import { toGitProblem } from "../../src/git/to-git-problem.ts";

function causeOf(...lines: readonly string[]): string {
  const { message } = toGitProblem("shop", { kind: "ended", code: 128, stderr: lines.join("\n") });
  return message
    .replace("Git cannot read the history of shop: ", "")
    .replace("; run git fsck there, or clone it anew.", "");
}

it("quotes what failed, not the advice and warnings before it", () => {
  expect(causeOf("hint: Support for grafts is deprecated", "hint: more", "fatal: bad object")).toBe(
    "fatal: bad object",
  );
  expect(causeOf("warning: odd", "something", "error: first", "fatal: second")).toBe("error: first");
  expect(causeOf("warning: odd", "something")).toBe("something");
  expect(causeOf("hint: only this")).toBe("it ended with code 128");
});

function problemOf(stderr: string) {
  return toGitProblem("shop", { kind: "ended", code: 128, stderr }, "/srv/my shop");
}

it("advises to trust the folder that git itself names, or else the whole path", () => {
  const named = (folder: string) =>
    problemOf(
      `fatal: detected dubious ownership in repository at 'x'\nTo add an exception, call:\n\n\tgit config --global --add safe.directory ${folder}`,
    ).message;
  expect(named("/srv/shop/.git/modules/lib")).toMatch(/safe\.directory \/srv\/shop\/\.git\/modules\/lib$/);
  expect(named("'/srv/o'\\''neil'")).toMatch(/safe\.directory '\/srv\/o'\\''neil'$/);
  const silent = problemOf("fatal: unsafe repository ('/srv' is owned by someone else)").message;
  expect(silent).toMatch(/safe\.directory '\/srv\/my shop'$/);
});

it("tells other refusals of git apart", () => {
  const lost = problemOf("fatal: not a git repository: /gone/shop/.git/worktrees/tree");
  expect(lost.message).toMatch(/is not at \/gone\/shop\/\.git\/worktrees\/tree; run git worktree repair/);
  expect(problemOf("fatal: unknown repository extension found:\n\trefstorage").kind).toBe("git-too-old");
  const bad = problemOf("fatal: bad config line 3 in file .git/config");
  expect(bad.message).toBe(
    "Git cannot read shop; mend what it names: fatal: bad config line 3 in file .git/config.",
  );
});
