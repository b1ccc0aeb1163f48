import { describe, expect, it } from "vitest";
import type { PullRequestState } from "../../../src/model/pull-request.ts";
import type { Subject } from "../../../src/model/subject.ts";
import type { DeliveryFields } from "../../../src/model/webhook.ts";
import { GitHubError } from "../../../src/workflows/ports/git-hub-error.ts";
import { lookAtPullRequest } from "../../../src/workflows/pull-request/look-at-pull-request.ts";
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
import { CATALOG } from "../../support/made-shop.ts";

const DAY_MS = 86_400_000;
const PULL_REQUEST = SUBJECT as Extract<Subject, { kind: "pull-request" }>;
const LEE = { name: "lee", isLogin: true, id: 33 };
const WREN = { id: 22, login: "wren", isBot: false };
const COMMITS = [{ message: "Apply suggestion from @lee", coAuthors: [LEE] }];

async function look(rig: LookRig, ...fields: readonly DeliveryFields[]): Promise<void> {
  const claim = await rig.claim(...fields);
  const outcome = await lookAtPullRequest({ ...rig.context, keepMs: 400 * DAY_MS }, claim, PULL_REQUEST);
  await rig.store.settle(claim, outcome.settlement, outcome.writes);
}

function merged(more: Partial<PullRequestState> = {}): PullRequestState {
  return stateOf({ status: "merged", mergedAtMs: NOW_MS, mergeSha: "b".repeat(40), ...more });
}

function praise(words = "kept it small"): DeliveryFields {
  return {
    kind: "comment",
    action: "created",
    commentId: 31,
    number: 1,
    body: `/credit @mona ${words}`,
    author: WREN,
    sender: WREN,
    createdAtMs: NOW_MS,
    updatedAtMs: NOW_MS,
    repository: REPOSITORY,
  };
}

async function openWith(summary: string): Promise<LookRig> {
  const rig = await openLookRig();
  rig.gitHub.catalog = `${CATALOG}summary: { ${summary} }\n`;
  rig.gitHub.commits = COMMITS;
  rig.gitHub.permissions = { wren: "write" };
  return rig;
}

const TOLD = "repository: acme/leadership";
const notesOf = async ({ store }: LookRig) => (await store.findNotes(REPOSITORY.id, 1))?.notes;
const kindsOf = async (rig: LookRig) => (await notesOf(rig))?.credits.map(({ kind }) => kind);
const countReads = ({ calls }: LookRig) => calls.filter((call) => call === "listCommits").length;

describe("the commits of a landed change", () => {
  it("are read once, however often it is looked at", async () => {
    const rig = await openWith(TOLD);
    await look(rig, told(merged(), "closed"));
    expect(await kindsOf(rig)).toEqual(["author", "suggestion"]);
    await look(rig, told(merged({ title: "Corrected", updatedAtMs: NOW_MS + 1_000 })));
    await look(rig, praise());
    expect(await kindsOf(rig)).toEqual(["author", "suggestion", "decision"]);
    expect(countReads(rig)).toBe(1);
  });

  it.each<[string, string, PullRequestState]>([
    ["no summary tells of it", "firsts: true", merged()],
    ["it landed too long ago for a summary", TOLD, merged({ mergedAtMs: NOW_MS - 36 * DAY_MS })],
    ["it is open", TOLD, stateOf()],
  ])("are not read where %s", async (_why, summary, state) => {
    const rig = await openWith(summary);
    await look(rig, told(state));
    expect(countReads(rig)).toBe(0);
  });

  it("are left out where GitHub will not show them, and asked for again after a fault", async () => {
    const rig = await openWith(TOLD);
    const gone = new GitHubError({ kind: "gone", status: 404, message: "Not Found" });
    rig.gitHub.failing.set("listCommits", { error: gone, when: "before" });
    await look(rig, told(merged(), "closed"));
    expect(await kindsOf(rig)).toEqual(["author"]);
    const fault = new GitHubError({ kind: "fault", message: "502" });
    rig.gitHub.failing.set("listCommits", { error: fault, when: "before" });
    const claim = await rig.claim(told(merged({ updatedAtMs: NOW_MS + 1_000 })));
    await expect(lookAtPullRequest(rig.context, claim, PULL_REQUEST)).rejects.toThrow("502");
  });
});

