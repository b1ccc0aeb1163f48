import { describe, expect, it } from "vitest";
import type { PullRequestState } from "../../../src/model/pull-request.ts";
import type { Subject } from "../../../src/model/subject.ts";
import type { DeliveryFields } from "../../../src/model/webhook.ts";
import { GitHubError } from "../../../src/workflows/ports/git-hub-error.ts";
import { lookAtPullRequest } from "../../../src/workflows/pull-request/look-at-pull-request.ts";
import { StaleClaimError } from "../../../src/workflows/stale-claim-error.ts";
import {
  type LookRig,
  MONA,
  NOW_MS,
  openLookRig,
  REPOSITORY,
  SUBJECT,
  stateOf,
  told,
} from "../../support/look-rig.ts";

const PULL_REQUEST = SUBJECT as Extract<Subject, { kind: "pull-request" }>;
const HEAD = "b".repeat(40);
const BUDGET = new GitHubError({ kind: "limited", untilMs: NOW_MS + 500, why: "budget" });
const FAULT = new GitHubError({ kind: "fault", message: "502" });

function command(
  body: string,
  more: Partial<Extract<DeliveryFields, { kind: "comment" }>> = {},
): DeliveryFields {
  return {
    kind: "comment",
    action: "created",
    commentId: 31,
    number: 1,
    body,
    author: MONA,
    sender: MONA,
    createdAtMs: NOW_MS,
    updatedAtMs: NOW_MS,
    repository: REPOSITORY,
    ...more,
  };
}

async function look(rig: LookRig, ...fields: readonly DeliveryFields[]): Promise<void> {
  const claim = await rig.claim(...fields);
  const outcome = await lookAtPullRequest(rig.context, claim, PULL_REQUEST);
  await rig.store.settle(claim, outcome.settlement, outcome.writes);
}

/** A look that throws, given back to be done again. */
async function lookInVain(rig: LookRig, ...fields: readonly DeliveryFields[]): Promise<void> {
  const claim = await rig.claim(...fields);
  await expect(lookAtPullRequest(rig.context, claim, PULL_REQUEST)).rejects.toThrow();
  await rig.store.settle(claim, { kind: "wait", untilMs: rig.clock.nowMs, why: "test" }, {});
}

const listTitles = ({ gitHub }: LookRig) => gitHub.checks.map(({ title }) => title);

