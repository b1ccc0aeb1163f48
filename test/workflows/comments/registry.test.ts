import { expect, it } from "vitest";
import { acknowledgeComments } from "../../../src/workflows/comments/acknowledge.ts";
import { type CommentFields, defineCommand } from "../../../src/workflows/comments/command.ts";
import { processComments } from "../../../src/workflows/comments/process-comments.ts";
import { COMMANDS, mayHoldCommand } from "../../../src/workflows/comments/registry.ts";
import { restoreComments } from "../../../src/workflows/comments/restore-comments.ts";
import type { PageComment } from "../../../src/workflows/ports/git-hub.ts";
import { type LookRig, MONA, NOW_MS, openLookRig, REPOSITORY, stateOf } from "../../support/look-rig.ts";

const WREN = { id: 12, login: "wren", isBot: false };

/** A pure parser, and an entry: nothing else is known of `/expect`. */
function parseExpectation(body: string): { readonly words: string } | undefined {
  const words = /^\/expect\s*(.*)$/mu.exec(body)?.[1];
  return words === undefined ? undefined : { words };
}

const expectCommand = defineCommand({
  name: "expectation",
  words: ["expect"],
  places: ["pull-request"],
  parse: parseExpectation,
  mayBeSaidBy: () => "triage",
  // Kept in a record that is there: a family of its own would bring one.
  apply: async ({ repository, number }, { parsed, commentId, saidAtMs }) => {
    const key = { repositoryId: repository.id, commentId };
    const about = { repositoryId: repository.id, number };
    const answer = { ...key, position: 0, about, verdict: "yes", words: parsed.words, saidAtMs } as const;
    return parsed.words === ""
      ? { verdict: "unclear", writes: {} }
      : { verdict: "accepted", writes: { seenComments: [{ ...key, answers: [answer] }] } };
  },
  undo: async ({ repository }, commentId) => ({
    seenComments: [{ repositoryId: repository.id, commentId, answers: [] }],
  }),
});
const ALL = [...COMMANDS, expectCommand];

function said(body: string, more: Partial<CommentFields> = {}): CommentFields {
  return {
    kind: "comment",
    action: "created",
    commentId: 31,
    number: 1,
    body,
    author: WREN,
    sender: WREN,
    createdAtMs: NOW_MS,
    updatedAtMs: NOW_MS,
    repository: REPOSITORY,
    ...more,
  };
}

async function openThread(rig: LookRig) {
  rig.gitHub.permissions = { wren: "triage" };
  const claim = await rig.claim(said(""));
  const effective = { state: { kind: "absent" }, files: [], isAllowed: () => false } as const;
  const place = { kind: "pull-request", state: stateOf(), effective } as const;
  const thread = { context: rig.context, claim, repository: REPOSITORY, number: 1, place };
  return {
    thread,
    async hear(comment: CommentFields) {
      const { comments } = await processComments(thread, [comment], ALL);
      await acknowledgeComments(thread, comments);
      return {
        kept: (
          await rig.store.listSeenAnswers(REPOSITORY.id, { sinceMs: 0, untilMs: NOW_MS + 1_000_000 })
        ).map(({ words }) => words),
        reactions: [...(rig.gitHub.reactions.get(comment.commentId) ?? [])],
      };
    },
  };
}

it("gives a new family of commands its order, rights, edits, deletion and reactions by its entry alone", async () => {
  const rig = await openLookRig();
  const { hear } = await openThread(rig);
  expect(await hear(said("/expect less waiting"))).toEqual({ kept: ["less waiting"], reactions: ["+1"] });
  const later = { action: "edited", updatedAtMs: NOW_MS + 2_000 } as const;
  expect(await hear(said("/expect more trials", later))).toEqual({
    kept: ["more trials"],
    reactions: ["+1"],
  });
  const late = { action: "edited", updatedAtMs: NOW_MS + 1_000 } as const;
  expect((await hear(said("/expect what came late", late))).kept).toEqual(["more trials"]);
  const byOther = { action: "edited", updatedAtMs: NOW_MS + 3_000, sender: MONA } as const;
  expect((await hear(said("/expect put into their mouth", byOther))).kept).toEqual(["more trials"]);
  const last = { updatedAtMs: NOW_MS + 4_000 };
  expect(await hear(said("/expect", { ...last, action: "edited" }))).toEqual({
    kept: [],
    reactions: ["confused"],
  });
  await hear(said("/expect less", { updatedAtMs: NOW_MS + 5_000, action: "edited" }));
  expect((await hear(said("", { updatedAtMs: NOW_MS + 5_000, action: "deleted" }))).kept).toEqual([]);
  rig.gitHub.permissions = {};
  expect(await hear(said("/expect nothing", { commentId: 32 }))).toEqual({
    kept: [],
    reactions: ["confused"],
  });
});

it("keeps its webhooks, and restores what carries the thumbs-up", async () => {
  expect(mayHoldCommand("/expect more", ["pull-request"], ALL)).toBe(true);
  expect(mayHoldCommand("/expect more", ["issue"], ALL)).toBe(false);
  expect(mayHoldCommand("src/expect/more", ["pull-request"], ALL)).toBe(false);
  const rig = await openLookRig();
  const { thread } = await openThread(rig);
  const toComment = (id: number, more: Partial<PageComment> = {}): PageComment => ({
    id,
    body: `/expect ${id}`,
    author: WREN,
    isOurs: false,
    hasOurThumbsUp: true,
    createdAtMs: NOW_MS,
    updatedAtMs: NOW_MS,
    ...more,
  });
  const edit = { atMs: NOW_MS, by: MONA };
  const comments = [toComment(1), toComment(2, { hasOurThumbsUp: false }), toComment(3, { edit })];
  const { writes, editedByOthers } = await restoreComments(thread, comments, ALL);
  expect(writes.seenComments?.map(({ commentId }) => commentId)).toEqual([1]);
  expect(writes.heardComments).toMatchObject([{ commentId: 1, reaction: "+1" }]);
  expect(editedByOthers).toBe(1);
  expect(rig.calls).not.toContain("readPermission");
});

it("knows each family once, with its words", () => {
  expect(new Set(COMMANDS.map(({ name }) => name)).size).toBe(COMMANDS.length);
  expect(COMMANDS.every(({ words, places }) => words.length > 0 && places.length > 0)).toBe(true);
});
