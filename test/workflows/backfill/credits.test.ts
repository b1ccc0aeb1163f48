import { afterEach, expect, it } from "vitest";
import { type BackfillRig, openBackfillRig } from "../../support/backfill-rig.ts";
import { CATALOG } from "../../support/made-shop.ts";

const DAY_MS = 86_400_000;
const COMMITS = "POST /graphql PullRequestCommits";
const TOLD = `${CATALOG}summary: { repository: acme/leadership, firsts: true }\n`;

const opened: BackfillRig[] = [];
afterEach(async () => {
  for (const rig of opened.splice(0)) await rig.close();
});

async function open(): Promise<BackfillRig> {
  const rig = await openBackfillRig({ catalog: TOLD });
  opened.push(rig);
  rig.gitHub.driver.setRole({ repository: rig.name, login: "wren", role: "write" });
  return rig;
}

/** A comment, with the app's thumbs-up where it was heard. */
function say(rig: BackfillRig, number: number, said: { by: string; body: string; heard: "yes" | "no" }) {
  const { driver, app } = rig.gitHub;
  const { id } = driver.comment({ repository: rig.name, number, by: said.by, body: said.body });
  const bot = driver.findAccount(app.botId)?.login ?? "";
  if (said.heard === "yes") driver.react({ by: bot, commentId: id, content: "+1" });
  return id;
}

async function listCredits(rig: BackfillRig, number: number): Promise<readonly string[]> {
  const stored = await rig.store().findNotes(rig.repositoryId, number);
  return (stored?.notes.credits ?? []).map((one) =>
    one.kind === "decision" ? `${one.person.name}: ${one.words}` : `${one.kind} ${one.person.name}`,
  );
}

it("trusts the app's thumbs-up, the author's own learnings, and nothing else", async () => {
  const rig = await open();
  const [number = 0] = rig.land(1, { body: "Helped-by: @kim" });
  say(rig, number, { by: "wren", body: "/credit @mona a", heard: "yes" });
  say(rig, number, { by: "wren", body: "/credit @mona b", heard: "no" });
  say(rig, number, { by: "wren", body: "/credit @wren c", heard: "yes" });
  say(rig, number, { by: "mona", body: "/credit @lee d", heard: "no" });
  say(rig, number, { by: "mona", body: "/learned e", heard: "no" });
  say(rig, number, { by: "wren", body: "/learned f", heard: "no" });
  const edited = say(rig, number, { by: "wren", body: "/credit @mona g", heard: "yes" });
  rig.gitHub.driver.editComment({ id: edited, by: "mona", body: "/credit @mona h" });
  await rig.runToEnd();
  expect(await listCredits(rig, number)).toEqual(["author mona", "helped kim", "mona: a"]);
  const stored = await rig.store().findNotes(rig.repositoryId, number);
  expect(stored?.notes.learnings.map(({ text }) => text)).toEqual(["e"]);
});

it("finds those again who want to be left out, by their last word", async () => {
  const rig = await open();
  const [number = 0] = rig.land(1);
  for (const by of ["lee", "kim"]) say(rig, number, { by, body: "/throughline credit off", heard: "no" });
  rig.clock.nowMs += 60_000;
  say(rig, number, { by: "kim", body: "/throughline credit on", heard: "no" });
  await rig.runToEnd();
  expect((await rig.store().listOptOuts()).map(({ login }) => login)).toEqual(["lee"]);
});

it("reads the commits of what a summary may still tell of, and of nothing older", async () => {
  const rig = await open();
  rig.land(3);
  rig.clock.nowMs += 36 * DAY_MS;
  const [number = 0] = rig.land(1);
  await rig.runToEnd();
  expect(rig.gitHub.countByRoute().get(COMMITS)).toBe(1);
  expect((await rig.store().findNotes(rig.repositoryId, number))?.ofCommits).toBeDefined();
});

it("tells a first in an area again, though all that came before it is read in the same step", async () => {
  const rig = await open();
  rig.land(2);
  const [first = 0, second = 0] = rig.land(2, { by: "lee" });
  for (const number of [first, second])
    say(rig, number, { by: "wren", body: "/credit @lee x", heard: "yes" });
  await rig.runToEnd();
  const firstsOf = async (number: number) =>
    (await rig.store().findNotes(rig.repositoryId, number))?.notes.firsts;
  expect(await firstsOf(first)).toEqual(["checkout"]);
  expect(await firstsOf(second)).toBeUndefined();
  expect((await rig.store().findBackfill(rig.repositoryId))?.wholeSinceMs).toBeDefined();
});

it("does not call a history whole that reaches back behind the span", async () => {
  const rig = await open();
  rig.land(1);
  rig.clock.nowMs += 400 * DAY_MS;
  rig.land(1);
  await rig.runToEnd();
  const backfill = await rig.store().findBackfill(rig.repositoryId);
  expect(backfill?.phase).toBe("done");
  expect(backfill?.wholeSinceMs).toBeUndefined();
});
