import { expect, it } from "vitest";
import type { ChangeNotes } from "../../src/model/credit.ts";
import type {
  StoredCreditStatement,
  StoredNotes,
  StoredOptOut,
} from "../../src/workflows/ports/credit-store.ts";
import { INSTALLATION_ID, REPOSITORY, REPOSITORY_ID, START_MS, stateOf } from "./store-builders.ts";
import { describeOnEngines, write } from "./store-rig.ts";

const KEEP_MS = 400 * 86_400_000;
const JO = { name: "Jo", isLogin: true, id: 42 };
const KIM = { name: "kim", isLogin: true, id: 7 };

const NOTES: ChangeNotes = {
  credits: [
    { kind: "author", person: JO },
    { kind: "helped", person: KIM },
    { kind: "decision", person: JO, words: "kept it small, as @kim said", saidAtMs: START_MS },
  ],
  learnings: [{ text: "Retries need a cap, says @jo", by: JO }],
  ideasFrom: [{ repository: "acme/pay", number: 9 }],
};

function notesOf(number: number, changes: Partial<StoredNotes> = {}): StoredNotes {
  return {
    repositoryId: REPOSITORY_ID,
    number,
    landedAtMs: START_MS,
    metrics: ["checkout"],
    notes: NOTES,
    ...changes,
  };
}

function statementOf(position: number, changes: Partial<StoredCreditStatement> = {}): StoredCreditStatement {
  return {
    repositoryId: REPOSITORY_ID,
    number: 1,
    commentId: 500,
    position,
    said: { kind: "credit", login: "Jo", words: "kept it small" },
    by: KIM,
    saidAtMs: START_MS,
    ...changes,
  };
}

const out = (changes: Partial<StoredOptOut> = {}): StoredOptOut => ({
  userId: 42,
  login: "Jo",
  isOut: true,
  saidAtMs: START_MS,
  ...changes,
});

const EVER = { sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER, limit: 10 };

