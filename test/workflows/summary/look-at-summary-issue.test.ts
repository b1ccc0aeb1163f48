import { expect, it } from "vitest";
import type { Actor, RepositoryVisibility } from "../../../src/model/repository.ts";
import { PRIORITY, type Subject } from "../../../src/model/subject.ts";
import { GitHubError } from "../../../src/workflows/ports/git-hub-error.ts";
import { describeOnEngines } from "../../store/store-rig.ts";
import {
  addOrganisation,
  commentOf,
  createFakeSummaryGitHub,
  openReplica,
  repositoryOf,
  storeFacts,
} from "../../support/summary-rig.ts";

const NOW_MS = Date.parse("2026-11-24T12:00:00Z");
const SUBJECT: Subject = { kind: "summary-issue", installationId: 75, repositoryId: 901 };
const MONA: Actor = { id: 11, login: "mona", isBot: false };
const WREN: Actor = { id: 12, login: "wren", isBot: false };

describeOnEngines("answers to a brief", (open) => {
  async function openWorld(visibility: RepositoryVisibility = "private") {
    const clock = await open("off");
    const { store } = clock;
    clock.nowMs = NOW_MS;
    const fake = createFakeSummaryGitHub(() => clock.nowMs);
    const target = repositoryOf(901, { name: "leadership", visibility });
    await addOrganisation(store, fake, {
      id: 5,
      login: "acme",
      catalog: "version: 1\n",
      repositories: [
        target,
        repositoryOf(902, { name: "shop", visibility: "public" }),
        repositoryOf(903, { name: "secret" }),
      ],
    });
    await storeFacts(store, {
      summaryIssues: [{ organisationId: 5, repositoryId: 901, number: 40 }],
      summaryWeeks: [
        {
          organisationId: 5,
          week: "2026-W47",
          state: "posted",
          briefs: [
            { repositoryId: 902, number: 12 },
            { repositoryId: 903, number: 4 },
          ],
          atMs: 1,
        },
      ],
    });
    const issue = {
      number: 40,
      body: "",
      isOurs: true,
      comments: [commentOf(50, "", { author: MONA, atMs: 1 })],
    };
    fake.repositories.get(901)?.issues.push(issue);
    const replica = openReplica({ store, fake, now: () => clock.nowMs, owner: "one" });
    let deliveries = 0;
    /** The comment is told of, and heard; what stands in the store then, and the reactions to it. */
    const say = async (
      body: string,
      more: {
        action?: "created" | "edited" | "deleted";
        author?: Actor;
        sender?: Actor;
        number?: number;
      } = {},
    ) => {
      deliveries += 1;
      const { action = "created", author = MONA, number = 40 } = more;
      const sender = more.sender ?? author;
      await store.recordDeliveries([
        {
          id: `d-${visibility}-${deliveries}`,
          event: "issue_comment",
          bodyHash: "ab".repeat(32),
          receivedAtMs: clock.nowMs,
          content: {
            kind: "work",
            subject: SUBJECT,
            priority: PRIORITY.person,
            fields: {
              kind: "comment",
              action,
              commentId: 50,
              number,
              body,
              author,
              sender,
              createdAtMs: NOW_MS,
              updatedAtMs: NOW_MS + deliveries * 1_000,
              repository: target,
            },
          },
        },
      ]);
      await replica.work();
      const answers = await store.listSeenAnswers(901, { sinceMs: 0, untilMs: NOW_MS + 1 });
      const reactions = issue.comments[0]?.reactions ?? [];
      return {
        said: answers.map(
          ({ about, verdict, words }) => `${about.repositoryId}#${about.number} ${verdict} ${words}`,
        ),
        reactions: [...reactions],
      };
    };
    return { store, say, fake, engine: clock.engine };
  }

  it("are kept and acknowledged, from anyone who may comment there", async () => {
    const { say } = await openWorld();
    expect(await say("/seen acme/shop#12 yes trials went up")).toEqual({
      said: ["902#12 yes trials went up"],
      reactions: ["+1"],
    });
  });

  it("follow what its author makes of the comment", async () => {
    const { say } = await openWorld();
    await say("/seen acme/shop#12 yes");
    expect((await say("/seen acme/shop#12 no", { action: "edited" })).said).toEqual(["902#12 no "]);
    expect((await say("/seen acme/shop#12 unclear", { action: "edited", sender: WREN })).said).toEqual([
      "902#12 no ",
    ]);
    expect((await say("never mind", { action: "edited" })).said).toEqual([]);
    await say("/seen acme/shop#12 yes", { action: "edited" });
    expect((await say("", { action: "deleted" })).said).toEqual([]);
    expect((await say("/seen acme/shop#12 yes", { action: "edited" })).said).toEqual([]);
  });

  it("are refused where the change was in no brief, or says nothing", async () => {
    const { say } = await openWorld();
    expect(await say("/seen acme/shop#13 yes")).toEqual({ said: [], reactions: ["confused"] });
    expect((await say("/seen acme/nowhere#1 yes", { action: "edited" })).reactions).toEqual(["confused"]);
    expect((await say("/seen acme/shop#12 perhaps", { action: "edited" })).said).toEqual([]);
  });

  it("are kept as far as they can be, and told to be wrong", async () => {
    const { say } = await openWorld();
    expect(await say("/seen acme/shop#12 yes\n/seen acme/shop#13 no")).toEqual({
      said: ["902#12 yes "],
      reactions: ["confused"],
    });
  });

  it("about a private change are heard where it may be read, and nowhere else", async () => {
    expect((await (await openWorld()).say("/seen acme/secret#4 yes")).said).toEqual(["903#4 yes "]);
    const inPublic = await openWorld("public");
    await inPublic.store.bump([]);
    expect((await inPublic.say("/seen acme/secret#4 no")).reactions).toEqual(["confused"]);
  });

  it("are heard by a store that was lost, which finds the issue and its briefs again", async () => {
    const { say, fake, engine } = await openWorld();
    for (const table of ["summary_week", "summary_issue"] as const)
      await engine.db.deleteFrom(table).execute();
    expect((await say("/seen acme/shop#12 yes")).reactions).toEqual([]);
    const issue = fake.repositories.get(901)?.issues[0];
    if (issue === undefined) throw new Error("There is no issue.");
    issue.body = "<!-- throughline:summary-issue 5 -->\nHere.";
    await fake.gitHub.createComment(
      { owner: "acme", name: "leadership", number: 40 },
      "<!-- throughline:summary 5 2026-W47 private -->\n<!-- throughline:briefs 902#12 -->\n# Week",
    );
    expect(await say("/seen acme/shop#12 yes", { action: "edited" })).toEqual({
      said: ["902#12 yes "],
      reactions: ["+1"],
    });
  });

  it("are kept where the comment is locked or gone, and with who wants to be left out", async () => {
    const { store, say, fake } = await openWorld();
    const error = new GitHubError({ kind: "forbidden", message: "locked" });
    fake.failing.set("addReaction", { error, when: "before" });
    expect(await say("/seen acme/shop#12 yes\n\n/throughline credit off")).toEqual({
      said: ["902#12 yes "],
      reactions: [],
    });
    expect(await store.listOptOuts()).toMatchObject([{ login: "mona", isOut: true }]);
    expect(await store.listDeadWork(5)).toEqual([]);
  });

  it("are heard of no bot and on no other issue", async () => {
    const { say } = await openWorld();
    const bot = { ...MONA, isBot: true };
    expect(await say("/seen acme/shop#12 yes", { author: bot })).toEqual({ said: [], reactions: [] });
    expect(await say("/seen acme/shop#12 yes", { number: 3 })).toEqual({ said: [], reactions: [] });
  });
});
