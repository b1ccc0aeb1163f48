import { describe, expect, it } from "vitest";
import { expectFinalStates } from "../support/expect-final-states.ts";
import { CATALOG, CATALOG_PATH, CHECKOUT_FILE, findShown, makeShop } from "../support/made-shop.ts";
import { ENGINES } from "../support/service-rig.ts";
import { useService } from "../support/use-service.ts";

const LOOKS_LIKE = "Looks like checkout-conversion. Wrong? Add: Impact: <metric>";
const WITHOUT_AREAS = CATALOG.replace(/areas:[\s\S]*prompt:/, "prompt:");
const MISSPELT = CATALOG.replace("drives: [net-revenue-retention]", "drives: [net-revenue-retentoin]");

describe.each(ENGINES)("catalogs, on %s", (engine) => {
  const rig = useService({ engine });
  const push = (repository: string, content: string, path = CATALOG_PATH) =>
    rig.driver.commit({ repository, by: "mona", files: [{ path, content }] });
  const open = (repository: string, more: object = {}) =>
    rig.driver.openPullRequest({
      repository,
      title: "Faster checkout",
      by: "mona",
      files: [CHECKOUT_FILE],
      ...more,
    }).number;

  it("looks at the open pull requests again when a catalog comes, changes, breaks and goes", async () => {
    const { name } = makeShop(rig);
    const numbers = [open(name), open(name, { body: "Impact: refund-rate" })];
    await rig.untilIdle();
    expect(rig.driver.listCheckRuns(name)).toEqual([]);
    const listTitles = async () => {
      await rig.untilIdle();
      return numbers.map((number) => findShown(rig, { repository: name, number })?.title);
    };
    push(name, WITHOUT_AREAS);
    expect(await listTitles()).toEqual([
      expect.stringMatching(/^(Looks like checkout|Which number)/),
      "refund-rate, said in the description",
    ]);
    push(name, CATALOG);
    expect(await listTitles()).toEqual([LOOKS_LIKE, "refund-rate, said in the description"]);
    push(name, MISSPELT);
    const broken = "Catalog has 1 problem: nothing asked";
    expect(await listTitles()).toEqual([broken, broken]);
    rig.driver.commit({ repository: name, by: "mona", files: [{ path: CATALOG_PATH, isRemoved: true }] });
    const gone = "Catalog can't be read: nothing asked";
    expect(await listTitles()).toEqual([gone, gone]);
    push(name, CATALOG);
    expect(await listTitles()).toEqual([LOOKS_LIKE, "refund-rate, said in the description"]);
    await expectFinalStates(rig, { catalogs: new Map([[name, CATALOG]]) });
  });

  it("previews a proposed catalog on its pull request, and takes it for nothing more than text", async () => {
    const { name } = makeShop(rig);
    for (const title of ["Pay faster", "Tidy up"]) {
      const number = open(name, { title });
      rig.driver.merge({ repository: name, number, by: "mona" });
    }
    await rig.untilIdle();
    const number = open(name, { title: "Add a catalog", files: [{ path: CATALOG_PATH, content: CATALOG }] });
    await rig.untilIdle();
    const pull = { repository: name, number };
    const preview = findShown(rig, pull, "throughline / catalog");
    expect(preview).toMatchObject({ conclusion: "success", annotations: [] });
    expect(preview?.summary).toMatch(/Pay faster/);
    // The proposal is no policy: nothing is asked before it is merged.
    expect(findShown(rig, pull)).toBeUndefined();
    rig.driver.push({ ...pull, by: "mona", files: [{ path: CATALOG_PATH, content: MISSPELT }] });
    await rig.untilIdle();
    expect(findShown(rig, pull, "throughline / catalog")).toMatchObject({
      conclusion: "failure",
      annotations: [{ path: CATALOG_PATH, annotation_level: "failure" }],
    });
  });

  it("lets an organisation's catalog supply metrics, and prompts only where it is told to", async () => {
    const shop = makeShop(rig);
    const owner = shop.name.split("/")[0] ?? "";
    rig.driver.addRepository({ owner, name: ".github", files: { "README.md": "#\n" } });
    rig.driver.addRepository({ owner, name: "tools", files: { "README.md": "#\n" } });
    rig.driver.setRole({ repository: `${owner}/tools`, login: "mona", role: "write" });
    await rig.untilIdle();
    const [shown, silent] = [open(shop.name), open(`${owner}/tools`)];
    push(`${owner}/.github`, `${CATALOG}  repositories: ["${owner}/shop"]\n`);
    await rig.untilIdle();
    expect(findShown(rig, { repository: shop.name, number: shown })?.title).toBe(LOOKS_LIKE);
    expect(findShown(rig, { repository: `${owner}/tools`, number: silent })).toBeUndefined();
    push(`${owner}/.github`, `${WITHOUT_AREAS}  repositories: ["${owner}/*"]\n`);
    await rig.untilIdle();
    expect(findShown(rig, { repository: `${owner}/tools`, number: silent })).toBeDefined();
    const own = "version: 1\nprompt: { mode: require }\n";
    push(`${owner}/tools`, own);
    await rig.untilIdle();
    expect(findShown(rig, { repository: `${owner}/tools`, number: silent })?.conclusion).toBe(
      "action_required",
    );
  });

  it("says that the catalog can't be read where it is too large", async () => {
    const { name } = makeShop(rig, { catalog: CATALOG });
    await rig.untilIdle();
    const number = open(name);
    await rig.untilIdle();
    push(name, `${CATALOG}# ${"x".repeat(1_100_000)}\n`);
    await rig.untilIdle();
    expect(findShown(rig, { repository: name, number })).toMatchObject({ conclusion: "neutral" });
    expect(findShown(rig, { repository: name, number })?.title).toMatch(
      /^Catalog (can't be read|has \d+ prob)/,
    );
  });

  it("follows a catalog that is extended: its changes, its name, and who can read it", async () => {
    const shop = makeShop(rig, { catalog: "version: 1\n_extends: base\n", visibility: "public" });
    const owner = shop.name.split("/")[0] ?? "";
    const base = rig.driver.addRepository({
      owner,
      name: "base",
      visibility: "public",
      files: { [CATALOG_PATH]: CATALOG },
    });
    await rig.untilIdle();
    // The shop may have been looked at before there was anything to extend.
    push(`${owner}/base`, `${CATALOG}# More to come.\n`);
    push(shop.name, "version: 1\n_extends: base # as others do\n");
    await rig.untilIdle();
    const number = open(shop.name);
    const showTitle = async () => {
      await rig.untilIdle();
      return findShown(rig, { repository: shop.name, number })?.title;
    };
    expect(await showTitle()).toBe(LOOKS_LIKE);
    push(`${owner}/base`, MISSPELT);
    expect(await showTitle()).toBe("Catalog has 1 problem: nothing asked");
    push(`${owner}/base`, CATALOG);
    expect(await showTitle()).toBe(LOOKS_LIKE);
    rig.driver.makePrivate(base.id, "mona");
    expect(await showTitle()).not.toContain("checkout-conversion");
    rig.driver.makePublic(base.id, "mona");
    expect(await showTitle()).toBe(LOOKS_LIKE);
    rig.driver.deleteRepository(base.id, "mona");
    expect(await showTitle()).toBe("Catalog has 1 problem: nothing asked");
  });

  it("hides the metrics of an organisation's catalog that is made private", async () => {
    const shop = makeShop(rig, { visibility: "public" });
    const owner = shop.name.split("/")[0] ?? "";
    const files = { [CATALOG_PATH]: `${CATALOG}  repositories: ["${shop.name}"]\n` };
    const source = rig.driver.addRepository({ owner, name: ".github", visibility: "public", files });
    await rig.untilIdle();
    push(`${owner}/.github`, `${files[CATALOG_PATH]}# More to come.\n`);
    await rig.untilIdle();
    const number = open(shop.name);
    await rig.untilIdle();
    const show = () => JSON.stringify(findShown(rig, { repository: shop.name, number }));
    expect(show()).toContain("checkout-conversion");
    rig.driver.makePrivate(source.id, "mona");
    await rig.untilIdle();
    expect(show()).not.toContain("checkout-conversion");
  });

  it("fails a proposal that leaves two files, or one that can't be read", async () => {
    const { name } = makeShop(rig, { catalog: CATALOG });
    await rig.untilIdle();
    const second = CATALOG_PATH.replace(".yml", ".yaml");
    const numbers = [
      open(name, { files: [{ path: second, content: CATALOG }] }),
      open(name, { files: [{ path: CATALOG_PATH, content: `${CATALOG}#${"x".repeat(1_200_000)}` }] }),
    ];
    await rig.untilIdle();
    const shown = numbers.map((number) =>
      findShown(rig, { repository: name, number }, "throughline / catalog"),
    );
    expect(shown).toMatchObject([
      { conclusion: "failure", annotations: [{ path: second }] },
      { conclusion: "failure", annotations: [{ path: CATALOG_PATH }] },
    ]);
    expect(shown[0]?.summary).toMatch(/Both .* exist; keep one of them/);
    expect(shown[1]?.summary).toMatch(/can't be read: it is over 1 MB/);
  });

  it("names nothing of a private catalog on a public pull request that proposes one", async () => {
    const shop = makeShop(rig, { visibility: "public" });
    const owner = shop.name.split("/")[0] ?? "";
    const secret = CATALOG.replace("version: 1", "version: 1\nlocked: [metrics.gone]").replace(
      "drives: [net-revenue-retention] }",
      "drives: [net-revenue-retention], guardrails: [checkout-conversion, checkout-conversion] }",
    );
    rig.driver.addRepository({ owner, name: ".github-private", files: { [CATALOG_PATH]: secret } });
    await rig.untilIdle();
    const content =
      "version: 1\nmetrics:\n  speed: { name: Speed, kind: delivery, better: up, drives: [checkout-conversio] }\n";
    const number = open(shop.name, { files: [{ path: CATALOG_PATH, content }] });
    await rig.untilIdle();
    const shown = findShown(rig, { repository: shop.name, number }, "throughline / catalog");
    expect(shown?.conclusion).toBe("failure");
    expect(shown?.annotations.map(({ path }) => path)).toEqual([CATALOG_PATH, CATALOG_PATH]);
    expect(shown?.summary).toMatch(/does not exist; add it under metrics/);
    expect(shown?.summary).toMatch(/problems? of files that this catalog builds on/);
    expect(JSON.stringify(shown)).not.toMatch(/checkout-conversion|github-private/);
  });
});
