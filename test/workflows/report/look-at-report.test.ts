import { describe, expect, it } from "vitest";
import { fail, succeed } from "../../../src/model/result.ts";
import { PRIORITY, type Subject } from "../../../src/model/subject.ts";
import type { DeliveryFields } from "../../../src/model/webhook.ts";
import type { GitHub, IssueComment } from "../../../src/workflows/ports/git-hub.ts";
import { GitHubError } from "../../../src/workflows/ports/git-hub-error.ts";
import { lookAtReport } from "../../../src/workflows/report/look-at-report.ts";
import type { MadeReport } from "../../../src/workflows/report/made-report.ts";
import type { LookContext } from "../../../src/workflows/service-context.ts";
import { MONA, openLookRig, REPOSITORY } from "../../support/look-rig.ts";
import { CATALOG } from "../../support/made-shop.ts";

const SUBJECT = {
  kind: "report",
  installationId: 77,
  repositoryId: REPOSITORY.id,
} as const satisfies Subject;
const WEEK_MS = 7 * 86_400_000;
const QUESTIONS = [
  { question: "Checkout: why?", metrics: ["checkout-conversion"] },
  { question: "Refunds: why?", metrics: [] },
];

/** One repository whose report is made of values, and a GitHub that keeps issues and comments. */
async function openReportRig(options: { readonly issue?: string } = {}) {
  const rig = await openLookRig();
  rig.gitHub.catalog = `${CATALOG}report: { issue: ${options.issue ?? "true"} }\n`;
  rig.gitHub.permissions = { mona: "write", wren: "read" };
  let refusal: GitHubError | undefined;
  let made: MadeReport | undefined = { parts: ["one"], questions: QUESTIONS, answered: 3 };
  const issues: { number: number; body: string }[] = [];
  const comments: IssueComment[] = [];
  const written: string[] = [];
  const issueMethods: Partial<GitHub> = {
    listOurIssues: async () => issues.toReversed(),
    readIssue: async (_repository, number) =>
      issues.some((one) => one.number === number)
        ? { title: "", body: "", labels: [], author: MONA, isPullRequest: false }
        : undefined,
    createIssue: async (_repository, { body }) => {
      const number = 40 + written.length;
      issues.push({ number, body });
      written.push(`issue ${number}`);
      return { number };
    },
    updateIssue: async (_repository, number, body) => {
      const issue = issues.find((one) => one.number === number);
      if (issue === undefined) throw new Error("There is no such issue.");
      issue.body = body;
      written.push(`edit ${number}`);
    },
    listComments: async () => comments,
    createComment: async (_name, body) => {
      const id = 700 + comments.length;
      const at = rig.clock.nowMs;
      comments.push({
        id,
        body,
        author: MONA,
        isOurs: true,
        hasOurThumbsUp: false,
        createdAtMs: at,
        updatedAtMs: at,
      });
      written.push(`comment ${id}`);
      return { id };
    },
    updateComment: async (_repository, id, body) => {
      const place = comments.findIndex((one) => one.id === id);
      const comment = comments[place];
      if (comment === undefined) throw new Error("There is no such comment.");
      comments[place] = { ...comment, body };
      written.push(`edit comment ${id}`);
    },
    addReaction: async (_repository, id, reaction) => {
      if (refusal !== undefined) throw refusal;
      written.push(`${reaction} ${id}`);
      const place = comments.findIndex((one) => one.id === id);
      const comment = comments[place];
      if (comment !== undefined && reaction === "+1") comments[place] = { ...comment, hasOurThumbsUp: true };
    },
    removeReaction: async (_repository, id, reaction) => void written.push(`-${reaction} ${id}`),
  };
  const context: LookContext = {
    ...rig.context,
    github: { ...rig.context.github, ...issueMethods },
    makeReport: async () => (made === undefined ? fail("nothing landed") : succeed(made)),
  };
  const save = async (subject: Subject, fields: readonly DeliveryFields[]) => {
    await rig.store.recordDeliveries(
      fields.map((one, index) => ({
        id: `d-${rig.clock.nowMs}-${index}`,
        event: "issue_comment",
        bodyHash: "ab".repeat(32),
        receivedAtMs: rig.clock.nowMs,
        content: { kind: "work", subject, priority: PRIORITY.person, fields: one },
      })),
    );
    await rig.store.bump([{ subject, priority: PRIORITY.sweep }]);
    rig.clock.nowMs += 1;
    const [claim] = await rig.store.claimWork({ owner: "test", limit: 1, leaseMs: 15_000 });
    if (claim === undefined) throw new Error("There was nothing to claim.");
    return claim;
  };
  const first = await save(SUBJECT, []);
  await rig.store.settle(first, { kind: "done" }, { repositories: [REPOSITORY] });
  return {
    ...rig,
    issues,
    comments,
    written,
    setReactions: (next: GitHubError) => {
      refusal = next;
    },
    setMade: (next: MadeReport | undefined) => {
      made = next;
    },
    async show(visibility: "public" | "private") {
      const claim = await save(SUBJECT, []);
      await rig.store.settle(claim, { kind: "done" }, { repositories: [{ ...REPOSITORY, visibility }] });
    },
    /** A comment of Mona's below the report, as GitHub keeps it and as it is told. */
    say(body: string, commentId: number): DeliveryFields {
      const at = rig.clock.nowMs;
      comments.push({
        id: commentId,
        body,
        author: MONA,
        isOurs: false,
        hasOurThumbsUp: false,
        createdAtMs: at,
        updatedAtMs: at,
      });
      return said(body, { commentId, createdAtMs: at, updatedAtMs: at, number: issues[0]?.number ?? 40 });
    },
    setBackfill: async (phase: "reading" | "done") => {
      await rig.store.startBackfill(REPOSITORY.id, 0);
      const backfill = await rig.store.findBackfill(REPOSITORY.id);
      if (backfill === undefined) throw new Error("There is no back-fill.");
      const claim = await save(SUBJECT, []);
      await rig.store.settle(claim, { kind: "done" }, { backfills: [{ ...backfill, phase }] });
    },
    /** What was written to GitHub by one look. */
    async look(...fields: readonly DeliveryFields[]) {
      written.length = 0;
      const claim = await save(SUBJECT, fields);
      const { settlement, writes } = await lookAtReport(context, claim, SUBJECT);
      await rig.store.settle(claim, settlement, writes);
      return [...written];
    },
  };
}

