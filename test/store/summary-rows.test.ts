import { expect, it } from "vitest";
import type { StoredSummaryChannel, StoredSummaryWeek } from "../../src/workflows/ports/summary-store.ts";
import { INSTALLATION_ID, REPOSITORY, REPOSITORY_ID, START_MS } from "./store-builders.ts";
import { claim, describeOnEngines, write } from "./store-rig.ts";

const DAY_MS = 86_400_000;
const ORGANISATION_ID = REPOSITORY.ownerId;

function weekOf(week: string, more: Partial<StoredSummaryWeek> = {}): StoredSummaryWeek {
  return { organisationId: ORGANISATION_ID, week, state: "waiting", briefs: [], atMs: START_MS, ...more };
}

function channelOf(name: string, more: Partial<StoredSummaryChannel> = {}): StoredSummaryChannel {
  return {
    organisationId: ORGANISATION_ID,
    week: "2026-W01",
    name,
    state: "waiting",
    attempts: 0,
    atMs: START_MS,
    ...more,
  };
}

const ANSWER = {
  repositoryId: REPOSITORY_ID,
  commentId: 5,
  position: 0,
  about: { repositoryId: 9, number: 812 },
  verdict: "unclear",
  words: "ünïcode 🎉",
  saidAtMs: START_MS,
} as const;

const INSTALLATION = {
  id: INSTALLATION_ID,
  accountId: ORGANISATION_ID,
  accountLogin: "Acme",
  accountType: "Organization",
  isSuspended: false,
} as const;

