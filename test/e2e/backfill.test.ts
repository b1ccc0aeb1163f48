import { afterEach, describe, expect, it } from "vitest";
import { expectGoodManners } from "../support/expect-final-states.ts";
import { CATALOG, CHECKOUT_FILE, findShown, makeShop, type Shop } from "../support/made-shop.ts";
import { ENGINES, openServiceRig, type ServiceRig } from "../support/service-rig.ts";

/** Half of the suggestions are withheld, which only the record of a check remembers. */
const HALF_BLIND = `${CATALOG}  blind: 0.5\n`;

const opened: ServiceRig[] = [];
afterEach(async () => {
  for (const rig of opened.splice(0)) await rig.close();
});

async function openRig(engine: (typeof ENGINES)[number]): Promise<ServiceRig> {
  const rig = await openServiceRig({ engine });
  opened.push(rig);
  return rig;
}

type Author = { readonly rig: ServiceRig; readonly shop: Shop };

/** Everything that can be said on a pull request, in every place, played against the running service. */
async function playHistory({ rig, shop }: Author): Promise<void> {
  const { driver } = rig;
  const { name } = shop;
  const issue = driver.openIssue({
    repository: name,
    title: "Carts are lost",
    by: "wren",
    labels: ["impact: refund-rate"],
  });
  const open = (title: string, more: object = {}): number =>
    driver.openPullRequest({ repository: name, title, by: "mona", files: [CHECKOUT_FILE], ...more }).number;
  const say = (number: number, by: string, body: string) =>
    driver.comment({ repository: name, number, by, body });
  const press = (number: number, identifier: string): void => {
    const run = findShown(rig, { repository: name, number });
    driver.pressButton({ checkRunId: run?.id ?? 0, by: "wren", identifier });
  };
  const line = open("A line", { body: "Impact: protects refund-rate, because of carts" });
  const box = open("A box", {
    body: "<!-- throughline -->\n- [x] <!-- metric: refund-rate --> Refund rate\n<!-- /throughline -->",
  });
  const own = open("A command of the author", { by: "stranger", fromFork: true });
  const written = open("A command of a writer");
  const strange = open("A command of a stranger");
  const edited = open("A command that is edited");
  const deleted = open("A command that is deleted");
  const asked = open("A list that was asked for");
  const none = open("A button that says none");
  const pushed = open("A button, and then a push");
  const label = open("A label", { labels: ["impact: checkout-conversion"] });
  const linked = open("A linked issue", { body: `Fixes #${issue.number}` });
  const pointing = open("Another's answer", { body: `Impact: for #${line}` });
  const silent = [1, 2, 3, 4, 5, 6, 7].map((count) => open(`Nothing said ${count}`));
  const unsure = open("Not sure", { body: "Impact: unsure" });
  const exempt = open("Bump a package", { by: "renovate[bot]" });
  const draft = open("A draft that is merged", { isDraft: true });
  const renamed = open("A renamed file", {
    files: [{ path: "README.txt", previousPath: "README.md" }],
    body: "Impact: none",
  });
  const large = open("A hundred and twenty files", {
    files: Array.from({ length: 120 }, (_, index) => ({ path: `services/checkout/${index}.ts` })),
  });
  const talked = open("Much talk");
  const left = open("Left open");
  const closed = open("Closed without a merge", { body: "Impact: none" });
  await rig.untilIdle();
  say(own, "stranger", "/impact none");
  say(written, "wren", "Thanks!\n\n/impact refund-rate\n");
  say(strange, "stranger", "/impact none");
  const first = say(edited, "mona", "/impact none");
  const gone = say(deleted, "mona", "/impact none");
  const question = say(asked, "mona", "/impact ask");
  say(left, "mona", "/impact refund-rate");
  for (let count = 0; count < 55; count += 1) say(talked, "wren", `Word ${count}`);
  say(talked, "wren", "/impact checkout-conversion, at last");
  const offered = silent.filter((number) =>
    findShown(rig, { repository: name, number })?.actions.some(({ identifier }) => identifier === "yes"),
  );
  // Some show a suggestion and some are blind, or the half that is withheld would prove nothing.
  expect(offered.length).toBeGreaterThan(0);
  expect(offered.length).toBeLessThan(silent.length);
  press(offered[0] ?? 0, "yes");
  press(none, "none");
  press(pushed, "unsure");
  await rig.untilIdle();
  driver.editComment({ id: first.id, by: "mona", body: "/impact refund-rate, after all" });
  driver.deleteComment({ id: gone.id, by: "mona" });
  const list = driver.listComments({ repository: name, number: asked }).find(({ id }) => id === question.id);
  const ticked = list?.body.replace("- [ ]", "- [x]") ?? "";
  expect(ticked).toContain("- [x]");
  driver.editComment({ id: question.id, by: "mona", body: ticked });
  driver.push({ repository: name, number: pushed, by: "mona", files: [{ path: "services/checkout/x.ts" }] });
  driver.close({ repository: name, number: closed, by: "mona" });
  await rig.untilIdle();
  const merged = [
    ...[line, box, own, written, strange, edited, deleted, asked, none, pushed, label, linked],
    ...[pointing, ...silent, unsure, exempt, draft, renamed, large, talked],
  ];
  for (const number of merged) driver.merge({ repository: name, number, by: "wren" });
  await rig.untilIdle();
  const revert = open('Revert "A line"', { body: `Reverts ${name}#${line}\n\nImpact: none` });
  await rig.untilIdle();
  driver.merge({ repository: name, number: revert, by: "wren" });
  await rig.untilIdle();
}