describeOnEngines("credits", (open) => {
  it("a comment says what it says now, in the order of what was said", async () => {
    const { store } = await open();
    const of = (commentId: number, statements: readonly StoredCreditStatement[]) => ({
      repositoryId: REPOSITORY_ID,
      number: 1,
      commentId,
      statements,
    });
    const learned = statementOf(1, { said: { kind: "learned", words: "caps" } });
    const earlier = statementOf(0, { commentId: 400 });
    const later = statementOf(0, { commentId: 300, saidAtMs: START_MS + 1 });
    await write(store, {
      creditComments: [of(500, [statementOf(0), learned]), of(300, [later]), of(400, [earlier])],
    });
    const list = () => store.listCreditStatements(REPOSITORY_ID, 1);
    expect(await list()).toEqual([earlier, statementOf(0), learned, later]);
    await write(store, { creditComments: [of(500, [learned]), of(300, [])] });
    expect(await list()).toEqual([earlier, learned]);
    expect(await store.listCreditStatements(REPOSITORY_ID, 2)).toEqual([]);
  });

  it("notes are found as they were written, and written anew", async () => {
    const { store } = await open();
    const stored = notesOf(1, { ofCommits: { credits: [], learnings: [], ideasFrom: [] } });
    await write(store, { notes: [stored] });
    expect(await store.findNotes(REPOSITORY_ID, 1)).toEqual(stored);
    await write(store, { notes: [notesOf(1, { notes: { ...NOTES, firsts: ["cart"] } })] });
    expect((await store.findNotes(REPOSITORY_ID, 1))?.notes.firsts).toEqual(["cart"]);
    expect(await store.findNotes(REPOSITORY_ID, 2)).toBeUndefined();
  });

  it("notes come in pages, behind the last change of the page before", async () => {
    const { store } = await open();
    const times = [3, 1, 1, 2, 9];
    await write(store, {
      notes: times.map((time, at) => notesOf(at + 1, { landedAtMs: START_MS + time })),
    });
    const span = { sinceMs: START_MS + 1, untilMs: START_MS + 9, limit: 2 };
    const first = await store.listNotes(REPOSITORY_ID, span);
    expect(first.map(({ id }) => id)).toEqual(["#2", "#3"]);
    const after = { landedAtMs: START_MS + 1, id: "#3" };
    const second = await store.listNotes(REPOSITORY_ID, { ...span, after });
    expect(second.map(({ id }) => id)).toEqual(["#4", "#1"]);
  });

  it("nobody who opted out leaves the store, until they come back", async () => {
    const { store } = await open();
    await write(store, { notes: [notesOf(1)], optOuts: [out()] });
    expect(await store.listOptOuts()).toEqual([out()]);
    const [hidden] = await store.listNotes(REPOSITORY_ID, EVER);
    expect(hidden?.notes.credits).toEqual([{ kind: "helped", person: KIM }]);
    expect(hidden?.notes.learnings).toEqual([{ text: "Retries need a cap, says a colleague" }]);
    await write(store, { optOuts: [out({ isOut: false, saidAtMs: START_MS + 5 })] });
    expect(await store.listOptOuts()).toEqual([]);
    expect((await store.listNotes(REPOSITORY_ID, EVER))[0]?.notes).toEqual(NOTES);
  });

  it("of two words of one person the later counts, in whatever order they come", async () => {
    const { store } = await open();
    const back = out({ isOut: false, saidAtMs: START_MS + 5 });
    expect(await store.saveOptOuts([back, out()])).toBe(1);
    expect(await store.saveOptOuts([back, out()])).toBe(0);
    await write(store, { optOuts: [out({ saidAtMs: START_MS + 4 })] });
    expect(await store.listOptOuts()).toEqual([]);
  });

  it("a learning is offered by metric, owner and readers, the newest first", async () => {
    const { store } = await open();
    const open2 = { ...REPOSITORY, id: 2, name: "Open", visibility: "public" } as const;
    const closed = { ...REPOSITORY, id: 3, name: "Closed" };
    const gone = { ...open2, id: 4, name: "Gone", isDeleted: true };
    const foreign = { ...open2, id: 5, name: "Foreign", ownerId: 6 };
    const ofMetric = (repositoryId: number, number: number) =>
      notesOf(number, { repositoryId, landedAtMs: START_MS + number, metrics: ["speed", "checkout"] });
    await write(store, {
      repositories: [REPOSITORY, open2, closed, gone, foreign],
      notes: [ofMetric(2, 1), ofMetric(3, 2), ofMetric(4, 3), ofMetric(5, 4), ofMetric(REPOSITORY_ID, 5)],
    });
    const request = {
      ownerId: REPOSITORY.ownerId,
      metrics: ["checkout"],
      exceptRepositoryId: REPOSITORY_ID,
      visibilities: ["public", "internal", "private"] as const,
      limit: 3,
    };
    const fromOpen = {
      metric: "checkout",
      text: "Retries need a cap, says @jo",
      repository: { owner: "Acme", name: "Open", visibility: "public" },
      number: 1,
    };
    const fromClosed = {
      ...fromOpen,
      repository: { owner: "Acme", name: "Closed", visibility: "private" },
      number: 2,
    };
    expect(await store.listLearnings(request)).toEqual([fromClosed, fromOpen]);
    expect(await store.listLearnings({ ...request, limit: 1 })).toEqual([fromClosed]);
    expect(await store.listLearnings({ ...request, visibilities: ["public"] })).toEqual([fromOpen]);
    expect(await store.listLearnings({ ...request, metrics: ["other"] })).toEqual([]);
    await write(store, { optOuts: [out()], notes: [notesOf(2, { repositoryId: 3, metrics: [] })] });
    expect(await store.listLearnings(request)).toEqual([
      { ...fromOpen, text: "Retries need a cap, says a colleague" },
    ]);
  });

  it("forgetting takes a person out of credits, words, learnings and the opt-outs, by id and by login", async () => {
    const { store, engine } = await open();
    const creditComments = [
      {
        repositoryId: REPOSITORY_ID,
        number: 1,
        commentId: 500,
        statements: [
          statementOf(0),
          statementOf(1, { said: { kind: "credit", login: "eve", words: "with @JO at her side" } }),
          statementOf(2, { said: { kind: "learned", words: "caps" }, by: JO }),
        ],
      },
    ];
    const author = { id: 42, login: "Jo", isBot: false };
    const idOnly: ChangeNotes = { credits: [{ kind: "idea", person: JO }], learnings: [], ideasFrom: [] };
    await write(store, {
      repositories: [REPOSITORY],
      pullRequests: [stateOf(1, { author })],
      creditComments,
      notes: [notesOf(1, { ofCommits: idOnly }), notesOf(2, { notes: { ...NOTES, credits: [] } })],
      optOuts: [out()],
    });
    expect(await store.forgetUser(42)).toBeGreaterThan(0);
    expect(await store.forgetUser(42)).toBe(0);
    expect(await store.listOptOuts()).toEqual([]);
    for (const table of ["credit_statement", "change_note", "learning", "credit_opt_out"] as const) {
      const rows = JSON.stringify(await engine.db.selectFrom(table).selectAll().execute());
      expect(rows).not.toMatch(/"?\bjo\b/iu);
      expect(rows).not.toContain("42");
    }
    const [about, learned] = await store.listCreditStatements(REPOSITORY_ID, 1);
    expect(about?.said).toEqual({ kind: "credit", login: "eve", words: "with a colleague at her side" });
    expect(learned?.by).toEqual({ name: "ghost", isLogin: true });
    expect((await store.findNotes(REPOSITORY_ID, 1))?.notes.credits).toEqual([
      { kind: "helped", person: KIM },
    ]);
  });

  it("forgetting takes nobody whose id or login begins alike", async () => {
    const { store } = await open();
    const joe = { name: "joe", isLogin: true, id: 421 };
    const notes: ChangeNotes = {
      credits: [{ kind: "decision", person: joe, words: "as @jo-anna said" }],
      learnings: [],
      ideasFrom: [],
    };
    await write(store, {
      pullRequests: [stateOf(1, { author: { id: 42, login: "jo", isBot: false } })],
      notes: [notesOf(1, { notes })],
    });
    await store.forgetUser(42);
    expect((await store.findNotes(REPOSITORY_ID, 1))?.notes).toEqual(notes);
  });

  it("goes with its time, the opt-out stays", async () => {
    const rig = await open();
    await write(rig.store, {
      creditComments: [
        { repositoryId: REPOSITORY_ID, number: 1, commentId: 500, statements: [statementOf(0)] },
      ],
      notes: [notesOf(1)],
      optOuts: [out()],
    });
    const count = async () =>
      (await rig.store.listCreditStatements(REPOSITORY_ID, 1)).length +
      (await rig.store.listNotes(REPOSITORY_ID, EVER)).length +
      (await rig.engine.db.selectFrom("learning").selectAll().execute()).length;
    rig.nowMs = START_MS + KEEP_MS;
    await rig.store.deleteExpired(KEEP_MS);
    expect(await count()).toBe(3);
    rig.nowMs += 1;
    await rig.store.deleteExpired(KEEP_MS);
    expect(await count()).toBe(0);
    expect(await rig.store.listOptOuts()).toEqual([out()]);
  });

  it("goes with the app", async () => {
    const { store } = await open();
    await write(store, { repositories: [REPOSITORY], notes: [notesOf(1)] });
    await write(store, { removedInstallationIds: [INSTALLATION_ID] });
    await store.deleteExpired(KEEP_MS);
    expect(await store.findNotes(REPOSITORY_ID, 1)).toBeUndefined();
  });
});
