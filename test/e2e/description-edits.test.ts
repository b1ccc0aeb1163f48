import { afterEach, describe, expect, it } from "vitest";
import { expectGoodManners } from "../support/expect-final-states.ts";
import { CATALOG, CHECKOUT_FILE, findShown, makeShop, REQUIRING } from "../support/made-shop.ts";
import { openServiceRig, type ServiceRig } from "../support/service-rig.ts";

const LINE = "Impact: refund-rate";
const SUMMARY = "## Summary\n\n- **Impact:** None on runtime behaviour";

const opened: ServiceRig[] = [];
afterEach(async () => {
  for (const rig of opened.splice(0)) await rig.close();
});

async function start(catalog: string) {
  const rig = await openServiceRig({ engine: "sqlite" });
  opened.push(rig);
  const service = await rig.start();
  const { name, repository } = makeShop(rig, { catalog });
  await rig.untilIdle();
  const open = (body: string, by = "mona") => {
    const title = "Faster checkout";
    const pull = rig.driver.openPullRequest({ repository: name, title, by, body, files: [CHECKOUT_FILE] });
    return { repository: name, number: pull.number };
  };
  const edit = (pull: ReturnType<typeof open>, by: string, body: string) =>
    rig.driver.editPullRequest({ ...pull, by, body });
  const show = (pull: ReturnType<typeof open>) => findShown(rig, pull);
  return { rig, service, name, repository, open, edit, show };
}

describe("who wrote a line", () => {
  it("counts, and not who opened or edited: a bot's line passes nothing that a person has to answer", async () => {
    const { rig, open, edit, show } = await start(REQUIRING);
    const [answered, asked, ofBot] = [open(LINE), open(""), open("Does it.", "agent[bot]")];
    const issue = rig.driver.openIssue({ repository: answered.repository, title: "Carts", by: "wren" });
    const linking = open(`Fixes #${issue.number}`);
    await rig.untilIdle();
    edit(answered, "summary[bot]", `${LINE}\n\n${SUMMARY}`);
    edit(asked, "summary[bot]", "Impact: none");
    edit(ofBot, "mona", `Does it.\n\n${LINE}`);
    await rig.untilIdle();
    expect(show(answered)?.title).toBe("refund-rate, said in the description");
    expect(show(asked)).toMatchObject({ conclusion: "action_required" });
    expect(show(asked)?.summary).toContain("it counts once a person confirms it");
    expect(show(ofBot)).toMatchObject({
      conclusion: "success",
      title: "refund-rate, said in the description",
    });
    // What follows is told by its events alone.
    expect(rig.gitHub.countByRoute().get("POST /graphql DescriptionEdits")).toBeUndefined();
    edit(asked, "mona", "Impact: none, a test");
    edit(answered, "summary[bot]", SUMMARY);
    await rig.untilIdle();
    expect(show(asked)?.title).toBe("No metric, said in the description");
    expect(show(answered)).toMatchObject({ conclusion: "action_required" });
    expect(show(answered)?.summary).toContain("A bot account took out");
    expect(show(linking)).toMatchObject({ conclusion: "action_required" });
  });

  it("is told by back-fill as it was live, with a request more only where people and bots both wrote", async () => {
    const { rig, service, name, open, edit } = await start(CATALOG);
    const pulls = [
      open(LINE),
      open("", "mona"),
      open("Does it.", "agent[bot]"),
      open(LINE, "agent[bot]"),
      open(LINE),
      open("Impact: none"),
      open("Words"),
    ] as const;
    await rig.untilIdle();
    edit(pulls[0], "summary[bot]", `${LINE}\n\n${SUMMARY}`);
    edit(pulls[1], "summary[bot]", LINE);
    edit(pulls[2], "mona", `Does it.\n\n${LINE}`);
    edit(pulls[3], "agent[bot]", `More.\n\n${LINE}`);
    edit(pulls[4], "wren", "Impact: checkout-conversion");
    edit(pulls[6], "summary[bot]", "Other words");
    await rig.untilIdle();
    for (const { number } of pulls) rig.driver.merge({ repository: name, number, by: "wren" });
    await rig.untilIdle();
    // A correction after the merge, and a bot's notes of the release.
    edit(pulls[6], "mona", "Impact: refund-rate");
    edit(pulls[5], "release[bot]", "Impact: none\n\n- **Impact:** checkout-conversion");
    await rig.untilIdle();
    await rig.stop(service);
    const live = await rig.readChanges();
    const says = pulls.map(({ number }) => {
      const change = [...live.values()].map((text) => JSON.parse(text)).find((one) => one.number === number);
      return change.answer.tags?.[0].metric ?? change.answer.kind;
    });

    expect(says).toEqual([
      "refund-rate",
      "unanswered",
      "refund-rate",
      "unanswered",
      "checkout-conversion",
      "none",
      "refund-rate",
    ]);
    await rig.loseStore();
    rig.gitHub.clearRequests();
    const run = await rig.run(["backfill", name]);
    expect(run.code, run.stderr).toBe(0);
    expect(await rig.readChanges()).toEqual(live);
    expect(rig.gitHub.countByRoute().get("POST /graphql DescriptionEdits")).toBe(5);
    expectGoodManners(rig);
  });
});