describe("lookAtPullRequest", () => {
  it("asks GitHub for nothing but the files, and writes one check", async () => {
    const rig = await openLookRig();
    await look(rig, told(stateOf(), "opened"));
    expect(rig.calls.filter((call) => call !== "readFile")).toEqual([
      "listPullRequestPaths",
      "createCheckRun",
    ]);
    rig.calls.length = 0;
    rig.clock.nowMs += 10_000;
    await look(rig, told(stateOf({ title: "Faster still", updatedAtMs: NOW_MS + 10_000 })));
    expect(rig.calls).toEqual([]);
  });

  it("reads GitHub where two states carry one second, and only once while nothing new is told", async () => {
    const rig = await openLookRig();
    rig.gitHub.pullRequest = stateOf({ body: "Impact: none" });
    rig.gitHub.failing.set("createCheckRun", { error: BUDGET, when: "before" });
    const [blank, answered] = [told(stateOf(), "opened"), told(stateOf({ body: "Impact: none" }))];
    rig.clock.nowMs += 1_000;
    await lookInVain(rig, blank, answered);
    rig.clock.nowMs += 1_000;
    await look(rig);
    expect(rig.calls.filter((call) => call === "readPullRequest")).toHaveLength(1);
    expect(listTitles(rig)).toEqual(["No metric, said in the description"]);
  });

  it("waits where GitHub's answer is older than its webhook, and then believes the webhook", async () => {
    const rig = await openLookRig();
    rig.gitHub.pullRequest = stateOf({ updatedAtMs: NOW_MS - 60_000 });
    const states = [told(stateOf({ body: "Impact: unsure" })), told(stateOf({ body: "Impact: none" }))];
    const claim = await rig.claim(...states);
    rig.clock.nowMs += 1_000;
    const { settlement } = await lookAtPullRequest(rig.context, claim, PULL_REQUEST);
    expect(settlement).toMatchObject({ kind: "wait", untilMs: NOW_MS + 2_000 });
    await rig.store.settle(claim, settlement, {});
    rig.clock.nowMs = NOW_MS + 31_000;
    await look(rig);
    expect(listTitles(rig)).toEqual(["No metric, said in the description"]);
  });

  it("creates no second check where the answer to the first was lost", async () => {
    const rig = await openLookRig();
    rig.gitHub.failing.set("createCheckRun", { error: FAULT, when: "after" });
    await lookInVain(rig, told(stateOf(), "opened"));
    expect(rig.gitHub.checks).toHaveLength(1);
    await look(rig);
    expect(rig.gitHub.checks).toHaveLength(1);
    expect(rig.calls.filter((call) => call === "createCheckRun")).toHaveLength(1);
  });

  it("mends a check whose last change was carried out without an answer, and taken back since", async () => {
    const rig = await openLookRig();
    await look(rig, told(stateOf(), "opened"));
    const asking = listTitles(rig);
    rig.clock.nowMs += 10_000;
    rig.gitHub.failing.set("updateCheckRun", { error: FAULT, when: "after" });
    await lookInVain(rig, told(stateOf({ body: "Impact: none", updatedAtMs: NOW_MS + 10_000 })));
    expect(listTitles(rig)).toEqual(["No metric, said in the description"]);
    rig.clock.nowMs += 10_000;
    await look(rig, told(stateOf({ updatedAtMs: NOW_MS + 20_000 })));
    expect(listTitles(rig)).toEqual(asking);
  });

  it("stops where another worker has the subject by now, before it writes anything", async () => {
    const rig = await openLookRig();
    const claim = await rig.claim(told(stateOf(), "opened"));
    rig.clock.nowMs += 16_000;
    await rig.store.claimWork({ owner: "other", limit: 1, leaseMs: 15_000 });
    await expect(lookAtPullRequest(rig.context, claim, PULL_REQUEST)).rejects.toThrow(StaleClaimError);
    expect(rig.gitHub.checks).toEqual([]);
  });

  it("acknowledges a command though the first try fell short of the budget", async () => {
    const rig = await openLookRig();
    await look(rig, told(stateOf(), "opened"));
    rig.calls.length = 0;
    rig.gitHub.failing.set("addReaction", { error: BUDGET, when: "before" });
    await lookInVain(rig, command("/impact none"));
    await look(rig);
    expect(rig.calls.filter((call) => call === "addReaction")).toHaveLength(2);
    expect(listTitles(rig)).toEqual(["No metric, said by command"]);
  });

  it("writes the list into a comment as it stands now, and never twice", async () => {
    const rig = await openLookRig();
    await look(rig, told(stateOf(), "opened"));
    const comment = {
      id: 31,
      body: "/impact ask\n\nedited since",
      author: MONA,
      isOurs: false,
      hasOurThumbsUp: false,
      createdAtMs: NOW_MS,
      updatedAtMs: NOW_MS,
    };
    rig.gitHub.comments = [comment];
    rig.gitHub.failing.set("addReaction", { error: BUDGET, when: "before" });
    await lookInVain(rig, command("/impact ask"));
    const [asked] = rig.gitHub.comments;
    expect(asked?.body).toMatch(/^\/impact ask\n\nedited since\n\n<!-- throughline -->/);
    const ticked = (asked?.body ?? "").replace("[ ]", "[x]");
    rig.gitHub.comments = [{ ...comment, body: ticked }];
    await look(rig);
    expect(rig.gitHub.comments[0]?.body).toBe(ticked);
  });

  it("stops writing comments and reactions when a pull request had five of them in an hour", async () => {
    const rig = await openLookRig();
    await look(rig, told(stateOf(), "opened"));
    for (let id = 1; id <= 8; id += 1) await look(rig, command("/impact nonsense", { commentId: id }));
    expect(rig.calls.filter((call) => call === "addReaction")).toHaveLength(5);
    rig.clock.nowMs += 3_600_000;
    await look(rig, command("/impact nonsense", { commentId: 9 }));
    expect(rig.calls.filter((call) => call === "addReaction")).toHaveLength(6);
  });

  it("takes a failed look at somebody's rights for a no, but not a limit or a fault", async () => {
    const rig = await openLookRig();
    await look(rig, told(stateOf(), "opened"));
    const author = { id: 12, login: "passer-by", isBot: false };
    const said = command("/impact none", { author, sender: author });
    rig.gitHub.failing.set("readPermission", {
      error: new GitHubError({ kind: "forbidden", message: "no" }),
      when: "before",
    });
    await look(rig, said);
    expect(listTitles(rig)).toEqual([expect.stringMatching(/^Looks like/)]);
    rig.gitHub.permissions = { "passer-by": "write" };
    rig.gitHub.failing.set("readPermission", { error: FAULT, when: "before" });
    const again = command("/impact none", { author, sender: author, commentId: 32 });
    await lookInVain(rig, again);
    await look(rig);
    expect(listTitles(rig)).toEqual(["No metric, said by command"]);
  });

  it("says so in a plain check where GitHub refuses what it wanted to show", async () => {
    const rig = await openLookRig();
    const refused = new GitHubError({ kind: "refused", status: 422, message: "annotations are too long" });
    rig.gitHub.failing.set("createCheckRun", { error: refused, when: "before" });
    await lookInVain(rig, told(stateOf(), "opened"));
    expect(rig.gitHub.checks).toMatchObject([
      { conclusion: "neutral", title: "Throughline could not show its check" },
    ]);
  });

  it("lets the newer of two pull requests with one head speak", async () => {
    const rig = await openLookRig();
    const newer: PullRequestState = stateOf({ number: 2 });
    const claim = await rig.claim(told(stateOf(), "opened"));
    await rig.store.save(claim, { pullRequests: [newer] });
    await lookAtPullRequest(rig.context, claim, PULL_REQUEST);
    expect(rig.gitHub.checks).toEqual([]);
  });

  it("has the others of a head looked at when the one that spoke closes or leaves it", async () => {
    const rig = await openLookRig();
    const claim = await rig.claim(told(stateOf(), "opened"));
    await rig.store.save(claim, {
      pullRequests: [stateOf({ number: 2 }), stateOf({ number: 3, status: "closed" })],
    });
    const outcome = await lookAtPullRequest(rig.context, claim, PULL_REQUEST);
    await rig.store.settle(claim, outcome.settlement, outcome.writes);
    rig.clock.nowMs += 10_000;
    await look(rig, told(stateOf({ headSha: HEAD, updatedAtMs: NOW_MS + 10_000 }), "synchronize"));
    const bumped = await rig.store.claimWork({ owner: "test", limit: 9, leaseMs: 15_000 });
    expect(bumped.map(({ subject }) => subject)).toEqual([{ ...PULL_REQUEST, number: 2 }]);
  });

  it("looks again where GitHub's answer of the same second is what was known, or has not the head pushed", async () => {
    const rig = await openLookRig();
    await look(rig, told(stateOf(), "opened"));
    rig.gitHub.pullRequest = stateOf();
    const push = { ...told(stateOf({ headSha: HEAD }), "synchronize"), before: "a".repeat(40) };
    const claim = await rig.claim(push as DeliveryFields);
    const { settlement } = await lookAtPullRequest(rig.context, claim, PULL_REQUEST);
    expect(settlement).toMatchObject({ kind: "wait", untilMs: NOW_MS + 2_000 });
    await rig.store.settle(claim, settlement, {});
    rig.gitHub.pullRequest = stateOf({ headSha: HEAD });
    rig.clock.nowMs = NOW_MS + 2_001;
    await look(rig);
    expect(rig.gitHub.checks.map(({ headSha }) => headSha)).toEqual(["a".repeat(40), HEAD]);
  });

  it("believes GitHub's answer after half a minute, whatever was known", async () => {
    const rig = await openLookRig();
    await look(rig, told(stateOf(), "opened"));
    rig.gitHub.pullRequest = stateOf();
    rig.clock.nowMs = NOW_MS + 30_000;
    await look(rig, told(stateOf({ body: "Impact: none" })));
    expect(listTitles(rig)).toEqual([expect.stringMatching(/^Looks like/)]);
  });

  it("reads the files again, and suggests anew, when the base changes", async () => {
    const rig = await openLookRig();
    await look(rig, told(stateOf(), "opened"));
    expect(listTitles(rig)).toEqual([expect.stringMatching(/^Looks like/)]);
    rig.gitHub.paths = ["README.md"];
    rig.clock.nowMs += 10_000;
    await look(rig, told(stateOf({ baseBranch: "release", updatedAtMs: NOW_MS + 10_000 })));
    expect(listTitles(rig)).toEqual([expect.stringMatching(/^Which number/)]);
  });

  it.each(["private", "public"] as const)(
    "keeps what a button said while a %s catalog is broken and the store is lost",
    async (visibility) => {
      const repository = { ...REPOSITORY, visibility };
      const tell = (state: PullRequestState, action?: string) =>
        ({ ...told(state, action), repository }) as DeliveryFields;
      const rig = await openLookRig();
      const catalog = rig.gitHub.catalog ?? "";
      await look(rig, tell(stateOf(), "opened"));
      await look(rig, pressed("yes", repository));
      const breakIt = async (text: string, more: Partial<PullRequestState>) => {
        rig.gitHub.catalog = text;
        rig.clock.nowMs += 7 * 3_600_000;
        await look(rig, tell(stateOf({ ...more, updatedAtMs: rig.clock.nowMs })));
      };
      await breakIt("version: 2", {});
      expect(listTitles(rig)).toEqual([expect.stringMatching(/^Catalog has/)]);
      const after = await openLookRig();
      after.clock.nowMs = rig.clock.nowMs + 10_000;
      after.gitHub.catalog = catalog;
      after.gitHub.checks = rig.gitHub.checks;
      // Somebody pushed while the store was away.
      const push = {
        ...tell(stateOf({ headSha: HEAD, updatedAtMs: after.clock.nowMs }), "synchronize"),
        before: "a".repeat(40),
      };
      await look(after, push as DeliveryFields);
      expect(after.gitHub.checks.at(-1)).toMatchObject({
        headSha: HEAD,
        title: "checkout-conversion, said by button",
      });
    },
  );
});

