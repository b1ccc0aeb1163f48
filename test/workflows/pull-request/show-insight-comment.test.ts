import { describe, expect, it } from "vitest";
import { INSIGHT_MARKER } from "../../../src/insight/render-insight-comment.ts";
import type { AssessedChange } from "../../../src/model/change.ts";
import type { PullRequestState } from "../../../src/model/pull-request.ts";
import { PRIORITY } from "../../../src/model/subject.ts";
import { assessPullRequest } from "../../../src/tagging/assess-pull-request.ts";
import { createClaimHistory } from "../../../src/tagging/claim-history.ts";
import type { GitHub, IssueComment } from "../../../src/workflows/ports/git-hub.ts";
import { GitHubError } from "../../../src/workflows/ports/git-hub-error.ts";
import type { WorkClaim } from "../../../src/workflows/ports/service-store.ts";
import type { PullRequestLook } from "../../../src/workflows/pull-request/pull-request-look.ts";
import { showInsightComment } from "../../../src/workflows/pull-request/show-insight-comment.ts";
import { CATALOG_TEXT, policyOf, tagOf } from "../../insight/made-facts.ts";
import { type LookRig, NOW_MS, openLookRig, REPOSITORY, stateOf } from "../../support/look-rig.ts";

const MONTH_MS = 31 * 86_400_000;
const GONE = new GitHubError({ kind: "gone", status: 404, message: "Not Found" });

interface Asked {
  readonly number?: number;
  readonly body?: string;
  readonly voice?: "asked" | "unasked";
  readonly mode?: "auto" | "always" | "off";
  readonly state?: Partial<PullRequestState>;
  readonly visibility?: "public" | "private";
  readonly catalog?: string;
}

/** A repository in which `landed` changes in services/checkout claimed what the area usually claims. */
async function openWorld(landed: number) {
  const rig = await openLookRig();
  const comments = new Map<number, IssueComment & { readonly number: number }>();
  const calls: string[] = [];
  const github = createGitHub(comments, calls);
  const world = { rig, comments, calls, bodies: () => [...comments.values()].map(({ body }) => body) };
  const land = async (claims: readonly string[], count: number): Promise<void> => {
    const from = (await rig.store.listRecentChanges(REPOSITORY.id, 1_000)).length;
    const changes = Array.from({ length: count }, (_, index) => changeOf(1_000 + from + index, claims));
    const claim = await claimOf(rig, 1);
    const rows = changes.map((change) => ({ repositoryId: REPOSITORY.id, change, catalogVersion: "v1" }));
    await rig.store.settle(claim, { kind: "done" }, { changes: rows });
  };
  await land(["checkout-conversion"], landed);
  const show = async (asked: Asked = {}): Promise<void> => {
    const { number = 1, body = "Impact: refund-rate", voice = "unasked", visibility = "private" } = asked;
    const text = `${asked.catalog ?? CATALOG_TEXT}insight: { comment: ${asked.mode ?? "auto"} }\n`;
    const policy = policyOf(visibility, text);
    const state = stateOf({ number, body, ...asked.state });
    const claim = await claimOf(rig, number);
    const look: PullRequestLook = {
      context: { ...rig.context, github },
      claim,
      repository: { ...REPOSITORY, visibility },
      state,
      effective: {
        state: { kind: "valid", catalog: policy.catalog },
        policy,
        files: [],
        isAllowed: () => false,
      },
    };
    const facts = toFacts(state);
    const assessment = assessPullRequest({
      pullRequest: facts,
      catalog: look.effective.state,
      policy,
      history: createClaimHistory(),
    });
    await showInsightComment(look, { facts, assessment, voice });
    await rig.store.settle(claim, { kind: "done" }, {});
  };
  return { ...world, land, show };
}

async function claimOf(rig: LookRig, number: number): Promise<WorkClaim> {
  const { installationId, id: repositoryId } = REPOSITORY;
  const subject = { kind: "pull-request", installationId, repositoryId, number } as const;
  await rig.store.bump([{ subject, priority: PRIORITY.event }]);
  rig.clock.nowMs += 1;
  const [claim] = await rig.store.claimWork({ owner: "test", limit: 1, leaseMs: 15_000 });
  if (claim === undefined) throw new Error("There was nothing to claim.");
  return claim;
}

