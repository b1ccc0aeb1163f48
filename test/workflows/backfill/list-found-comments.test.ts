import { expect, it } from "vitest";
import { listFoundComments } from "../../../src/workflows/backfill/list-found-comments.ts";
import type { PageComment } from "../../../src/workflows/ports/git-hub.ts";
import { MONA, openLookRig, REPOSITORY, stateOf, told } from "../../support/look-rig.ts";

const INSIGHT = "<!-- throughline:insight -->\n\nSays something.";
const LIST = "Tick one.\n\n<!-- throughline -->\n- [ ] a\n<!-- /throughline -->";
const PRIVATE = "\n\n<!-- throughline:private -->";
const BOT = { id: 9, login: "throughline[bot]", isBot: true };

const commentOf = (id: number, body: string, more: Partial<PageComment> = {}): PageComment => ({
  id,
  body,
  author: BOT,
  isOurs: true,
  hasOurThumbsUp: false,
  createdAtMs: 1,
  updatedAtMs: 1,
  ...more,
});

async function list(visibility: "public" | "private", comments: readonly PageComment[]) {
  const rig = await openLookRig();
  const place = { context: rig.context, repository: { ...REPOSITORY, visibility }, state: stateOf() };
  const found = await listFoundComments(place, comments);
  return { rig, place, found };
}

it("finds each kind once, of our own app alone", async () => {
  const { found } = await list("private", [
    commentOf(1, INSIGHT, { isOurs: false, author: MONA }),
    commentOf(2, LIST, { author: MONA }),
    commentOf(3, INSIGHT),
    commentOf(4, INSIGHT),
    commentOf(5, LIST),
    commentOf(6, "Thanks"),
  ]);
  expect(found.map(({ kind, commentId }) => [kind, commentId])).toEqual([
    ["insight", 3],
    ["checklist", 5],
  ]);
});

it("takes for private what says so, or stands in a private repository", async () => {
  const both = [commentOf(3, `${INSIGHT}${PRIVATE}`), commentOf(5, LIST)];
  const audiences = async (visibility: "public" | "private") =>
    (await list(visibility, both)).found.map(({ audience }) => audience);
  expect(await audiences("private")).toEqual(["private", "private"]);
  expect(await audiences("public")).toEqual(["private", "public"]);
});

it("leaves alone what the store knows", async () => {
  const comments = [commentOf(3, INSIGHT)];
  const { rig, place, found } = await list("private", comments);
  const claim = await rig.claim(told(stateOf()));
  await rig.store.settle(claim, { kind: "done" }, { comments: found });
  expect(await listFoundComments(place, comments)).toEqual([]);
});