it("takes another press for a change of mind, and claims what its button named", async () => {
  const rig = await openLookRig();
  await look(rig, told(stateOf(), "opened"));
  await look(rig, pressed("none", REPOSITORY));
  expect(listTitles(rig)).toEqual(["No metric, said by button"]);
  const labels = rig.gitHub.checks.at(-1)?.write.output.actions.map(({ label }) => label);
  expect(labels).toEqual(["Yes: checkout-conve…", "No metric", "Not sure"]);
  rig.clock.nowMs += 1000;
  await look(rig, pressed("yes", REPOSITORY));
  expect(listTitles(rig)).toEqual(["checkout-conversion, said by button"]);
  await look(rig, told(stateOf({ headSha: HEAD, updatedAtMs: NOW_MS + 5000 }), "synchronize"));
  const onNext = rig.gitHub.checks.at(-1)?.write;
  expect(onNext).toMatchObject({ headSha: HEAD, output: { actions: [{ identifier: "yes" }, {}, {}] } });
});

function pressed(identifier: string, repository: typeof REPOSITORY): DeliveryFields {
  return {
    kind: "check-action",
    checkRunId: 500,
    headSha: "a".repeat(40),
    externalId: "pull-request:1",
    identifier,
    sender: MONA,
    repository,
  };
}