function said(
  body: string,
  more: Partial<Extract<DeliveryFields, { kind: "comment" }>> = {},
): DeliveryFields {
  return {
    kind: "comment",
    action: "created",
    commentId: 5,
    number: 40,
    body,
    author: MONA,
    sender: MONA,
    createdAtMs: 1,
    updatedAtMs: 1,
    repository: REPOSITORY,
    ...more,
  };
}

it("is written once, and again only on its day and where it differs", async () => {
  const rig = await openReportRig();
  expect(await rig.look()).toEqual(["issue 40"]);
  expect(rig.issues[0]?.body).toMatch(/^<!-- throughline:report part 1 -->\none\n\n<!-- throughline:asked /u);
  rig.setMade({ parts: ["other"], questions: QUESTIONS, answered: 3 });
  expect(await rig.look()).toEqual([]);
  const nextAtMs = (await rig.store.findReportIssue(REPOSITORY.id))?.nextAtMs ?? 0;
  expect(nextAtMs).toBeGreaterThan(rig.clock.nowMs);
  expect(nextAtMs).toBeLessThanOrEqual(rig.clock.nowMs + WEEK_MS);
  expect(await rig.store.listDueReports(nextAtMs)).toEqual([SUBJECT]);
  rig.clock.nowMs = nextAtMs;
  expect(await rig.look()).toEqual(["edit 40"]);
  rig.clock.nowMs += WEEK_MS;
  expect(await rig.look()).toEqual([]);
});

