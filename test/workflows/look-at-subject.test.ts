import { describe, expect, it } from "vitest";
import { lookAtSubject } from "../../src/workflows/look-at-subject.ts";
import { GitHubError } from "../../src/workflows/ports/git-hub-error.ts";
import { type LookRig, openLookRig, SILENT, stateOf, told } from "../support/look-rig.ts";

const GONE = new GitHubError({ kind: "gone", status: 404, message: "GET /files: 404 Not Found" });

async function lookInVain(rig: LookRig, laterMs = 0): Promise<unknown> {
  rig.gitHub.failing.set("listPullRequestPaths", { error: GONE, when: "before" });
  const claim = await rig.claim(told(stateOf(), "opened"));
  rig.clock.nowMs += laterMs;
  return lookAtSubject(rig.context as Parameters<typeof lookAtSubject>[0], claim, SILENT).then(
    () => undefined,
    (error: unknown) => (error instanceof GitHubError ? error.failure : error),
  );
}

describe("lookAtSubject", () => {
  it("takes what is gone for what is not shown yet while the pull request is there", async () => {
    const rig = await openLookRig();
    expect(await lookInVain(rig)).toEqual({
      kind: "lagging",
      status: 404,
      message: "GET /files: 404 Not Found, though its subject is still there",
    });
  });

  it.each<readonly [string, (rig: LookRig) => void]>([
    [
      "repository",
      ({ gitHub }) => {
        gitHub.repository = undefined;
      },
    ],
    [
      "pull request",
      ({ gitHub }) => {
        gitHub.pullRequest = undefined;
      },
    ],
    [
      "access",
      ({ gitHub }) => {
        gitHub.failing.set("readRepository", { error: GONE, when: "before" });
      },
    ],
  ])("is gone with its %s", async (_name, remove) => {
    const rig = await openLookRig();
    remove(rig);
    expect(await lookInVain(rig, 30_000)).toEqual(GONE.failure);
  });

  it("is not gone while a webhook of this half minute told of it: GitHub may not show it yet", async () => {
    const rig = await openLookRig();
    rig.gitHub.pullRequest = undefined;
    expect(await lookInVain(rig, 29_000)).toEqual({ ...GONE.failure, kind: "lagging" });
  });
});
