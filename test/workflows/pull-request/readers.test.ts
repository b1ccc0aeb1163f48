import { describe, expect, it } from "vitest";
import { parseCheckRecord } from "../../../src/check/check-record.ts";
import type { Repository } from "../../../src/model/repository.ts";
import { PRIORITY, type Subject } from "../../../src/model/subject.ts";
import type { DeliveryFields } from "../../../src/model/webhook.ts";
import { GitHubError } from "../../../src/workflows/ports/git-hub-error.ts";
import type { StoredComment } from "../../../src/workflows/ports/service-store.ts";
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

const PULL_REQUEST = SUBJECT as Extract<Subject, { kind: "pull-request" }>;
const PUBLIC: Repository = { ...REPOSITORY, visibility: "public" };
const SECRET: Repository = { ...REPOSITORY, id: 901, name: "secret", visibility: "private" };
const PRIVATE = CATALOG.replace("kind: customer\n", "kind: customer\n    visibility: private\n");
const ISSUE = { title: "Pay", body: "", labels: ["impact: refund-rate"], author: MONA, isPullRequest: false };

async function look(rig: LookRig, ...fields: readonly DeliveryFields[]): Promise<void> {
  const claim = await rig.claim(...fields);
  const outcome = await lookAtPullRequest(rig.context, claim, PULL_REQUEST);
  await rig.store.settle(claim, outcome.settlement, outcome.writes);
}

/** A pull request as it is told in a repository of this visibility, `afterMs` after the first. */
function toldIn(repository: Repository, body: string, afterMs = 0): DeliveryFields {
  return {
    ...told(stateOf({ body, updatedAtMs: NOW_MS + afterMs }), "edited"),
    repository,
  } as DeliveryFields;
}

async function knowSecret(rig: LookRig): Promise<void> {
  const claim = await rig.claim(told(stateOf(), "opened"));
  await rig.store.settle(claim, { kind: "done" }, { repositories: [SECRET] });
}

const lastCheck = ({ gitHub }: LookRig) => gitHub.checks.at(-1);

describe("what a public pull request tells of private things", () => {
  it("takes out what was suggested while the repository was private, and seals what a button said", async () => {
    const rig = await openLookRig();
    rig.gitHub.catalog = PRIVATE;
    await look(rig, toldIn(REPOSITORY, ""));
    expect(lastCheck(rig)?.text).toContain("checkout-conversion");
    const pressed: DeliveryFields = {
      kind: "check-action",
      checkRunId: lastCheck(rig)?.id ?? 0,
      headSha: stateOf().headSha,
      externalId: "pull-request:1",
      identifier: "yes",
      sender: MONA,
      repository: REPOSITORY,
    };
    await look(rig, pressed);
    rig.clock.nowMs += 86_400_001;
    rig.gitHub.repository = PUBLIC;
    await look(rig, toldIn(PUBLIC, "", 60_000));
    const { title = "", summary = "", text = "", write } = lastCheck(rig) ?? {};
    const shown = [title, summary, text, JSON.stringify(write?.output)].join("\n");
    expect(shown).not.toContain("checkout-conversion");
    const record = parseCheckRecord(text);
    expect(record?.suggestions).toEqual([]);
    expect(record?.button).toMatchObject({
      identifier: "yes",
      claims: [{ effect: "moves", metric: expect.stringMatching(/^sealed:/) }],
    });
    // The store is lost: what the check says is enough to know the answer again.
    const after = await openLookRig();
    after.gitHub.catalog = PRIVATE;
    after.gitHub.checks = rig.gitHub.checks;
    await look(after, toldIn(PUBLIC, "", 120_000));
    const [statement] = await after.store.listStatements(REPOSITORY.id, 1);
    expect(statement?.text).toMatch(/^moves sealed:/);
    expect(lastCheck(after)?.conclusion).toBe("success");
    expect(parseCheckRecord(lastCheck(after)?.text ?? "")).toEqual(record);
  });

  it.each([
    ["Impact: for acme/secret#7", PUBLIC],
    ["Closes acme/secret#7", PUBLIC],
    ["Impact: for acme/secret#7", { ...REPOSITORY, visibility: "internal" } as Repository],
    ["Impact: for acme/secret#7", REPOSITORY],
    ["Closes acme/secret#7", REPOSITORY],
  ])("%s is not read where others read the pull request", async (body, repository) => {
    const rig = await openLookRig();
    await knowSecret(rig);
    await look(rig, toldIn(repository, body, 60_000));
    expect(rig.calls).not.toContain("readIssue");
    const hidden = lastCheck(rig)?.text;
    const missing = await openLookRig();
    await look(missing, toldIn(repository, body, 60_000));
    const withoutRecord = (text = ""): string => text.replace(/<!-- throughline:record.*/s, "");
    expect(withoutRecord(hidden)).toBe(withoutRecord(lastCheck(missing)?.text));
  });

  it("reads what the organisation lets other private repositories show", async () => {
    const rig = await openLookRig();
    rig.gitHub.catalogs = { "acme/.github-private": 'version: 1\nsummary: { sources: ["acme/sec*"] }\n' };
    rig.gitHub.repositories = { [SECRET.id]: SECRET };
    rig.gitHub.issues = { "secret#7": ISSUE };
    await knowSecret(rig);
    await look(rig, toldIn(REPOSITORY, "Closes acme/secret#7", 60_000));
    expect(lastCheck(rig)?.title).toContain("refund-rate");
  });
});