it("is not written without an answer, without a catalog that wants it, or where nothing landed", async () => {
  const silent = await openReportRig();
  silent.setMade({ parts: ["one"], questions: [], answered: 0 });
  expect(await silent.look()).toEqual([]);
  silent.setMade(undefined);
  expect(await silent.look()).toEqual([]);
  silent.setMade({ parts: ["one"], questions: [], answered: 1 });
  expect(await silent.look()).toEqual(["issue 40"]);
  const off = await openReportRig({ issue: "false" });
  expect(await off.look()).toEqual([]);
  expect(await off.store.findReportIssue(REPOSITORY.id)).toEqual({
    repositoryId: REPOSITORY.id,
    parts: [],
    questions: [],
  });
});

it("goes on in comments, which are edited in place, and says so where it becomes shorter", async () => {
  const rig = await openReportRig();
  rig.setMade({ parts: ["one", "two", "three"], questions: QUESTIONS, answered: 3 });
  expect(await rig.look()).toEqual(["issue 40", "comment 700", "comment 701"]);
  rig.setMade({ parts: ["one", "TWO"], questions: QUESTIONS, answered: 3 });
  expect(await rig.look(said("/report"))).toEqual(["+1 5", "edit comment 700", "edit comment 701"]);
  expect(rig.comments[1]?.body).toContain("nothing stands here any more");
  expect(await rig.look(said("/report", { commentId: 6 }))).toEqual(["+1 6"]);
});

it("is adopted after a crash between creating and noting, and made anew where a person deleted it", async () => {
  const rig = await openReportRig();
  rig.issues.push({ number: 31, body: "<!-- throughline:report part 1 -->\nold" });
  expect(await rig.look()).toEqual(["edit 31"]);
  rig.issues.length = 0;
  rig.setMade({ parts: ["new"], questions: QUESTIONS, answered: 3 });
  expect(await rig.look(said("/report", { number: 31 }))).toEqual(["+1 5", "issue 41"]);
});

it("keeps what is decided with its question: the first open one, or the one that is named", async () => {
  const rig = await openReportRig();
  await rig.look();
  const listDecided = async () =>
    (await rig.store.listDecisions(REPOSITORY.id)).map(({ question, text }) => `${question} ${text}`);
  expect(await rig.look(said("/decided we wait"))).toEqual(["+1 5"]);
  expect(await listDecided()).toEqual(["Checkout: why? we wait"]);
  expect(await rig.look(said("/decided more", { commentId: 6, createdAtMs: 2 }))).toEqual(["+1 6"]);
  expect(await rig.look(said("/decided none is open", { commentId: 7 }))).toEqual(["confused 7"]);
  expect(await rig.look(said("/decided 1: named", { commentId: 8, createdAtMs: 3 }))).toEqual(["+1 8"]);
  expect(await listDecided()).toEqual([
    "Checkout: why? we wait",
    "Refunds: why? more",
    "Checkout: why? named",
  ]);
  expect((await rig.store.listDecisions(REPOSITORY.id))[0]).toMatchObject({
    metrics: ["checkout-conversion"],
    audience: "private",
  });
  expect(await rig.look(said("/decided 3: nothing", { commentId: 9 }))).toEqual(["confused 9"]);
  expect(await listDecided()).toHaveLength(3);
});

it("takes a number for a place only where there is such a question", async () => {
  const rig = await openReportRig();
  await rig.look();
  await rig.look(said("/decided 3 people look at it"));
  expect(await rig.store.listDecisions(REPOSITORY.id)).toMatchObject([
    { question: "Checkout: why?", text: "3 people look at it" },
  ]);
});

it("hears an edit and a deletion of what was decided, by its author", async () => {
  const rig = await openReportRig();
  await rig.look();
  const listDecided = async () => (await rig.store.listDecisions(REPOSITORY.id)).map(({ text }) => text);
  await rig.look(said("/decided we wait"));
  const other = { id: 12, login: "hugo", isBot: false };
  expect(await rig.look(said("/decided no", { action: "edited", sender: other }))).toEqual([]);
  expect(await listDecided()).toEqual(["we wait"]);
  await rig.look(said("/decided we go", { action: "edited" }));
  expect(await listDecided()).toEqual(["we go"]);
  await rig.look(said("", { action: "edited" }));
  expect(await listDecided()).toEqual([]);
  await rig.look(said("/decided we wait"));
  await rig.look(said("/decided we wait", { action: "deleted" }));
  expect(await listDecided()).toEqual([]);
});

