import { afterEach, describe, expect, it } from "vitest";
import { expectFinalStates } from "../support/expect-final-states.ts";
import { CATALOG, CHECKOUT_FILE, makeShop } from "../support/made-shop.ts";
import { ENGINES, openServiceRig, type ServiceRig } from "../support/service-rig.ts";
import { useService } from "../support/use-service.ts";

const MARKER = "<!-- throughline:insight -->";
const SPEAKING = CATALOG.replace(
  "better: up, visibility: public }",
  "better: up, visibility: public, focus: { until: 2999-01-01, why: renewals slipped } }",
);

/** A repository in which `merged` pull requests claimed the usual metric and landed. */
async function openShop(rig: ServiceRig, merged: number): Promise<string> {
  const { name } = makeShop(rig, { catalog: SPEAKING });
  await rig.untilIdle();
  for (let count = 0; count < merged; count += 1) {
    const { number } = await openIn(rig, name, { body: "Impact: checkout-conversion" });
    rig.driver.merge({ repository: name, number, by: "mona" });
  }
  await rig.untilIdle();
  return name;
}

async function openIn(rig: ServiceRig, name: string, { body = "Impact: refund-rate", by = "mona" } = {}) {
  const { number } = rig.driver.openPullRequest({
    repository: name,
    title: "Faster checkout",
    body,
    by,
    files: [CHECKOUT_FILE],
  });
  await rig.untilIdle();
  return { repository: name, number, by };
}

function listPatches(rig: ServiceRig): readonly string[] {
  const requests = rig.gitHub.requests().filter(({ method }) => method === "PATCH");
  return requests.map(({ path }) => path).filter((path) => path.includes("/comments/"));
}

/** Comments that the app wrote. */
function listOurs(rig: ServiceRig, pull: { readonly repository: string; readonly number: number }) {
  return rig.driver.listComments(pull).filter(({ authorId }) => authorId === rig.gitHub.app.botId);
}

describe.each(ENGINES)("the insight comment, on %s", (engine) => {
  const rig = useService({ engine });

  const listReactions = (id: number) => rig.driver.listReactions(id).map(({ content }) => content);
  const countWrites = () =>
    rig.gitHub
      .requests()
      .filter(({ method, path }) => method !== "GET" && /\/comments(?:\/\d+)?$/u.test(path)).length;

  it("comes unasked from twenty answered changes on, once, and follows what the author says", async () => {
    const name = await openShop(rig, 20);
    const begin = countWrites();
    const pull = await openIn(rig, name);
    const [comment, ...others] = listOurs(rig, pull);
    expect(others).toEqual([]);
    expect(comment?.body).toContain(`${MARKER}\n`);
    expect(comment?.body).toContain(
      "All of the last 20 answered changes in `checkout` claim **Checkout conversion**",
    );
    expect(countWrites()).toBe(begin + 1);
    rig.driver.editPullRequest({ ...pull, title: "Faster still" });
    rig.driver.push({ ...pull, files: [CHECKOUT_FILE] });
    rig.driver.label({ ...pull, label: "area: checkout" });
    await rig.untilIdle();
    expect(countWrites()).toBe(begin + 1);
    const second = await openIn(rig, name);
    expect(listOurs(rig, second)).toEqual([]);
    rig.driver.editPullRequest({ ...pull, body: "Impact: net-revenue-retention" });
    await rig.untilIdle();
    expect(listOurs(rig, pull).map(({ id, body }) => [id, body.includes("**is the focus**")])).toEqual([
      [comment?.id, true],
    ]);
    expect(countWrites()).toBe(begin + 2);
    await expectFinalStates(rig, { catalogs: new Map([[name, SPEAKING]]) });
  });

  it("answers /insight of the author and of people with write access, in one comment, and refuses others", async () => {
    const name = await openShop(rig, 2);
    const pull = await openIn(rig, name, { by: "stranger" });
    const passer = rig.driver.comment({ ...pull, by: "passer-by", body: "/insight" });
    await rig.untilIdle();
    expect([listReactions(passer.id), listOurs(rig, pull)]).toEqual([["confused"], []]);
    const own = rig.driver.comment({ ...pull, body: "What do you say?\n\n/insight" });
    await rig.untilIdle();
    expect(listReactions(own.id)).toEqual(["+1"]);
    expect(listOurs(rig, pull)[0]?.body).toContain("2 of 20 answered changes are there");
    const reviewers = rig.driver.comment({ ...pull, by: "wren", body: "/Insight" });
    await rig.untilIdle();
    expect(listReactions(reviewers.id)).toEqual(["+1"]);
    expect(listOurs(rig, pull)).toHaveLength(1);
    expect(rig.driver.listComments(pull)).toHaveLength(4);
  });

  it("is not answered after the merge, nor on a bot's pull request", async () => {
    const name = await openShop(rig, 1);
    const pull = await openIn(rig, name);
    rig.driver.merge({ ...pull });
    const late = rig.driver.comment({ ...pull, body: "/insight" });
    const bots = await openIn(rig, name, { by: "copilot[bot]" });
    const asked = rig.driver.comment({ ...bots, by: "wren", body: "/insight" });
    await rig.untilIdle();
    expect([listReactions(late.id), listReactions(asked.id)]).toEqual([["confused"], ["confused"]]);
    expect([...listOurs(rig, pull), ...listOurs(rig, bots)]).toEqual([]);
  });
});

describe.each(ENGINES)("the insight comment of a store that was lost, on %s", (engine) => {
  const rigs: ServiceRig[] = [];
  afterEach(async () => {
    for (const rig of rigs.splice(0)) await rig.close();
  });

  it("is found again by marker and app: a person's with the marker is left alone", async () => {
    const rig = await openServiceRig({ engine });
    rigs.push(rig);
    const service = await rig.start();
    const name = await openShop(rig, 1);
    const pull = await openIn(rig, name);
    const text = `${MARKER}\nI am the app`;
    const forged = rig.driver.comment({ ...pull, by: "wren", body: text });
    rig.driver.comment({ ...pull, body: "/insight" });
    await rig.untilIdle();
    const [comment] = listOurs(rig, pull);
    expect(comment?.body).toContain("1 of 20 answered changes");
    const patches = listPatches(rig);
    await rig.stop(service);
    await rig.loseStore();
    await rig.start();
    await rig.untilIdle();
    rig.driver.comment({ ...pull, body: "/insight" });
    await rig.untilIdle();
    expect(listOurs(rig, pull).map(({ id }) => id)).toEqual([comment?.id]);
    // Back-fill told what was said before, so it reads as it did: nothing was written.
    expect(listPatches(rig)).toEqual(patches);
    expect(rig.driver.listComments(pull).find(({ id }) => id === forged.id)?.body).toBe(text);
  });
});
