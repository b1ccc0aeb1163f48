import { afterEach, describe, expect, it } from "vitest";
import type { ChangeNotes } from "../../src/model/credit.ts";
import { CATALOG, CATALOG_PATH, CHECKOUT_FILE, makeShop } from "../support/made-shop.ts";
import { ENGINES, openServiceRig, type ServiceRig } from "../support/service-rig.ts";

const WEEK_MS = 7 * 86_400_000;
const TOLD = `${CATALOG}summary: { repository: nobody/leadership }\n`;
const BODY = `Impact: checkout-conversion

Learned: retries need a cap
Helped-by: @kim
Idea-from: acme/pay#9`;

const COMMITS = "POST /graphql PullRequestCommits";

type Pull = { readonly repository: string; readonly number: number; readonly by: string };

function openIn(rig: ServiceRig, name: string, body = BODY): Pull {
  const { number } = rig.driver.openPullRequest({
    repository: name,
    title: "Faster checkout",
    body,
    by: "mona",
    files: [CHECKOUT_FILE],
  });
  return { repository: name, number, by: "mona" };
}

/** A comment, and what the app reacted to it with once all is done. */
async function say(
  rig: ServiceRig,
  pull: Pull,
  { by = "wren", body }: { readonly by?: string; readonly body: string },
) {
  const { id } = rig.driver.comment({ ...pull, by, body });
  await rig.untilIdle();
  return { id, reactions: rig.driver.listReactions(id).map(({ content }) => content) };
}

async function readOnlyNotes(rig: ServiceRig): Promise<ChangeNotes> {
  const [notes, ...more] = (await rig.readNotes()).values();
  expect(more).toEqual([]);
  return JSON.parse(notes ?? "null") as ChangeNotes;
}

const show = ({ credits }: ChangeNotes) =>
  credits.map((one) => `${one.kind} ${one.person.name}${one.kind === "decision" ? `: ${one.words}` : ""}`);