describeOnEngines("what is remembered of summaries", (open) => {
  it("is a row for each week, which stays once it is posted", async () => {
    const { store } = await open();
    const held = weekOf("2026-W01", { why: "archived", nextAtMs: START_MS + 5 });
    await write(store, { summaryWeeks: [held, weekOf("2026-W02", { state: "empty" })] });
    expect(await store.findSummaryWeek(ORGANISATION_ID, "2026-W01")).toEqual(held);
    const posted = weekOf("2026-W01", {
      state: "posted",
      repositoryId: REPOSITORY_ID,
      number: 3,
      commentId: 7,
      briefs: [{ repositoryId: 9, number: 812 }],
    });
    await write(store, { summaryWeeks: [posted] });
    await write(store, { summaryWeeks: [held] });
    expect(await store.findSummaryWeek(ORGANISATION_ID, "2026-W01")).toEqual(posted);
    const weeks = await store.listSummaryWeeks(ORGANISATION_ID, 1);
    expect(weeks.map(({ week }) => week)).toEqual(["2026-W02"]);
    expect(await store.findSummaryWeek(1, "2026-W01")).toBeUndefined();
  });

  it("is the issue, the channels by name, and what is in the way", async () => {
    const { store } = await open();
    const issue = { organisationId: ORGANISATION_ID, repositoryId: REPOSITORY_ID };
    await write(store, { summaryIssues: [issue] });
    expect(await store.findSummaryIssue(ORGANISATION_ID, REPOSITORY_ID)).toEqual(issue);
    await write(store, { summaryIssues: [{ ...issue, number: 4 }] });
    expect(await store.findSummaryIssue(ORGANISATION_ID, REPOSITORY_ID)).toEqual({ ...issue, number: 4 });
    const failed = channelOf("b-lost", { state: "failed", attempts: 8, why: "given up" });
    await write(store, { summaryChannels: [failed, channelOf("a-told"), channelOf("c")] });
    await write(store, { summaryChannels: [channelOf("a-told", { state: "told" })] });
    const channels = await store.listSummaryChannels(ORGANISATION_ID, "2026-W01");
    expect(channels.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "a-told told",
      "b-lost failed",
      "c waiting",
    ]);
    await write(store, { summaryWeeks: [weekOf("2026-W03"), weekOf("2026-W04", { state: "posted" })] });
    expect(await store.listHeldSummaries(1)).toHaveLength(2);
    expect(await store.listHeldSummaries(9)).toHaveLength(3);
  });

  it("is what a comment says now", async () => {
    const { store } = await open();
    const comment = { repositoryId: REPOSITORY_ID, commentId: 5 };
    const span = { sinceMs: START_MS, untilMs: START_MS + 1 };
    const second = { ...ANSWER, position: 1, verdict: "yes" as const };
    await write(store, { seenComments: [{ ...comment, answers: [ANSWER, second] }] });
    expect(await store.listSeenAnswers(REPOSITORY_ID, span)).toEqual([ANSWER, second]);
    expect(await store.listSeenAnswers(REPOSITORY_ID, { ...span, untilMs: START_MS })).toEqual([]);
    await write(store, { seenComments: [{ ...comment, answers: [second] }] });
    expect(await store.listSeenAnswers(REPOSITORY_ID, span)).toEqual([second]);
    await write(store, { seenComments: [{ ...comment, answers: [] }] });
    expect(await store.listSeenAnswers(REPOSITORY_ID, span)).toEqual([]);
  });

  it("knows the accounts, their repositories, and whether these are still to be read", async () => {
    const { store } = await open();
    const other = { ...INSTALLATION, id: 8, accountId: 80, isSuspended: true };
    await write(store, {
      installations: [INSTALLATION, other],
      repositories: [
        REPOSITORY,
        { ...REPOSITORY, id: 3, isDeleted: true },
        { ...REPOSITORY, id: 4, ownerId: 1 },
      ],
    });
    expect(await store.listInstallations()).toEqual([INSTALLATION]);
    expect(await store.listOwnedRepositories(ORGANISATION_ID)).toEqual([REPOSITORY]);
    expect(await store.isLearning(INSTALLATION_ID)).toBe(false);
    const repository = { kind: "repository", installationId: INSTALLATION_ID, repositoryId: 77 } as const;
    await store.bump([{ subject: repository, priority: 3 }]);
    expect(await store.isLearning(INSTALLATION_ID)).toBe(true);
    expect(await store.isLearning(8)).toBe(false);
    const [first] = await claim(store);
    expect(await store.isLearning(INSTALLATION_ID)).toBe(true);
    if (first !== undefined) await store.settle(first, { kind: "done" }, {});
    expect(await store.isLearning(INSTALLATION_ID)).toBe(false);
    // A sweep tells of nothing that is missing; a back-fill does.
    await store.bump([{ subject: repository, priority: 3 }]);
    expect(await store.isLearning(INSTALLATION_ID)).toBe(false);
    await store.bump([{ subject: { ...repository, kind: "backfill" }, priority: 4 }]);
    expect(await store.isLearning(INSTALLATION_ID)).toBe(true);
  });

  it("goes when its time is over, and with the installation", async () => {
    const rig = await open();
    const { store } = rig;
    const fill = {
      summaryWeeks: [weekOf("2026-W01", { state: "posted" })],
      summaryChannels: [channelOf("sales")],
      seenComments: [{ repositoryId: REPOSITORY_ID, commentId: 5, answers: [ANSWER] }],
    } as const;
    await write(store, fill);
    rig.nowMs = START_MS + 30 * DAY_MS;
    await store.deleteExpired(60 * DAY_MS);
    expect(await store.listSummaryWeeks(ORGANISATION_ID, 9)).toHaveLength(1);
    await store.deleteExpired(20 * DAY_MS);
    expect(await store.listSummaryWeeks(ORGANISATION_ID, 9)).toEqual([]);
    expect(await store.listSummaryChannels(ORGANISATION_ID, "2026-W01")).toEqual([]);
    await write(store, { ...fill, installations: [INSTALLATION], repositories: [REPOSITORY] });
    await write(store, { removedInstallationIds: [INSTALLATION_ID] });
    await store.deleteExpired(900 * DAY_MS);
    expect(await store.listSummaryWeeks(ORGANISATION_ID, 9)).toEqual([]);
    expect(await store.listSeenAnswers(REPOSITORY_ID, { sinceMs: 0, untilMs: START_MS + 1 })).toEqual([]);
  });
});
