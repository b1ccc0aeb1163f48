import fc from "fast-check";
import { expect, it } from "vitest";
import type { CheckRecord } from "../../src/model/check.ts";
import type { StoredCheck, StoredStatement } from "../../src/workflows/ports/service-store.ts";
import type { StoredCatalog } from "../../src/workflows/ports/stored-catalog.ts";
import { changeOf, INSTALLATION_ID, REPOSITORY, REPOSITORY_ID, START_MS, stateOf } from "./store-builders.ts";
import { describeOnEngines, write } from "./store-rig.ts";

const SHA = "b".repeat(40);

const RECORD: CheckRecord = {
  version: 1,
  number: 1,
  button: {
    identifier: "yes",
    claims: [{ metric: "checkout", effect: "moves" }],
    actorId: 42,
    saidAtMs: START_MS,
  },
  suggestions: [{ metric: "checkout", reason: "9 of 11", source: "path" }],
  blind: false,
  catalogVersion: "v1",
};

const checkOf = (changes: Partial<StoredCheck> = {}): StoredCheck => ({
  repositoryId: REPOSITORY_ID,
  headSha: SHA,
  name: "throughline",
  number: 1,
  shown: "f1",
  ...changes,
});

describeOnEngines("stored repositories", (open) => {
  it("come back as they were written, also without a default branch", async () => {
    const { store } = await open();
    const { defaultBranch: _none, ...empty } = { ...REPOSITORY, id: 12, name: "empty", isArchived: true };
    await write(store, { repositories: [REPOSITORY, empty] });
    expect(await store.findRepository(REPOSITORY_ID)).toEqual(REPOSITORY);
    expect(await store.findRepository(12)).toEqual(empty);
    expect(await store.findRepository(13)).toBeUndefined();
    expect(await store.listRepositories(INSTALLATION_ID)).toEqual([empty, REPOSITORY]);
    expect(await store.listRepositories(1)).toEqual([]);
  });

  it("are found by name in any case, under the newest name only, and rather alive than deleted", async () => {
    const { store } = await open();
    await write(store, { repositories: [REPOSITORY] });
    expect((await store.findRepositoryByName("ACME", "shop"))?.id).toBe(REPOSITORY_ID);
    await write(store, { repositories: [{ ...REPOSITORY, name: "Store" }] });
    expect(await store.findRepositoryByName("acme", "shop")).toBeUndefined();
    await write(store, {
      repositories: [
        { ...REPOSITORY, id: 3, name: "Store" },
        { ...REPOSITORY, name: "Store", isDeleted: true },
      ],
    });
    expect((await store.findRepositoryByName("acme", "store"))?.id).toBe(3);
  });
});

describeOnEngines("stored pull requests", (open) => {
  it("come back as they were written", async () => {
    const { store } = await open();
    const merged = stateOf(2, {
      status: "merged",
      changedFiles: 0,
      mergedAtMs: START_MS,
      mergeSha: SHA,
      isDraft: true,
      author: { id: 2 ** 40, login: "renovate[bot]", isBot: true },
    });
    await write(store, { pullRequests: [stateOf(1), merged] });
    expect(await store.findPullRequest(REPOSITORY_ID, 1)).toEqual(stateOf(1));
    expect(await store.findPullRequest(REPOSITORY_ID, 2)).toEqual(merged);
    expect(await store.listOpenPullRequests(REPOSITORY_ID)).toEqual([stateOf(1)]);
    expect(await store.listPullRequestsByHead(REPOSITORY_ID, "a".repeat(40))).toEqual([stateOf(1), merged]);
    expect(await store.listPullRequestsByHead(REPOSITORY_ID, SHA)).toEqual([]);
    expect(await store.findPullRequest(REPOSITORY_ID, 3)).toBeUndefined();
  });

  it("give way to no answer of the same second that may lag", async () => {
    const { store } = await open();
    await write(store, { pullRequests: [stateOf(1, { title: "told" })] });
    await write(store, { laggingPullRequests: [stateOf(1, { title: "listed" }), stateOf(2)] });
    expect(await store.findPullRequest(REPOSITORY_ID, 1)).toMatchObject({ title: "told" });
    expect(await store.findPullRequest(REPOSITORY_ID, 2)).toBeDefined();
  });

  it("are the newest of what was written, in whatever order; of the same time the one written last", async () => {
    const { store } = await open();
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 8 }), async (times) => {
        number += 1;
        const states = times.map((time, n) => stateOf(number, { updatedAtMs: time * 1_000, title: `${n}` }));
        await write(store, { pullRequests: states });
        const newest = Math.max(...times);
        expect(await store.findPullRequest(REPOSITORY_ID, number)).toEqual(states[times.lastIndexOf(newest)]);
      }),
      { numRuns: 25 },
    );
  });
});

