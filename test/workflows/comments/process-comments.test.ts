import { describe, expect, it } from "vitest";
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

const PULL_REQUEST = SUBJECT as Extract<Subject, { kind: "pull-request" }>;
const STRANGER = { id: 66, login: "stranger", isBot: false };
type Comment = Extract<DeliveryFields, { kind: "comment" }>;

function said(body: string, more: Partial<Comment> = {}): Comment {
  const author = more.author ?? MONA;
  return {
    kind: "comment",
    action: "created",
    commentId: 31,
    number: 1,
    body,
    author,
    sender: author,
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

async function openAsked(): Promise<LookRig> {
  const rig = await openLookRig();
  await look(rig, told(stateOf(), "opened"));
  return rig;
}

const reactionsOf = ({ gitHub }: LookRig, id = 31) => [...(gitHub.reactions.get(id) ?? [])];
const summaryOf = ({ gitHub }: LookRig) => gitHub.checks.at(-1)?.summary;
const titleOf = ({ gitHub }: LookRig) => gitHub.checks.at(-1)?.title;
const countReactions = ({ calls }: LookRig) => calls.filter((call) => call === "addReaction").length;

describe("a comment that changed", () => {
  it("counts as it was edited, though the first state of it comes late", async () => {
    const rig = await openAsked();
    await look(rig, said("/impact none", { action: "edited", updatedAtMs: NOW_MS + 2_000 }));
    await look(rig, said("/impact refund-rate"));
    expect(titleOf(rig)).toBe("No metric, said by command");
  });

  it.each(["/impact refund-rate", ""])(
    "stays taken back where it came to hold %j and is told late",
    async (body) => {
      const rig = await openAsked();
      const asking = titleOf(rig);
      await look(
        rig,
        said(body, { action: body === "" ? "edited" : "deleted", updatedAtMs: NOW_MS + 2_000 }),
      );
      await look(rig, said("/impact none"));
      expect(titleOf(rig)).toBe(asking);
    },
  );

  it("of one second counts as it was edited, in whatever order that is told", async () => {
    const rig = await openAsked();
    await look(rig, said("/impact none", { action: "edited" }));
    await look(rig, said("/impact refund-rate"));
    expect(titleOf(rig)).toBe("No metric, said by command");
    expect(rig.calls).not.toContain("readComment");
  });

  it("is read from GitHub where two edits share a second", async () => {
    const rig = await openAsked();
    const now = said("/impact none", { action: "edited" });
    rig.gitHub.comments = [{ ...now, id: 31, isOurs: false, hasOurThumbsUp: false }];
    await look(rig, now);
    await look(rig, said("/impact refund-rate", { action: "edited" }));
    expect(titleOf(rig)).toBe("No metric, said by command");
  });

  it("gets each reaction once", async () => {
    const rig = await openAsked();
    for (let second = 0; second < 3; second += 1) {
      const updatedAtMs = NOW_MS + second * 1_000;
      await look(rig, said(`/impact ${second === 1 ? "none" : "unsure"}`, { updatedAtMs, action: "edited" }));
    }
    expect(countReactions(rig)).toBe(1);
  });
});

describe("a comment that can't be written to any more", () => {
  it.each(["gone", "forbidden", "refused"] as const)(
    "counts all the same where GitHub says %s",
    async (kind) => {
      const rig = await openAsked();
      const error = new GitHubError({ kind, status: 404, message: "Not Found" });
      rig.gitHub.failing.set("addReaction", { error, when: "before" });
      await look(
        rig,
        said("/impact unsure", { commentId: 30 }),
        said("/impact none", { updatedAtMs: NOW_MS + 1 }),
      );
      expect(titleOf(rig)).toBe("No metric, said by command");
    },
  );

  it("is stored before it is acknowledged", async () => {
    const rig = await openAsked();
    const error = new GitHubError({ kind: "fault", message: "502" });
    rig.gitHub.failing.set("addReaction", { error, when: "before" });
    const claim = await rig.claim(said("/impact none"));
    await expect(lookAtPullRequest(rig.context, claim, PULL_REQUEST)).rejects.toThrow("502");
    expect(await rig.store.listStatements(REPOSITORY.id, 1)).toMatchObject([
      { text: "none", accepted: true },
    ]);
  });
});

describe("a reaction", () => {
  it("is taken back with the command, and there is never more than one", async () => {
    const rig = await openAsked();
    await look(rig, said("/impact none"));
    expect(reactionsOf(rig)).toEqual(["+1"]);
    const edit = (body: string, second: number) =>
      look(rig, said(body, { action: "edited", updatedAtMs: NOW_MS + second * 1_000 }));
    await edit("/impact nonsense", 1);
    expect(reactionsOf(rig)).toEqual(["confused"]);
    await edit("/impact refund-rate", 2);
    expect(reactionsOf(rig)).toEqual(["+1"]);
    await edit("", 3);
    expect(reactionsOf(rig)).toEqual([]);
  });

  it("follows what outranks the command, whatever the look is for", async () => {
    const rig = await openAsked();
    await look(rig, said("/impact none"));
    const describeAs = (body: string, second: number) =>
      look(rig, told(stateOf({ body, updatedAtMs: NOW_MS + second * 1_000 })));
    await describeAs("Impact: refund-rate", 1);
    expect(reactionsOf(rig)).toEqual(["confused"]);
    expect(summaryOf(rig)).toContain("does not count: the line in the description says refund-rate");
    await describeAs("", 2);
    expect(reactionsOf(rig)).toEqual(["+1"]);
    expect(titleOf(rig)).toBe("No metric, said by command");
  });

  it("stays a thumbs-up where it stands for something else in the comment too", async () => {
    const rig = await openAsked();
    rig.gitHub.permissions = { wren: "write" };
    const wren = { id: 12, login: "wren", isBot: false };
    await look(rig, said("/impact none\n\n/credit @mona kept it small", { author: wren }));
    await look(rig, told(stateOf({ body: "Impact: refund-rate", updatedAtMs: NOW_MS + 1_000 })));
    expect(reactionsOf(rig)).toEqual(["+1"]);
  });

  it("replaces one that a lost store knows nothing of", async () => {
    const rig = await openAsked();
    rig.gitHub.reactions.set(31, new Set(["+1"]));
    await look(rig, said("/impact nonsense", { action: "edited" }));
    expect(reactionsOf(rig)).toEqual(["confused"]);
  });

  it("and the list that is asked for come however much was said before, answered or not", async () => {
    const rig = await openAsked();
    await look(rig, told(stateOf({ body: "Impact: refund-rate", updatedAtMs: NOW_MS + 1 })));
    for (let id = 1; id <= 8; id += 1) await look(rig, said("/impact refund-rate", { commentId: id }));
    const asked = said("/impact ask", { commentId: 40 });
    rig.gitHub.comments = [{ ...asked, id: 40, isOurs: false, hasOurThumbsUp: false }];
    await look(rig, asked);
    expect(reactionsOf(rig, 8)).toEqual(["+1"]);
    expect(reactionsOf(rig, 40)).toEqual(["+1"]);
    expect(rig.gitHub.comments[0]?.body).toMatch(/^\/impact ask\n\n<!-- throughline -->/);
  });
});

describe("what the check says of a command", () => {
  it("is what was not understood, until it is corrected", async () => {
    const rig = await openAsked();
    await look(rig, said("/impact refund-rte"));
    expect(summaryOf(rig)).toContain(
      'In the command by comment: "refund-rte" is no metric of the catalog: did you mean refund-rate',
    );
    expect(reactionsOf(rig)).toEqual(["confused"]);
    await look(rig, said("/impact refund-rate", { action: "edited", updatedAtMs: NOW_MS + 1_000 }));
    expect(summaryOf(rig)).not.toContain("refund-rte");
  });

  it("is nothing where its author may not answer", async () => {
    const rig = await openAsked();
    await look(rig, said("/impact refund-rte", { author: STRANGER }));
    expect(summaryOf(rig)).not.toContain("refund-rte");
  });

  it.each(["/impact help", "/impact"])("is how to answer while %j stands", async (body) => {
    const rig = await openAsked();
    const textOf = () => rig.gitHub.checks.at(-1)?.text;
    await look(rig, said(body));
    expect(textOf()).toMatch(/^\*\*How to answer in a comment/);
    expect(reactionsOf(rig)).toEqual(["+1"]);
    expect(rig.calls).not.toContain("updateComment");
    await look(rig, told(stateOf({ title: "Faster", updatedAtMs: NOW_MS + 1_000 })));
    expect(textOf()).toContain("How to answer");
    await look(rig, said("", { action: "deleted", updatedAtMs: NOW_MS + 2_000 }));
    expect(textOf()).not.toContain("How to answer");
  });

  it("is not promised where there is no check any more", async () => {
    const rig = await openAsked();
    await look(
      rig,
      told(stateOf({ status: "merged", mergedAtMs: NOW_MS, updatedAtMs: NOW_MS + 1 }), "closed"),
    );
    await look(rig, said("/impact help", { updatedAtMs: NOW_MS + 2 }));
    expect(reactionsOf(rig)).toEqual(["confused"]);
  });
});

describe("rights", () => {
  it("are those of the moment: what somebody edits who lost them is taken back", async () => {
    const rig = await openAsked();
    const wren = { id: 12, login: "wren", isBot: false };
    rig.gitHub.permissions = { wren: "write" };
    await look(rig, said("/impact none", { author: wren }));
    expect(titleOf(rig)).toBe("No metric, said by command");
    rig.gitHub.permissions = { wren: "triage" };
    const edit = { author: wren, action: "edited", updatedAtMs: NOW_MS + 1_000 } as const;
    await look(rig, said("/impact refund-rate", edit));
    expect(titleOf(rig)).toMatch(/^Looks like/);
    expect(reactionsOf(rig)).toEqual(["confused"]);
  });

  it("are needed by nobody to be left out, though the word comes late and was edited away by then", async () => {
    const rig = await openAsked();
    await look(rig, said("", { author: STRANGER, action: "edited", updatedAtMs: NOW_MS + 1_000 }));
    await look(rig, said("/throughline credit off", { author: STRANGER }));
    expect(await rig.store.listOptOuts()).toMatchObject([{ userId: STRANGER.id, isOut: true }]);
  });
});

describe("what strangers say", () => {
  it("takes no reaction away from those who may answer", async () => {
    const rig = await openAsked();
    for (let id = 1; id <= 6; id += 1)
      await look(rig, said("/impact none", { commentId: id, author: STRANGER }));
    expect(countReactions(rig)).toBe(2);
    await look(rig, said("/impact none", { commentId: 40 }));
    expect(countReactions(rig)).toBe(3);
  });

  it("takes none away from others where the author may answer and nobody else", async () => {
    const rig = await openAsked();
    rig.gitHub.permissions = { wren: "write" };
    for (let id = 1; id <= 8; id += 1) await look(rig, said("/impact nonsense", { commentId: id }));
    expect(countReactions(rig)).toBe(5);
    const wren = { id: 12, login: "wren", isBot: false };
    await look(rig, said("/impact none", { commentId: 40, author: wren }));
    expect(countReactions(rig)).toBe(6);
  });

  it("is told in the log with its reason where it is not heard", async () => {
    const rig = await openAsked();
    const lines: unknown[] = [];
    const log = { ...rig.context.log, info: (...line: readonly unknown[]) => void lines.push(line) };
    const logging = { ...rig, context: { ...rig.context, log } };
    await look(logging, said("/impact none", { action: "edited", sender: STRANGER }));
    const bot = { id: 90, login: "other[bot]", isBot: true };
    await look(logging, said("<!-- throughline -->", { author: bot, sender: STRANGER, commentId: 32 }));
    expect(lines).toMatchObject([
      [{ comment: 31, why: "somebody other than its author edited it" }, "comment not processed"],
      [{ comment: 32, why: "it is a bot's, and not the list of this app" }, "comment not processed"],
    ]);
  });
});