it("is not overwritten by an edit that comes late", async () => {
  const rig = await openReportRig();
  await rig.look();
  const listDecided = async () => (await rig.store.listDecisions(REPOSITORY.id)).map(({ text }) => text);
  const edit = (body: string, updatedAtMs: number) => rig.look(said(body, { action: "edited", updatedAtMs }));
  await rig.look(said("/decided we wait"));
  await edit("/decided we go", 3_000);
  await edit("/decided we wait a little", 2_000);
  expect(await listDecided()).toEqual(["we go"]);
  expect(await edit("never mind", 4_000)).toEqual(["-+1 5"]);
  await edit("/decided we wait a little", 2_000);
  expect(await listDecided()).toEqual([]);
});

it.each(["forbidden", "gone"] as const)("goes on where a comment can't be reacted to: %s", async (kind) => {
  const rig = await openReportRig();
  await rig.look();
  rig.setReactions(new GitHubError({ kind, status: 404, message: "locked" }));
  rig.setMade({ parts: ["next"], questions: QUESTIONS, answered: 3 });
  expect(await rig.look(said("/decided we wait"), said("/report", { commentId: 6 }))).toEqual(["edit 40"]);
  expect(await rig.store.listDecisions(REPOSITORY.id)).toMatchObject([{ text: "we wait" }]);
});

it("is replied to and left by one comment, and left by anybody on any issue", async () => {
  const rig = await openReportRig();
  await rig.look();
  const wren = { id: 13, login: "wren", isBot: false };
  await rig.look(said("/throughline credit off", { commentId: 8, number: 3, author: wren, sender: wren }));
  expect(await rig.look(said("/decided we wait\n\n/throughline credit off"))).toEqual(["+1 5"]);
  expect(await rig.store.listDecisions(REPOSITORY.id)).toHaveLength(1);
  expect((await rig.store.listOptOuts()).map(({ login }) => login)).toEqual(["mona", "wren"]);
});

it("hears nobody without write access, nothing on other issues, and no bot", async () => {
  const rig = await openReportRig();
  await rig.look();
  const wren = { id: 13, login: "wren", isBot: false };
  expect(await rig.look(said("/decided mine", { author: wren, sender: wren }))).toEqual(["confused 5"]);
  expect(await rig.look(said("/decided here", { number: 3 }))).toEqual([]);
  expect(await rig.look(said("/decided bot", { author: { ...MONA, isBot: true } }))).toEqual([]);
  expect(await rig.store.listDecisions(REPOSITORY.id)).toEqual([]);
});

it("is written anew for other readers, and emptied where it is wanted no more", async () => {
  const rig = await openReportRig();
  const made = { parts: ["one", "two"], questions: QUESTIONS, answered: 3 };
  rig.setMade(made);
  await rig.look();
  await rig.show("public");
  expect(await rig.look()).toEqual(["edit 40", "edit comment 700"]);
  expect(rig.issues[0]?.body).toMatch(
    /^<!-- throughline:report part 1 -->\nThe report is switched off here/u,
  );
  expect(rig.comments[0]?.body).toMatch(/switched off here/u);
  expect(await rig.look()).toEqual([]);
  await rig.show("private");
  expect(await rig.look()).toEqual(["edit 40", "edit comment 700"]);
  expect(rig.issues[0]?.body).toMatch(/ -->\none\n/u);
});

/** A new store beside the issues and comments that GitHub kept. */
async function loseStore(
  rig: Awaited<ReturnType<typeof openReportRig>>,
  options: { readonly issue?: string } = {},
) {
  const after = await openReportRig(options);
  after.issues.push(...rig.issues);
  after.comments.push(...rig.comments);
  after.clock.nowMs = rig.clock.nowMs;
  return after;
}