describeOnEngines("stored statements", (open) => {
  const statementOf = (changes: Partial<StoredStatement>): StoredStatement => ({
    repositoryId: REPOSITORY_ID,
    number: 1,
    source: "command",
    originId: 5,
    position: 0,
    text: "none",
    actorId: 42,
    saidAtMs: START_MS,
    accepted: true,
    ...changes,
  });

  it("are one for each command of a comment, oldest first", async () => {
    const { store } = await open();
    const first = statementOf({ saidAtMs: START_MS - 1, originId: 9 });
    const third = statementOf({ position: 1, text: "unsure", accepted: false });
    const button = statementOf({ source: "button", originId: 4 });
    const list = statementOf({ source: "list", originId: 10 });
    await write(store, { statements: [list, third, statementOf({ text: "ask" }), first, button] });
    await write(store, { statements: [statementOf({ text: "checkout" }), statementOf({ number: 2 })] });
    expect(await store.listStatements(REPOSITORY_ID, 1)).toEqual([
      first,
      button,
      statementOf({ text: "checkout" }),
      third,
      list,
    ]);
    expect(await store.listStatements(1, 1)).toEqual([]);
  });
});

describeOnEngines("stored checks", (open) => {
  it("come back as written last, without an id or a record where none was given", async () => {
    const { store } = await open();
    expect(await store.hasChecks(REPOSITORY_ID)).toBe(false);
    const full = checkOf({ checkRunId: 2 ** 41, record: RECORD });
    await write(store, { checks: [checkOf()] });
    expect(await store.findCheck(REPOSITORY_ID, SHA, "throughline")).toEqual(checkOf());
    await write(store, { checks: [full] });
    expect(await store.findCheck(REPOSITORY_ID, SHA, "throughline")).toEqual(full);
    expect(await store.findCheck(REPOSITORY_ID, SHA, "throughline / catalog")).toBeUndefined();
    expect(await store.hasChecks(REPOSITORY_ID)).toBe(true);
  });

  it("were shown to few as soon as everybody can read their repository, until they are written anew", async () => {
    const { store } = await open();
    const others = { number: 2, headSha: "c".repeat(40), checkRunId: 8 };
    const queued = { number: 0, headSha: "d".repeat(40), checkRunId: 9 };
    const former = checkOf({ headSha: "e".repeat(40), checkRunId: 6, record: RECORD });
    const checks = [former, checkOf({ checkRunId: 7 }), checkOf(others), checkOf(queued)];
    const intent = checkOf({ name: "throughline / catalog" });
    await write(store, {
      repositories: [{ ...REPOSITORY, visibility: "internal" }],
      checks: [...checks, intent],
    });
    expect(await store.listCheckedNumbers(REPOSITORY_ID, "for few")).toEqual([]);
    await write(store, { listedRepositories: [{ ...REPOSITORY, visibility: "public" }] });
    expect(await store.listCheckedNumbers(REPOSITORY_ID, "for few")).toEqual([1, 2]);
    const marked = await store.listChecksForFew(REPOSITORY_ID, 1);
    expect(marked.map(({ checkRunId }) => checkRunId)).toEqual([6, 7]);
    await write(store, { checks: [checkOf(others)], withdrawnChecks: [{ ...former, shown: "f2" }] });
    expect((await store.listChecksForFew(REPOSITORY_ID, 1)).map(({ checkRunId }) => checkRunId)).toEqual([7]);
    expect(await store.findLastCheck(REPOSITORY_ID, 1, "throughline")).toMatchObject({ checkRunId: 7 });
    expect(await store.findCheck(REPOSITORY_ID, former.headSha, "throughline")).toEqual({
      ...former,
      shown: "f2",
    });
    await write(store, { repositories: [{ ...REPOSITORY, visibility: "public" }] });
    expect(await store.listCheckedNumbers(REPOSITORY_ID, "for few")).toEqual([1]);
    expect(await store.listCheckedNumbers(REPOSITORY_ID, "all")).toEqual([1, 2]);
  });

  it("know the newest of a pull request on any head, at whatever time it was written", async () => {
    const rig = await open();
    const heads = ["c", "a", "b"].map((letter) => checkOf({ headSha: letter.repeat(40), shown: letter }));
    for (const check of heads)
      await write(rig.store, { checks: [check, checkOf({ number: 2, headSha: "d".repeat(40) })] });
    expect(await rig.store.findLastCheck(REPOSITORY_ID, 1, "throughline")).toEqual(heads[2]);
    await write(rig.store, { checks: [heads[0]!] });
    expect(await rig.store.findLastCheck(REPOSITORY_ID, 1, "throughline")).toEqual(heads[0]);
    expect(await rig.store.findLastCheck(REPOSITORY_ID, 1, "other")).toBeUndefined();
  });
});