function createGitHub(
  comments: Map<number, IssueComment & { readonly number: number }>,
  calls: string[],
): GitHub {
  const methods: Partial<GitHub> = {
    async listComments({ number }) {
      calls.push("list");
      return [...comments.values()].filter((comment) => comment.number === number);
    },
    async createComment({ number }, body) {
      calls.push("create");
      const id = 100 + comments.size;
      comments.set(id, commentOf({ id, number, body }));
      return { id };
    },
    async updateComment(_repository, id, body) {
      calls.push("update");
      const comment = comments.get(id);
      if (comment === undefined) throw GONE;
      comments.set(id, { ...comment, body });
    },
  };
  return methods as GitHub;
}

function commentOf(more: { id: number; number: number; body: string; isOurs?: boolean }) {
  const author = { id: 9, login: "throughline[bot]", isBot: true };
  return { isOurs: true, hasOurThumbsUp: false, createdAtMs: NOW_MS, updatedAtMs: NOW_MS, author, ...more };
}

function changeOf(number: number, claims: readonly string[]): AssessedChange {
  return {
    id: `#${number}`,
    sha: `${number}`,
    number,
    title: "",
    author: "ada",
    landedAtMs: NOW_MS + number,
    areas: [],
    touchesNoArea: false,
    paths: ["services/checkout/a.ts"],
    eligible: true,
    asked: true,
    answer:
      claims.length === 0 ? { kind: "none" } : { kind: "tags", tags: claims.map((said) => tagOf(said)) },
  };
}

function toFacts({ number, title, body, author, isDraft, status, labels }: PullRequestState) {
  return {
    number,
    title,
    body,
    author,
    authorCanWrite: true,
    isDraft,
    isMerged: status === "merged",
    labels,
    paths: ["services/checkout/pay.ts"],
    saidLater: [],
    linkedIssues: [],
    references: new Map(),
  };
}

describe("the insight comment, unasked", () => {
  it("is written once, and again only where it would read differently", async () => {
    const { show, land, calls, bodies } = await openWorld(20);
    await show();
    expect(bodies()).toEqual([expect.stringContaining("All of the last 20 answered changes in `checkout`")]);
    expect(calls).toEqual(["list", "create"]);
    await show();
    await land(["checkout-conversion"], 3);
    await show({ body: "Impact: refund-rate because of complaints" });
    expect(calls).toEqual(["list", "create"]);
    await show({ body: "Impact: checkout-conversion" });
    expect(calls).toEqual(["list", "create", "update"]);
    expect(bodies()).toEqual([expect.stringContaining("no longer holds")]);
    await show({ body: "Impact: none" });
    await show({ body: "" });
    expect(calls).toEqual(["list", "create", "update"]);
  });

  it("waits for twenty answered changes", async () => {
    const { show, land, calls } = await openWorld(19);
    await show();
    expect(calls).toEqual([]);
    await land([], 1);
    await show({ number: 2 });
    expect(calls).toEqual(["list", "create"]);
  });

  it("lets each rule speak once a month, on the pull request that came first", async () => {
    const { rig, show, calls, comments } = await openWorld(20);
    await show();
    await show({ number: 2 });
    expect(calls).toEqual(["list", "create"]);
    // Another rule has not spoken yet.
    await show({ number: 3, body: "Impact: net-revenue-retention" });
    expect([...comments.values()].map(({ number }) => number)).toEqual([1, 3]);
    rig.clock.nowMs += MONTH_MS;
    await show({ number: 4 });
    expect([...comments.values()].map(({ number }) => number)).toEqual([1, 3, 4]);
    // What stands is not taken back because the rule spoke elsewhere since.
    await show({ body: "Impact: deal-velocity" });
    expect(comments.get(100)?.body).toContain("this one claims **Deal velocity**");
    expect(calls.filter((call) => call === "create")).toHaveLength(3);
  });

  it("says nothing where nothing stands out, nothing is claimed, or the catalog is silent about it", async () => {
    const { show, calls } = await openWorld(24);
    await show({ body: "Impact: checkout-conversion" });
    await show({ number: 2, body: "" });
    await show({ number: 3, body: "Impact: none" });
    await show({ number: 4, mode: "off" });
    await show({ number: 5, state: { isDraft: true } });
    await show({ number: 6, state: { author: { id: 8, login: "renovate[bot]", isBot: true } } });
    await show({ number: 7, state: { status: "merged" } });
    await show({ number: 8, state: { status: "closed" } });
    expect(calls).toEqual([]);
  });

  it("speaks on each pull request and from five answers on where the catalog says always", async () => {
    const { show, calls } = await openWorld(5);
    await show({ mode: "always" });
    await show({ number: 2, mode: "always" });
    await show({ number: 3, mode: "always", body: "Impact: checkout-conversion" });
    expect(calls).toEqual(["list", "create", "list", "create"]);
  });

  it("names no private metric in a public repository", async () => {
    const { show, land, calls, bodies } = await openWorld(4);
    await land(["deal-velocity"], 20);
    await show({ visibility: "public" });
    expect(calls).toEqual([]);
    await show({ number: 2, visibility: "public", body: "Impact: net-revenue-retention" });
    expect(bodies().join()).toContain("Refund rate");
    expect(bodies().join()).not.toMatch(/deal/iu);
  });

  it("quotes what was decided among few only while few can read it", async () => {
    const { rig, show, bodies } = await openWorld(20);
    await rig.store.saveDecisions([
      {
        repositoryId: REPOSITORY.id,
        commentId: 801,
        question: "Who watches Refund rate?",
        text: "Support does.",
        metrics: ["refund-rate"],
        audience: "private",
        saidAtMs: NOW_MS,
      },
    ]);
    await show();
    expect(bodies()[0]).toMatch(/decided on 2026-01-05.*“Support does\.”/u);
    // The same claim in the same areas: who reads it is news enough.
    await show({ visibility: "public" });
    expect(bodies()).toHaveLength(1);
    expect(bodies()[0]).not.toMatch(/decided|Support/u);
  });
});