describe("after the store was lost", () => {
  it("knows again what was decided: by the comments that it gave a thumbs-up, each with its question", async () => {
    const rig = await openReportRig();
    await rig.look();
    for (const [index, text] of ["we wait", "2: not before May", "1 team looks at it"].entries()) {
      await rig.look(rig.say(`/decided ${text}`, 800 + index));
    }
    rig.setMade({ parts: ["next"], questions: [{ question: "Refunds: why?" }], answered: 3 });
    await rig.look(rig.say("/report", 810));
    // Heard after the issue was last written.
    await rig.look(rig.say("/decided 1: we refund", 811));
    const stranger = { id: 13, login: "wren", isBot: false };
    const { body } = rig.say("/decided mine", 812) as { body: string };
    await rig.look(said(body, { commentId: 812, author: stranger, sender: stranger }));
    const before = await rig.store.listDecisions(REPOSITORY.id);
    expect(before).toHaveLength(4);
    const after = await loseStore(rig);
    expect(await after.look()).toEqual([]);
    expect(await after.store.listDecisions(REPOSITORY.id)).toEqual(before);
  });

  it("leaves the issue as it stands until back-fill is done, and then goes on with all its parts", async () => {
    const rig = await openReportRig();
    rig.setMade({ parts: ["one", "two"], questions: QUESTIONS, answered: 3 });
    await rig.look();
    const after = await loseStore(rig);
    expect(await after.look()).toEqual([]);
    await after.setBackfill("reading");
    expect(await after.look()).toEqual([]);
    await after.setBackfill("done");
    expect(await after.look()).toEqual(["edit 40", "edit comment 700"]);
    expect(after.issues).toHaveLength(1);
    expect(await after.look()).toEqual([]);
  });

  it("hears what is said below it, though nothing else is known yet", async () => {
    const rig = await openReportRig();
    await rig.look();
    const after = await loseStore(rig);
    expect(await after.look(after.say("/decided 2: later", 801))).toEqual(["+1 801"]);
    expect(await after.store.listDecisions(REPOSITORY.id)).toMatchObject([
      { question: "Refunds: why?", text: "later", audience: "private" },
    ]);
  });

  it("empties what was written for few where everybody can read it now, whether it is wanted or not", async () => {
    for (const issue of ["true", "false"]) {
      const rig = await openReportRig();
      rig.setMade({ parts: ["one", "two"], questions: QUESTIONS, answered: 3 });
      await rig.look();
      await rig.look(rig.say("/decided we wait", 801));
      const after = await loseStore(rig, { issue });
      await after.show("public");
      expect(await after.look()).toEqual(["edit 40", "edit comment 700"]);
      const text = [...after.issues, ...after.comments.slice(0, 1)].map(({ body }) => body).join();
      expect(text).toContain("switched off here");
      expect(text).not.toContain("Checkout");
      // Who replied what is not for the public either, but it is not forgotten.
      expect(text).toContain('"decided":[{"comment":801}]');
      const [decision] = await after.store.listDecisions(REPOSITORY.id);
      expect(decision).toMatchObject({ question: "Checkout: why?", audience: "private" });
    }
  });

  it("trusts neither somebody else's marker nor a record that is none", async () => {
    const rig = await openReportRig();
    rig.issues.push({
      number: 40,
      body: "<!-- throughline:report part 1 -->\n<!-- throughline:asked {} -->",
    });
    await rig.look(rig.say("/decided 2 teams", 801));
    expect((await rig.store.listDecisions(REPOSITORY.id)).map(({ text }) => text)).toEqual([]);
    rig.comments.splice(0, 1, { ...(rig.comments[0] as IssueComment), hasOurThumbsUp: true });
    const after = await loseStore(rig);
    after.issues.splice(0, 1, { number: 40, body: "<!-- throughline:report part 1 -->" });
    await after.look();
    expect(await after.store.listDecisions(REPOSITORY.id)).toMatchObject([
      { question: "A question of an earlier report", text: "2 teams" },
    ]);
  });
});