describe("a webhook from when the repository had other readers", () => {
  it("names nothing private where everybody can read by now", async () => {
    const rig = await openLookRig();
    rig.gitHub.catalog = PRIVATE;
    rig.gitHub.repository = PUBLIC;
    await look(rig, toldIn(PUBLIC, ""));
    await look(rig, toldIn(REPOSITORY, "Fetched from GitHub's log", 1_000));
    expect(JSON.stringify(rig.gitHub.checks)).not.toContain("checkout-conversion");
    expect((await rig.store.findRepository(REPOSITORY.id))?.visibility).toBe("public");
  });

  it("makes a repository public to nobody that is private by now", async () => {
    const rig = await openLookRig();
    await look(rig, toldIn(REPOSITORY, ""));
    await look(rig, toldIn(PUBLIC, "Fetched from GitHub's log", 1_000));
    expect((await rig.store.findRepository(REPOSITORY.id))?.visibility).toBe("private");
  });

  it("asks GitHub only where it differs from what is known", async () => {
    const rig = await openLookRig();
    await look(rig, toldIn(REPOSITORY, ""));
    await look(rig, toldIn(REPOSITORY, "More", 1_000));
    expect(rig.calls).not.toContain("readRepository");
  });
});

describe("what a pull request points at", () => {
  it.each([
    ["Closes #7", "forbidden"],
    ["Closes #7", "gone"],
    ["Impact: for #7", "forbidden"],
    ["Impact: for #7", "gone"],
  ] as const)("%s: an answer that it is %s is no failure of the look", async (body, kind) => {
    const rig = await openLookRig();
    const error = new GitHubError({ kind, status: 451, message: "Unavailable" });
    rig.gitHub.pullRequest = undefined;
    rig.gitHub.failing.set("readIssue", { error, when: "before" });
    await look(rig, toldIn(REPOSITORY, body));
    expect(rig.gitHub.checks).toHaveLength(1);
  });

  it("asks for the rights of an issue's author when its line is first counted, whatever was known before", async () => {
    const rig = await openLookRig();
    const wren = { id: 12, login: "wren", isBot: false };
    rig.gitHub.issues = { "shop#7": { ...ISSUE, labels: [], body: "Impact: refund-rate", author: wren } };
    rig.gitHub.permissions = { wren: "write" };
    const command = { kind: "comment", action: "created", commentId: 5, number: 1, body: "/impact unsure" };
    const said = { author: wren, sender: wren, createdAtMs: NOW_MS, updatedAtMs: NOW_MS };
    await look(
      rig,
      { ...command, ...said, repository: REPOSITORY } as DeliveryFields,
      toldIn(REPOSITORY, ""),
    );
    rig.gitHub.permissions = { wren: "read" };
    await look(rig, toldIn(REPOSITORY, "Closes #7", 1_000));
    expect(lastCheck(rig)?.title).not.toContain("refund-rate");
    const asked = rig.calls.filter((call) => call === "readPermission").length;
    await look(rig, toldIn(REPOSITORY, "Closes #7!", 2_000));
    expect(rig.calls.filter((call) => call === "readPermission")).toHaveLength(asked);
  });
});

