import { expect, it } from "vitest";
import type { PullRequestState } from "../../../src/model/pull-request.ts";
import type { DeliveryFields } from "../../../src/model/webhook.ts";
import { lookAtPullRequest } from "../../../src/workflows/pull-request/look-at-pull-request.ts";
import { type LookRig, MONA, NOW_MS, openLookRig, SUBJECT, stateOf, told } from "../../support/look-rig.ts";

const LINE = "Impact: refund-rate";
const BOT = { id: 12, login: "summary[bot]", isBot: true };
const SAID = "refund-rate, said in the description";
const ASKED = "Looks like refund-rate. Wrong? Add: Impact: <metric>";

async function look(rig: LookRig, ...fields: readonly DeliveryFields[]) {
  const claim = await rig.claim(...fields);
  if (SUBJECT.kind !== "pull-request") throw new Error("There is one subject.");
  const outcome = await lookAtPullRequest(rig.context, claim, SUBJECT);
  await rig.store.settle(claim, outcome.settlement, outcome.writes);
  return outcome.settlement;
}

/** At `NOW_MS` and some seconds. */
function edited(
  [before, body]: readonly [string, string],
  { by = MONA, seconds = 1 }: { readonly by?: typeof MONA; readonly seconds?: number },
): DeliveryFields {
  const state = stateOf({ body, updatedAtMs: NOW_MS + seconds * 1000 });
  return { ...told(state), sender: by, bodyBefore: before } as DeliveryFields;
}

const opened = (body: string, more: Partial<PullRequestState> = {}) =>
  told(stateOf({ body, ...more }), "opened");
const labeled = (body: string, seconds: number) =>
  told(stateOf({ body, labels: ["x"], updatedAtMs: NOW_MS + seconds * 1000 }), "labeled");
const showTitle = (rig: LookRig) => rig.gitHub.checks.at(-1)?.title;
const countReads = (rig: LookRig) => rig.calls.filter((name) => name === "listRevisions").length;

it.each([
  ["in order", (all: readonly DeliveryFields[]) => all],
  ["in the wrong order", (all: readonly DeliveryFields[]) => all.toReversed()],
])("follows edits that came in together, %s, and asks GitHub nothing", async (_, order) => {
  const rig = await openLookRig();
  const edits = [
    edited(["", LINE], { by: BOT }),
    edited([LINE, "Impact: none"], { by: MONA }),
    edited(["Impact: none", `Impact: none\n\n${LINE}`], { by: BOT }),
  ];
  const body = `Impact: none\n\n${LINE}`;
  // GitHub alone tells which state of one second is the newest.
  rig.gitHub.pullRequest = stateOf({ body, updatedAtMs: NOW_MS + 1000 });
  rig.clock.nowMs += 40_000;
  await look(rig, ...order([opened(""), ...edits]));
  expect(showTitle(rig)).toBe("No metric, said in the description");
  expect(countReads(rig)).toBe(0);
});

it("asks GitHub where the edit is late, and believes the late one no more", async () => {
  const rig = await openLookRig();
  await look(rig, opened(""));
  rig.gitHub.revisions["shop#1"] = [
    { body: "", isByBot: false },
    { body: LINE, isByBot: true },
  ];
  await look(rig, labeled(LINE, 2));
  expect([showTitle(rig), countReads(rig)]).toEqual([ASKED, 1]);
  await look(rig, edited(["", LINE], { by: BOT, seconds: 1 }));
  await look(rig, labeled(`${LINE}\n\nWords.`, 3));
  expect([showTitle(rig), countReads(rig)]).toEqual([ASKED, 1]);
});

it("asks GitHub where an edit between was lost, though the text is as before", async () => {
  const rig = await openLookRig();
  await look(rig, opened(LINE));
  rig.gitHub.revisions["shop#1"] = [
    { body: LINE, isByBot: false },
    { body: "Impact: none", isByBot: false },
    { body: LINE, isByBot: true },
  ];
  await look(rig, edited(["Impact: none", LINE], { by: BOT, seconds: 5 }));
  expect([showTitle(rig), countReads(rig)]).toEqual([ASKED, 1]);
});

it("waits while GitHub's history is older than the webhook, and then takes the new text for a bot's that wrote before", async () => {
  const rig = await openLookRig();
  rig.gitHub.revisions["shop#1"] = [
    { body: "", isByBot: false },
    { body: "Words", isByBot: true },
  ];
  expect(await look(rig, labeled(LINE, 0))).toMatchObject({ kind: "wait", untilMs: NOW_MS + 2000 });
  expect(rig.gitHub.checks).toEqual([]);
  rig.clock.nowMs += 31_000;
  expect(await look(rig, labeled(LINE, 0))).toEqual({ kind: "done" });
  expect(showTitle(rig)).toBe(ASKED);
});

it("knows what GitHub knows where a row is older than what is kept of bots", async () => {
  const rig = await openLookRig();
  rig.gitHub.revisions["shop#1"] = [
    { body: "Does it.", isByBot: true },
    { body: LINE, isByBot: false },
  ];
  const bot = { author: BOT };
  await rig.store.save(await rig.claim(opened("", bot)), { pullRequests: [stateOf({ body: LINE, ...bot })] });
  rig.clock.nowMs += 20_000;
  await look(
    rig,
    told(stateOf({ body: LINE, ...bot, labels: ["x"], updatedAtMs: NOW_MS + 9000 }), "labeled"),
  );
  expect([showTitle(rig), countReads(rig)]).toEqual([SAID, 1]);
  expect(await rig.store.findPullRequest(900, 1)).toMatchObject({ botWriting: { texts: [] } });
  // A list that does not tell leaves what is known.
  const { store } = rig;
  await store.save(await rig.claim(labeled(LINE, 10)), {
    laggingPullRequests: [stateOf({ body: LINE, ...bot, updatedAtMs: NOW_MS + 11_000 })],
  });
  expect(await store.findPullRequest(900, 1)).toMatchObject({ botWriting: { texts: [] } });
});

it("takes no line of a linked issue that a bot wrote there", async () => {
  const rig = await openLookRig();
  rig.gitHub.permissions["wren"] = "write";
  const wren = { id: 13, login: "wren", isBot: false };
  rig.gitHub.issues["shop#7"] = {
    title: "Carts",
    body: LINE,
    labels: [],
    author: wren,
    isPullRequest: false,
  };
  rig.gitHub.issues["shop#8"] = {
    title: "Carts",
    body: LINE,
    labels: [],
    author: wren,
    isPullRequest: false,
  };
  rig.gitHub.revisions["shop#7"] = [
    { body: "", isByBot: false },
    { body: LINE, isByBot: true },
  ];
  await look(rig, opened("Fixes #7"));
  expect(showTitle(rig)).toMatch(/^Looks like/);
  await look(rig, edited(["Fixes #7", "Fixes #8"], {}));
  expect(showTitle(rig)).toBe("refund-rate, inherited from #8");
});
