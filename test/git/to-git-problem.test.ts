import { expect, it } from "vitest";
import { toGitProblem } from "../../src/git/to-git-problem.ts";

function causeOf(...lines: readonly string[]): string {
  const { message } = toGitProblem("shop", { kind: "ended", code: 128, stderr: lines.join("\n") });
  return message.replace("Git cannot read the history of shop: ", "");
}

it("quotes what failed, not the advice and warnings before it", () => {
  expect(causeOf("hint: Support for grafts is deprecated", "hint: more", "fatal: bad object")).toBe(
    "fatal: bad object",
  );
  expect(causeOf("warning: odd", "something", "error: first", "fatal: second")).toBe("error: first");
  expect(causeOf("warning: odd", "something")).toBe("something");
  expect(causeOf("hint: only this")).toBe("it ended with code 128.");
});