describeOnEngines("other stored rows", (open) => {
  it("keep the paths of each head", async () => {
    const { store } = await open();
    const paths = {
      repositoryId: REPOSITORY_ID,
      number: 1,
      headSha: SHA,
      baseBranch: "main",
      paths: ["a.ts", "ü\n.ts"],
      truncated: true,
    };
    await write(store, { paths: [paths] });
    expect(await store.findPaths(REPOSITORY_ID, 1, SHA)).toEqual(paths);
    expect(await store.findPaths(REPOSITORY_ID, 1, "a".repeat(40))).toBeUndefined();
  });

  it("keep the files of each layer, in the order in which layers apply", async () => {
    const { store } = await open();
    const fileOf = (changes: Partial<StoredCatalog>): StoredCatalog => ({
      repositoryId: REPOSITORY_ID,
      layer: "repository",
      source: "Acme/Shop",
      path: ".github/throughline.yml",
      state: "text",
      text: "metrics: {}\n",
      etag: 'W/"1"',
      readAtMs: START_MS,
      ...changes,
    });
    const { etag: _none, ...absent } = fileOf({
      layer: "organisation",
      source: "Acme/.github",
      state: "absent",
      text: "",
    });
    const extended = fileOf({ layer: "extends", source: "Acme/policies", readAtMs: START_MS + 5 });
    await write(store, { catalogs: [fileOf({ text: "old" }), extended, absent] });
    await write(store, { catalogs: [fileOf({})] });
    expect(await store.listCatalogs(REPOSITORY_ID)).toEqual([absent, extended, fileOf({})]);
    expect(await store.listCatalogs(1)).toEqual([]);
  });

  it("keep which rule spoke where, the first of a month", async () => {
    const { store } = await open();
    const of = (rule: string, month: string, number: number) => ({
      repositoryId: REPOSITORY_ID,
      rule,
      month,
      number,
    });
    const first = of("focus", "2026-11", 1);
    await write(store, { insights: [first, of("focus", "2026-11", 2), of("focus", "2026-10", 3)] });
    await write(store, { insights: [of("guardrail", "2026-11", 2), of("focus", "2026-11", 2)] });
    expect(await store.listInsights(REPOSITORY_ID, { month: "2026-11", number: 3 })).toEqual([
      of("focus", "2026-10", 3),
      first,
      of("guardrail", "2026-11", 2),
    ]);
    expect(await store.listInsights(REPOSITORY_ID, { month: "2026-12", number: 4 })).toEqual([]);
    expect(await store.listInsights(1, { month: "2026-11", number: 1 })).toEqual([]);
  });

  it("keep landed changes, and list the newest with the oldest first", async () => {
    const { store } = await open();
    const changes = [5, 1, 4, 2, 3].map((number) => changeOf(number, START_MS + number));
    await write(store, {
      changes: changes.map((change) => ({ repositoryId: REPOSITORY_ID, change, catalogVersion: "v1" })),
    });
    expect((await store.listRecentChanges(REPOSITORY_ID, 3)).map(({ id }) => id)).toEqual(["#3", "#4", "#5"]);
    expect(await store.findChange(REPOSITORY_ID, 4)).toEqual(changeOf(4, START_MS + 4));
    expect(await store.findChange(REPOSITORY_ID, 6)).toBeUndefined();
    const moved = changeOf(1, START_MS + 9);
    await write(store, { changes: [{ repositoryId: REPOSITORY_ID, change: moved, catalogVersion: "v2" }] });
    expect((await store.listRecentChanges(REPOSITORY_ID, 9)).map(({ id }) => id)).toEqual([
      "#2",
      "#3",
      "#4",
      "#5",
      "#1",
    ]);
  });

  it("are still there when the store is opened again", async () => {
    const { store, reopen } = await open();
    await write(store, { pullRequests: [stateOf(1)], checks: [checkOf({ record: RECORD })] });
    const again = await reopen();
    expect(await again.findPullRequest(REPOSITORY_ID, 1)).toEqual(stateOf(1));
    expect((await again.findLastCheck(REPOSITORY_ID, 1, "throughline"))?.record).toEqual(RECORD);
  });
});