describe("our comments from when few could read the repository", () => {
  const comment = (kind: "insight" | "checklist", more: Partial<StoredComment> = {}): StoredComment => ({
    repositoryId: REPOSITORY.id,
    number: 1,
    kind,
    commentId: kind === "insight" ? 61 : 62,
    shown: "as it was",
    audience: "private",
    ...more,
  });

  /** A pull request that has both of our comments, as the store and GitHub know them. */
  async function openCommented(...comments: readonly StoredComment[]) {
    const rig = await openLookRig();
    rig.gitHub.comments = [61, 62].map((id) => ({
      id,
      body: "Claims **Secret**",
      author: { id: 9, login: "throughline[bot]", isBot: true },
      isOurs: true,
      hasOurThumbsUp: false,
      createdAtMs: NOW_MS,
      updatedAtMs: NOW_MS,
    }));
    const claim = await rig.claim(told(stateOf(), "opened"));
    await rig.store.settle(claim, { kind: "done" }, { comments });
    rig.clock.nowMs += 86_400_001;
    return rig;
  }

  const listSecret = ({ gitHub }: LookRig) =>
    gitHub.comments.filter(({ body }) => body.includes("Secret")).map(({ id }) => id);

  it.each(["merged", "closed", "open"] as const)(
    "say nothing in public any more, on one that is %s, and are written once",
    async (status) => {
      const rig = await openCommented(comment("insight"), comment("checklist"));
      const state = stateOf({
        status,
        updatedAtMs: NOW_MS + 60_000,
        ...(status === "merged" ? { mergedAtMs: NOW_MS } : {}),
      });
      await look(rig, { ...told(state), repository: PUBLIC } as DeliveryFields);
      expect(listSecret(rig)).toEqual([]);
      const updates = rig.calls.filter((name) => name === "updateComment").length;
      expect(updates).toBe(2);
      await look(rig, {
        ...told({ ...state, updatedAtMs: NOW_MS + 120_000 }),
        repository: PUBLIC,
      } as DeliveryFields);
      expect(rig.calls.filter((name) => name === "updateComment")).toHaveLength(updates);
    },
  );

  it("stay where few read them still, and where everybody could from the start", async () => {
    const few = await openCommented(comment("insight"), comment("checklist"));
    await look(few, told(stateOf({ status: "closed", updatedAtMs: NOW_MS + 60_000 })));
    expect(listSecret(few)).toEqual([61, 62]);
    const all = await openCommented(
      comment("insight", { audience: "public" }),
      comment("checklist", { audience: "public" }),
    );
    const closed = stateOf({ status: "closed", updatedAtMs: NOW_MS + 60_000 });
    await look(all, { ...told(closed), repository: PUBLIC } as DeliveryFields);
    expect(listSecret(all)).toEqual([61, 62]);
  });

  it("are given up where somebody deleted them", async () => {
    const rig = await openCommented(comment("insight"));
    rig.gitHub.failing.set("updateComment", {
      error: new GitHubError({ kind: "gone", status: 404, message: "Not Found" }),
      when: "before",
    });
    const closed = stateOf({ status: "closed", updatedAtMs: NOW_MS + 60_000 });
    await look(rig, { ...told(closed), repository: PUBLIC } as DeliveryFields);
    expect(await rig.store.listCommentsForFew(REPOSITORY.id)).toEqual([]);
  });
});