describe("notes", () => {
  it("are written once where nothing new is said", async () => {
    const rig = await openWith(TOLD);
    await look(rig, told(merged({ body: "Helped-by: @kim" }), "closed"));
    const before = await notesOf(rig);
    await look(rig, told(merged({ body: "Helped-by: @kim", title: "New", updatedAtMs: NOW_MS + 1_000 })));
    expect(await notesOf(rig)).toEqual(before);
    expect(before?.credits.map(({ person }) => person.name)).toEqual(["mona", "kim", "lee"]);
  });

  it("follow an edit of the description after the merge", async () => {
    const rig = await openWith(TOLD);
    await look(rig, told(merged({ body: "Learned: caps" }), "closed"));
    await look(rig, told(merged({ body: "Learned: small caps", updatedAtMs: NOW_MS + 1_000 })));
    expect((await notesOf(rig))?.learnings).toEqual([
      { text: "small caps", by: { name: "mona", isLogin: true, id: MONA.id } },
    ]);
  });

  it("are none of a bot's change of which nobody said anything", async () => {
    const rig = await openLookRig();
    await look(rig, told(merged({ author: { id: 9, login: "renovate[bot]", isBot: true } }), "closed"));
    expect(await notesOf(rig)).toBeUndefined();
  });

  it("keep a learning under the metrics that its change claims", async () => {
    const rig = await openWith(TOLD);
    await look(rig, told(merged({ body: "Impact: checkout-conversion\n\nLearned: caps" }), "closed"));
    const stored = await rig.store.findNotes(REPOSITORY.id, 1);
    expect(stored?.metrics).toEqual(["checkout-conversion"]);
  });
});

describe("a first in an area", () => {
  async function openWhole(
    wholeSinceMs: number | undefined,
    earlier: readonly { readonly author: string; readonly path: string }[] = [],
  ): Promise<LookRig> {
    const rig = await openWith("firsts: true");
    await rig.store.startBackfill(REPOSITORY.id, 0);
    const backfill = await rig.store.findBackfill(REPOSITORY.id);
    if (backfill === undefined) throw new Error("It was just begun.");
    const claim = await rig.claim(told(stateOf(), "opened"));
    const whole = wholeSinceMs === undefined ? {} : { wholeSinceMs };
    const writes = { backfills: [{ ...backfill, phase: "done" as const, ...whole }] };
    await rig.store.settle(claim, { kind: "done" }, writes);
    await rig.store.saveChanges(
      earlier.map(({ author, path }, index) => ({
        repositoryId: REPOSITORY.id,
        catalogVersion: "v",
        change: {
          id: `#${100 + index}`,
          sha: "c".repeat(40),
          number: 100 + index,
          title: "Earlier",
          author,
          landedAtMs: NOW_MS - DAY_MS,
          areas: [],
          touchesNoArea: false,
          paths: [path],
          eligible: true,
          asked: true,
          answer: { kind: "none" },
        },
      })),
    );
    await look(rig, told(merged(), "closed"));
    return rig;
  }
  const firstsOf = async (rig: LookRig) => {
    await look(rig, praise());
    return (await notesOf(rig))?.firsts;
  };
  const PATH = "services/checkout/cart.ts";

  it("is told where a colleague gives credit for it, and not before", async () => {
    const rig = await openWhole(NOW_MS - DAY_MS, [
      { author: "wren", path: PATH },
      { author: "mona", path: "docs/a.md" },
    ]);
    expect((await notesOf(rig))?.firsts).toBeUndefined();
    expect(await firstsOf(rig)).toEqual(["checkout"]);
  });

  it.each([
    ["its author was there before", NOW_MS - DAY_MS, "Mona"],
    ["it is not known who was there before", NOW_MS - DAY_MS, "ghost"],
    ["the history is not whole", undefined, "wren"],
    ["the history is older than it is kept", NOW_MS - 401 * DAY_MS, "wren"],
  ])("is none where %s", async (_why, wholeSinceMs, author) => {
    expect(await firstsOf(await openWhole(wholeSinceMs, [{ author, path: PATH }]))).toBeUndefined();
  });
});