describe("the insight comment is ours", () => {
  it("only where the app wrote it: a person's with our marker is left alone", async () => {
    const { show, comments, calls } = await openWorld(20);
    comments.set(7, commentOf({ id: 7, number: 1, body: `${INSIGHT_MARKER} mine`, isOurs: false }));
    await show();
    expect(calls).toEqual(["list", "create"]);
    expect(comments.get(7)?.body).toBe(`${INSIGHT_MARKER} mine`);
  });

  it("and found again where the store does not know of it", async () => {
    const { show, comments, calls } = await openWorld(20);
    comments.set(7, commentOf({ id: 7, number: 1, body: `${INSIGHT_MARKER} before the disk was lost` }));
    comments.set(8, commentOf({ id: 8, number: 1, body: "<!-- throughline -->\n- [ ] `refund-rate`" }));
    await show();
    expect(calls).toEqual(["list", "update"]);
    expect(comments.size).toBe(2);
    expect(comments.get(7)?.body).toContain("Another number than usual here");
  });

  it("and does not come back unasked where somebody deleted it", async () => {
    const { show, comments, calls } = await openWorld(20);
    await show();
    comments.clear();
    await show({ body: "Impact: deal-velocity" });
    expect(calls).toEqual(["list", "create", "update"]);
    await show();
    expect(calls).toEqual(["list", "create", "update"]);
    await show({ voice: "asked" });
    expect(calls).toEqual(["list", "create", "update", "list", "create"]);
  });
});

describe("the insight comment, asked for", () => {
  it("comes whatever the catalog says, and tells how far the twenty are", async () => {
    const { show, bodies, calls } = await openWorld(3);
    await show({ voice: "asked" });
    expect(bodies()).toEqual([expect.stringMatching(/Nothing stands out[\s\S]*3 of 20 answered changes/u)]);
    await show({ number: 2, voice: "asked", mode: "off" });
    expect(bodies()[1]).not.toContain("of 20");
    await show({ voice: "asked" });
    expect(calls).toEqual(["list", "create", "list", "create"]);
  });

  it("stays up to date, in place, and takes no month from the rules", async () => {
    const { show, bodies, comments } = await openWorld(20);
    await show({ voice: "asked", body: "" });
    expect(bodies()).toEqual([expect.stringContaining("Nobody has said yet")]);
    await show();
    expect(bodies()).toEqual([expect.stringContaining("Another number than usual here")]);
    await show({ number: 2 });
    expect([...comments.values()].map(({ number }) => number)).toEqual([1, 2]);
  });

  it("is not answered on a bot's or a closed pull request", async () => {
    const { show, calls } = await openWorld(20);
    await show({ voice: "asked", state: { author: { id: 8, login: "renovate[bot]", isBot: true } } });
    await show({ voice: "asked", state: { status: "closed" } });
    expect(calls).toEqual([]);
  });

  it("is written at most five times an hour", async () => {
    const { show, calls } = await openWorld(20);
    for (const body of ["", "none", "refund-rate", "unsure", "checkout-conversion", "refund-rate", "none"])
      await show({ voice: "asked", body: body && `Impact: ${body}` });
    expect(calls.filter((call) => call !== "list")).toHaveLength(5);
  });
});