describe("our checks from when few could read the repository", () => {
  const PRESSED: DeliveryFields = {
    kind: "check-action",
    checkRunId: 500,
    headSha: "b".repeat(40),
    externalId: "pull-request:1",
    identifier: "yes",
    sender: MONA,
    repository: REPOSITORY,
  };

  /** Two heads with checks that name a private metric, the first with a button's answer; then all can read them. */
  async function openChecked(status: "open" | "merged" | "closed") {
    const rig = await openLookRig();
    rig.gitHub.catalog = PRIVATE;
    const first = { headSha: "b".repeat(40) };
    await look(rig, told(stateOf(first)));
    await look(rig, PRESSED);
    await look(rig, told(stateOf({ updatedAtMs: NOW_MS + 1_000 }), "synchronize"));
    const merged = status === "merged" ? { mergedAtMs: NOW_MS + 2_000 } : {};
    rig.gitHub.pullRequest = stateOf({ status, updatedAtMs: NOW_MS + 2_000, ...merged });
    await look(rig, told(rig.gitHub.pullRequest));
    rig.clock.nowMs += 86_400_001;
    return rig;
  }

  async function publish(rig: LookRig): Promise<void> {
    rig.gitHub.repository = PUBLIC;
    const claim = await rig.claim({ kind: "repository", action: "publicized", repository: PUBLIC });
    await rig.store.settle(claim, { kind: "done" }, { repositories: [PUBLIC] });
    await sweep(rig);
  }

  /** Nothing was told: what is left over is done. */
  async function sweep(rig: LookRig): Promise<void> {
    await rig.store.bump([{ subject: SUBJECT, priority: PRIORITY.backfill }]);
    rig.clock.nowMs += 1;
    const [claim] = await rig.store.claimWork({ owner: "test", limit: 1, leaseMs: 15_000 });
    if (claim === undefined) throw new Error("There was nothing to claim.");
    const outcome = await lookAtPullRequest(rig.context, claim, PULL_REQUEST);
    await rig.store.settle(claim, outcome.settlement, outcome.writes);
  }

  const listSecret = ({ gitHub }: LookRig) =>
    gitHub.checks
      .filter((check) => JSON.stringify(check).includes("checkout-conversion"))
      .map(({ id }) => id);

  it.each(["open", "merged", "closed"] as const)(
    "say nothing in public any more, on any head of one that is %s, and are written once",
    async (status) => {
      const rig = await openChecked(status);
      const before = await rig.store.findLastCheck(REPOSITORY.id, 1, "throughline");
      const change = await rig.store.findChange(REPOSITORY.id, 1);
      expect(listSecret(rig)).toEqual([500, 501]);
      await publish(rig);
      expect(listSecret(rig)).toEqual([]);
      expect(rig.gitHub.checks.map(({ text }) => parseCheckRecord(text)?.button?.claims[0]?.metric)).toEqual([
        expect.stringMatching(/^sealed:/),
        expect.stringMatching(/^sealed:/),
      ]);
      // Which one is the newest stays, and what landed stays as it was.
      const after = await rig.store.findLastCheck(REPOSITORY.id, 1, "throughline");
      expect(after?.headSha).toBe(before?.headSha);
      expect(await rig.store.findChange(REPOSITORY.id, 1)).toEqual(change);
      const updates = rig.calls.filter((name) => name === "updateCheckRun").length;
      await sweep(rig);
      expect(rig.calls.filter((name) => name === "updateCheckRun")).toHaveLength(updates);
    },
  );

  it("are given up where GitHub has them no more", async () => {
    const rig = await openChecked("merged");
    const error = new GitHubError({ kind: "gone", status: 404, message: "Not Found" });
    rig.gitHub.failing.set("updateCheckRun", { error, when: "before" });
    await publish(rig);
    expect(listSecret(rig)).toEqual([500]);
    expect(await rig.store.listChecksForFew(REPOSITORY.id, 1)).toEqual([]);
  });
});