describe.each(ENGINES)("credit, on %s", (engine) => {
  const rigs: ServiceRig[] = [];
  afterEach(async () => {
    for (const rig of rigs.splice(0)) await rig.close();
  });
  const openRig = async () => {
    const rig = await openServiceRig({ engine });
    rigs.push(rig);
    const service = await rig.start();
    return { rig, service };
  };

  it("is kept with the change from its description, commits and comments, and is the same when the store is lost", async () => {
    const { rig, service } = await openRig();
    const { name } = makeShop(rig, { catalog: TOLD });
    await rig.untilIdle();
    const pull = openIn(rig, name);
    await rig.untilIdle();
    expect((await say(rig, pull, { body: "/credit @mona kept it small" })).reactions).toEqual(["+1"]);
    expect((await say(rig, pull, { by: "mona", body: "/learned caps are cheap" })).reactions).toEqual(["+1"]);
    rig.driver.commitSuggestion({ ...pull, from: "lee" });
    rig.driver.merge(pull);
    await rig.untilIdle();
    expect((await say(rig, pull, { body: "/credit @lee the cap was the point" })).reactions).toEqual(["+1"]);
    const notes = await readOnlyNotes(rig);
    expect(show(notes)).toEqual([
      "author mona",
      "helped kim",
      "suggestion lee",
      "decision mona: kept it small",
      "decision lee: the cap was the point",
    ]);
    expect(notes.learnings.map(({ text, by }) => `${text}, ${by?.name}`)).toEqual([
      "retries need a cap, mona",
      "caps are cheap, mona",
    ]);
    expect(notes.ideasFrom).toEqual([{ repository: "acme/pay", number: 9 }]);
    expect(rig.gitHub.countByRoute().get(COMMITS)).toBe(1);
    expect(rig.driver.listComments(pull).map(({ authorId }) => authorId)).not.toContain(rig.gitHub.app.botId);

    await rig.stop(service);
    await rig.loseStore();
    await rig.start();
    await rig.untilIdle();
    expect(await readOnlyNotes(rig)).toEqual(notes);
  });

  it("is refused to strangers and for oneself, follows edits, and is never answered by a comment", async () => {
    const { rig } = await openRig();
    const { name } = makeShop(rig, { catalog: CATALOG });
    await rig.untilIdle();
    const pull = openIn(rig, name, "Impact: none");
    await rig.untilIdle();
    expect((await say(rig, pull, { by: "stranger", body: "/credit @mona so nice" })).reactions).toEqual([
      "confused",
    ]);
    expect((await say(rig, pull, { by: "passer-by", body: "/learned nothing much" })).reactions).toEqual([
      "confused",
    ]);
    expect((await say(rig, pull, { body: "/credit @wren all mine" })).reactions).toEqual(["confused"]);
    expect((await say(rig, pull, { body: "/credit mona" })).reactions).toEqual(["confused"]);
    const edited = await say(rig, pull, { body: "/credit @mona first words" });
    const deleted = await say(rig, pull, { body: "/credit @mona gone words" });
    const foreign = await say(rig, pull, { body: "/credit @mona as it was" });
    rig.driver.editComment({ id: edited.id, by: "wren", body: "/credit @mona second words" });
    rig.driver.deleteComment({ id: deleted.id, by: "wren" });
    rig.driver.editComment({ id: foreign.id, by: "mona", body: "/credit @mona as I wish" });
    rig.driver.merge(pull);
    await rig.untilIdle();
    expect(show(await readOnlyNotes(rig))).toEqual([
      "author mona",
      "decision mona: second words",
      "decision mona: as it was",
    ]);
    expect(rig.gitHub.countByRoute().get(COMMITS)).toBeUndefined();
    const ours = rig.driver.listComments(pull).filter(({ authorId }) => authorId === rig.gitHub.app.botId);
    expect(ours).toEqual([]);
  });

  it("hears who wants to be left out anywhere, keeps it over a lost store, and exports it", async () => {
    const { rig, service } = await openRig();
    const { name } = makeShop(rig, { catalog: CATALOG });
    const bare = makeShop(rig);
    await rig.untilIdle();
    const pull = openIn(rig, name);
    await rig.untilIdle();
    expect((await say(rig, pull, { by: "kim", body: "/throughline credit off" })).reactions).toEqual(["+1"]);
    const silent = openIn(rig, bare.name);
    expect((await say(rig, silent, { by: "lee", body: "/throughline credit off" })).reactions).toEqual([
      "+1",
    ]);
    const issue = rig.driver.openIssue({ repository: name, by: "mona", title: "Slow cart" });
    const onIssue = { repository: name, number: issue.number, by: "mona" };
    expect((await say(rig, onIssue, { by: "wren", body: "/throughline credit off" })).reactions).toEqual([
      "+1",
    ]);
    rig.driver.merge(pull);
    await rig.untilIdle();
    await rig.stop(service);
    const listOptedOut = async () => {
      const { stdout } = await rig.run(["export", "--format", "json"]);
      const { optOuts = [] } = JSON.parse(stdout) as { optOuts?: readonly { login: string }[] };
      return optOuts.map(({ login }) => login).toSorted();
    };
    expect(await listOptedOut()).toEqual(["kim", "lee", "wren"]);

    await rig.loseStore();
    const second = await rig.start();
    await rig.untilIdle();
    await rig.stop(second);
    // What stands on pull requests with a catalog is read again; the rest is what the export is for.
    expect(await listOptedOut()).toEqual(["kim"]);
  });

  it("is told in the summary, but of nobody who opted out, and offered where another team works on the metric", async () => {
    // What lands on GitHub's clock lands in a week that is over here.
    const rig = await openServiceRig({
      engine,
      gitHub: { now: () => Date.now() - WEEK_MS, tokenTimes: "unchecked" },
    });
    rigs.push(rig);
    const service = await rig.start();
    const { driver } = rig;
    driver.addOrganisation("weekly");
    const catalog = `${CATALOG}  repositories: ["weekly/*"]\nsummary: { repository: weekly/nowhere }\n`;
    for (const name of [".github", "shop", "cart"]) {
      const files = { "README.md": "# Here\n", ...(name === ".github" ? { [CATALOG_PATH]: catalog } : {}) };
      driver.addRepository({ owner: "weekly", name, visibility: "public", files });
      driver.setRole({ repository: `weekly/${name}`, login: "wren", role: "write" });
    }
    driver.install({ account: "weekly" });
    await rig.untilIdle();
    const pull = openIn(rig, "weekly/shop");
    await rig.untilIdle();
    await say(rig, pull, { body: "/credit @mona kept it small, with @kim" });
    driver.merge(pull);
    const other = openIn(rig, "weekly/cart", "Impact: checkout-conversion");
    await rig.untilIdle();
    await say(rig, other, { by: "mona", body: "/insight" });
    const [insight] = driver.listComments(other).filter(({ authorId }) => authorId === rig.gitHub.app.botId);
    expect(insight?.body).toContain("“retries need a cap”");
    expect(insight?.body).toContain(`weekly/shop#${pull.number}`);
    expect(insight?.body).not.toContain("mona");

    const readSummary = async (): Promise<string> => {
      const run = await rig.run(["summary", "--org", "weekly", "--output", "-"]);
      expect(run.stderr).not.toContain("rror");
      return run.stdout;
    };
    await rig.stop(service);
    const before = await readSummary();
    expect(before).toContain("retries need a cap");
    expect(before).toContain("kept it small");
    expect(before).toContain("kim");
    const second = await rig.start();
    await say(rig, pull, { by: "kim", body: "/throughline credit off" });
    await rig.stop(second);
    const after = await readSummary();
    expect(after).toContain("kept it small");
    expect(after).not.toContain("kim");
  });
});