interface Played extends Author {
  readonly changes: ReadonlyMap<string, string>;
  readonly report: string;
}

/** What the live service kept of the history, after it ended. */
async function play(engine: (typeof ENGINES)[number]): Promise<Played> {
  const rig = await openRig(engine);
  const service = await rig.start();
  const shop = makeShop(rig, { catalog: HALF_BLIND });
  await rig.untilIdle();
  await playHistory({ rig, shop });
  await rig.stop(service);
  const changes = await rig.readChanges();
  expect(changes.size).toBe(27);
  return { rig, shop, changes, report: await readReport(rig, shop) };
}

async function readReport(rig: ServiceRig, { name }: Shop): Promise<string> {
  const { code, stdout, stderr } = await rig.run(["report", "--repo", name, "--format", "json"]);
  expect(code, stderr).toBe(0);
  return stdout;
}

function parse(changes: ReadonlyMap<string, string>): unknown {
  return [...changes].map(([id, change]) => [id, JSON.parse(change) as unknown]);
}

describe.each(ENGINES)("back-fill, on %s", (engine) => {
  it("gives an empty store what the live service had, byte for byte", async () => {
    const { rig, shop, changes, report } = await play(engine);
    await rig.loseStore();
    rig.gitHub.clearRequests();
    const run = await rig.run(["backfill", shop.name, "--json"]);
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain("27 merged and 1 open pull requests read; 27 recorded, 0 known before.");
    const backfilled = await rig.readChanges();
    expect(parse(backfilled)).toEqual(parse(changes));
    expect(backfilled).toEqual(changes);
    expect(await readReport(rig, shop)).toBe(report);
    expect(rig.gitHub.countByRoute().get("POST /graphql PullRequestPage")).toBe(1);
    expectGoodManners(rig);
    // A second time nothing is recorded anew, and nothing differs.
    const again = await rig.run(["backfill", shop.name]);
    expect(again.stderr).toContain("0 recorded, 27 known before.");
    expect(await rig.readChanges()).toEqual(changes);
  });

  it("is done by the service itself where it finds a catalog and an empty store", async () => {
    const { rig, changes, shop } = await play(engine);
    await rig.loseStore();
    await rig.start();
    await rig.untilIdle();
    const backfilled = await rig.readChanges();
    expect(parse(backfilled)).toEqual(parse(changes));
    expect(backfilled).toEqual(changes);
    const left = rig.driver.listPullRequests(shop.name).find(({ title }) => title === "Left open");
    // Its check says again what a comment says that no event tells of any more.
    expect(findShown(rig, { repository: shop.name, number: left?.number ?? 0 })?.title).toBe(
      "refund-rate, said by command",
    );
    expectGoodManners(rig);
  });

  it("reads a report with a token alone, and keeps nothing", async () => {
    const rig = await openRig(engine);
    const shop = makeShop(rig, { catalog: CATALOG });
    const { name } = shop;
    const open = (title: string, body: string): number =>
      rig.driver.openPullRequest({ repository: name, title, by: "mona", files: [CHECKOUT_FILE], body })
        .number;
    const numbers = [open("One", "Impact: refund-rate"), open("Two", "Impact: none"), open("Three", "")];
    for (const number of numbers) rig.driver.merge({ repository: name, number, by: "wren" });
    const args = ["report", "--repo", name, "--backfill", "--format", "json"];
    const without = await rig.run(args);
    expect([without.code, without.stdout]).toEqual([4, ""]);
    expect(without.stderr).toContain("--backfill reads from GitHub with the token in GITHUB_TOKEN");
    const env = {
      GITHUB_TOKEN: await rig.createToken(shop.installationId),
      GITHUB_API_URL: `${rig.gitHub.url}/api/v3`,
    };
    const { code, stdout, stderr } = await rig.run(args, env);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ source: "backfill", repository: name, changes: 3 });
    const wrong = await rig.run(["report", "--repo", `${name}x`, "--backfill"], env);
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain(
      `${name}x can't be read with the token in GITHUB_TOKEN: GitHub shows no such repository to it.`,
    );
    const refused = await rig.run(args, { ...env, GITHUB_TOKEN: "ghp_wrong" });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("can't be read with the token in GITHUB_TOKEN: GET /repos/");
  });
});
