import { describe, expect, it } from "vitest";
import type { DeliveryFields } from "../../../src/model/delivery.ts";
import type { Subject } from "../../../src/model/subject.ts";
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
      [{ comment: 31, why: "somebody other than its author edited it" }, "comment not heard"],
      [{ comment: 32, why: "it is a bot's, and not the list of this app" }, "comment not heard"],
    ]);
  });
});
