import { describe, expect, it, onTestFinished } from "vitest";
import { expectFinalStates } from "../support/expect-final-states.ts";
import { CATALOG, CATALOG_PATH, CHECKOUT_FILE, findShown, makeShop } from "../support/made-shop.ts";
import { ENGINES, openServiceRig } from "../support/service-rig.ts";
import { useService } from "../support/use-service.ts";

const SAID = "refund-rate, said in the description";

describe.each(ENGINES)("repositories and installations that change, on %s", (engine) => {
  const rig = useService({ engine });

  async function opened(options: object = {}) {
    const shop = makeShop(rig, { catalog: CATALOG, ...options });
    await rig.untilIdle();
    const pull = rig.driver.openPullRequest({
      repository: shop.name,
      title: "Faster checkout",
      by: "mona",
      files: [CHECKOUT_FILE],
    });
    await rig.untilIdle();
    return { ...shop, repository: shop.repository.id, number: pull.number, by: "mona" };
  }

  it("goes on under the new name", async () => {
    const pull = await opened();
    rig.driver.renameRepository({ repository: pull.repository, name: "store", by: "mona" });
    rig.driver.editPullRequest({ ...pull, body: "Impact: refund-rate" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe(SAID);
  });

  it("follows a rename that it was not told of yet", async () => {
    const pull = await opened();
    rig.gitHub.webhooks.setFaults({ dropShare: 1 });
    rig.driver.renameRepository({ repository: pull.repository, name: "store", by: "mona" });
    rig.gitHub.webhooks.setFaults({});
    // A command is acknowledged with requests that still use the name that the delivery before the rename told.
    rig.driver.push(pull);
    await rig.untilIdle();
    expect(findShown(rig, pull)).toBeDefined();
    await expectFinalStates(rig, { catalogs: new Map() });
  });

  it("goes on with a new owner whose installation has the app", async () => {
    const pull = await opened();
    const other = await opened();
    const owner = other.name.split("/")[0] ?? "";
    rig.driver.renameRepository({ repository: pull.repository, name: "moved", by: "mona" });
    rig.driver.transferRepository({ repository: pull.repository, owner, by: "mona" });
    await rig.untilIdle();
    rig.driver.editPullRequest({ ...pull, body: "Impact: refund-rate" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe(SAID);
  });

  it("names a private metric no longer once the repository is public", async () => {
    const secret = CATALOG.replace("Checkout conversion\n", "Checkout conversion\n    visibility: private\n");
    const pull = await opened({ catalog: secret });
    expect(findShown(rig, pull)?.title).toMatch(/^Looks like checkout-conversion/);
    rig.driver.makePublic(pull.repository, "mona");
    await rig.untilIdle();
    const shown = findShown(rig, pull);
    expect(shown?.title).toMatch(/^Which number/);
    expect(JSON.stringify(shown)).not.toContain("checkout-conversion");
    rig.driver.makePrivate(pull.repository, "mona");
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toMatch(/^Looks like checkout-conversion/);
  });

  it("takes back what its comments said while few could read them, also where it was merged or closed", async () => {
    const secret = CATALOG.replace("Checkout conversion\n", "Checkout conversion\n    visibility: private\n");
    const catalog = `${secret}  checklist: comment\ninsight: { comment: always }\n`;
    const pull = await opened({ catalog });
    const shop = { catalog, repository: pull.repository };
    const others = [pull];
    for (const end of ["merge", "close"] as const) {
      const { number } = rig.driver.openPullRequest({
        repository: shop.repository,
        title: "Faster checkout",
        by: "mona",
        files: [CHECKOUT_FILE],
      });
      await rig.untilIdle();
      rig.driver.comment({ repository: shop.repository, number, by: "mona", body: "/insight" });
      rig.driver[end]({ repository: shop.repository, number, by: "mona" });
      await rig.untilIdle();
      others.push({ ...pull, number });
    }
    const listOurs = () =>
      others.flatMap((one) =>
        rig.driver
          .listComments(one)
          .filter(({ authorId }) => authorId === rig.gitHub.app.botId)
          .map(({ body }) => body),
      );
    expect(listOurs().filter((body) => /checkout.conversion/iu.test(body)).length).toBeGreaterThanOrEqual(3);
    const merged = others[1]?.number ?? 0;
    const changes = await rig.readChanges();
    rig.driver.makePublic(pull.repository, "mona");
    await rig.untilIdle();
    expect(listOurs().length).toBeGreaterThanOrEqual(3);
    expect(listOurs().filter((body) => /checkout.conversion/iu.test(body))).toEqual([]);
    // What it was for stays as it was recorded.
    const key = `${pull.repository} #${merged}`;
    expect((await rig.readChanges()).get(key)).toBe(changes.get(key));
  });

  it.each(["event", "list"] as const)(
    "takes private names out of all its checks once everybody can read them, told by GitHub's %s",
    async (teller) => {
      const secret = CATALOG.replace(
        "Checkout conversion\n",
        "Checkout conversion\n    visibility: private\n",
      );
      const pull = await opened({ catalog: secret });
      const [merged, catalog] = [
        [CHECKOUT_FILE],
        [{ path: CATALOG_PATH, content: `${secret}# Tidied\n` }],
      ].map(
        (files) =>
          rig.driver.openPullRequest({ repository: pull.repository, title: "Tidy", by: "mona", files })
            .number,
      );
      await rig.untilIdle();
      rig.driver.merge({ ...pull, number: merged ?? 0 });
      rig.driver.push({ ...pull, files: [CHECKOUT_FILE] });
      await rig.untilIdle();
      rig.driver.push({ ...pull, number: catalog ?? 0, files: [CHECKOUT_FILE] });
      await rig.untilIdle();
      const runs = () =>
        rig.driver.listCheckRuns(pull.repository).filter(({ appId }) => appId === rig.gitHub.app.id);
      const listSecret = () => runs().filter((run) => /checkout.conversion/iu.test(JSON.stringify(run)));
      // Of two heads, of what was merged, and of the proposed catalog.
      expect(listSecret().length).toBeGreaterThanOrEqual(5);
      expect(new Set(listSecret().map(({ name }) => name))).toContain("throughline / catalog");
      if (teller === "list") rig.gitHub.webhooks.setFaults({ dropShare: 1 });
      rig.driver.makePublic(pull.repository, "mona");
      rig.gitHub.webhooks.setFaults({});
      if (teller === "list") {
        rig.driver.suspend(pull.installationId);
        rig.driver.unsuspend(pull.installationId);
      }
      await rig.untilIdle();
      expect(listSecret().map(({ name, title }) => [name, title])).toEqual([]);
      expect(findShown(rig, pull)?.title).toMatch(/^Which number/);
    },
  );

  it("shows of another private repository what it shows of none, until the organisation allows it", async () => {
    const pull = await opened();
    const owner = pull.name.split("/")[0] ?? "";
    const secret = rig.driver.addRepository({ owner, name: "secret", visibility: "private", files: {} });
    const { number } = rig.driver.openIssue({
      repository: secret.id,
      title: "Pay",
      by: "mona",
      labels: ["impact: refund-rate"],
    });
    await rig.untilIdle();
    const showOf = async (name: string): Promise<string> => {
      rig.driver.editPullRequest({ ...pull, body: `Impact: for ${owner}/${name}#${number}` });
      await rig.untilIdle();
      const { title, summary, text, conclusion } = findShown(rig, pull) ?? {};
      return JSON.stringify([title, summary, text, conclusion]).replaceAll(`/${name}`, "/NAME");
    };
    expect(await showOf("secret")).toBe(await showOf("nothing"));
    const catalog = `version: 1\nsummary: { sources: ["${owner}/secret"] }\n`;
    rig.driver.addRepository({ owner, name: ".github", files: { [CATALOG_PATH]: catalog } });
    await rig.untilIdle();
    rig.driver.commit({
      repository: `${owner}/.github`,
      by: "mona",
      files: [{ path: CATALOG_PATH, content: `${catalog}# Told.\n` }],
    });
    await rig.untilIdle();
    expect(await showOf("secret")).toContain("refund-rate, inherited from");
  });

  it("leaves an archived repository alone, and catches up when it is taken out of the archive", async () => {
    const pull = await opened();
    const before = findShown(rig, pull);
    rig.driver.archive(pull.repository, "mona");
    await rig.untilIdle();
    expect(findShown(rig, pull)).toEqual(before);
    rig.driver.unarchive(pull.repository, "mona");
    rig.driver.editPullRequest({ ...pull, body: "Impact: refund-rate" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe(SAID);
  });

  it("does nothing while an installation is suspended, and catches up when it is resumed", async () => {
    const pull = await opened();
    rig.driver.suspend(pull.installationId);
    await rig.untilIdle();
    // Of the second in which it was opened, a webhook that came is believed before a list that may lag.
    const openedS = Math.floor(Date.now() / 1_000);
    await rig.until("the next second", () => Math.floor(Date.now() / 1_000) > openedS);
    rig.driver.editPullRequest({ ...pull, body: "Impact: refund-rate" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toMatch(/^Looks like/);
    rig.driver.unsuspend(pull.installationId);
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe(SAID);
  });

  it("drops the work of an installation that is suspended or removed under its hands", async () => {
    const [suspended, removed] = [await opened(), await opened()];
    rig.gitHub.webhooks.hold();
    for (const pull of [suspended, removed]) rig.driver.push(pull);
    rig.driver.suspend(suspended.installationId);
    rig.driver.uninstall(removed.installationId);
    rig.gitHub.webhooks.release("reversed");
    const details = await rig.untilIdle();
    expect(details).toMatchObject({ deadSubjects: 0, quarantinedSubjects: 0 });
  });

  it("supersedes the work of a repository that is deleted", async () => {
    const pull = await opened();
    rig.gitHub.webhooks.hold();
    rig.driver.push(pull);
    rig.driver.deleteRepository(pull.repository, "mona");
    rig.gitHub.webhooks.release("shuffled");
    const details = await rig.untilIdle();
    expect(details).toMatchObject({ deadSubjects: 0, quarantinedSubjects: 0 });
  });

  it("takes in repositories that are added later, and lets go of those that are taken away", async () => {
    const { driver } = rig;
    driver.addOrganisation("late");
    driver.addRepository({ owner: "late", name: "one", files: { ".github/throughline.yml": CATALOG } });
    driver.addRepository({ owner: "late", name: "two", files: { ".github/throughline.yml": CATALOG } });
    const { id } = driver.install({ account: "late", repositories: ["late/one"] });
    const { number } = driver.openPullRequest({ repository: "late/two", title: "Tidy up", by: "mona" });
    await rig.untilIdle();
    expect(findShown(rig, { repository: "late/two", number })).toBeUndefined();
    driver.addToInstallation(id, "late/two");
    await rig.untilIdle();
    expect(findShown(rig, { repository: "late/two", number })).toBeDefined();
    driver.removeFromInstallation(id, "late/two");
    await rig.untilIdle();
    // Of the second of its last webhook, that is believed before a list that may lag.
    const toldS = Math.floor(Date.now() / 1_000);
    await rig.until("the next second", () => Math.floor(Date.now() / 1_000) > toldS);
    // Away from its installation nothing is told of it; what landed meanwhile is read when it comes back.
    const { number: missed } = driver.openPullRequest({
      repository: "late/two",
      title: "Tidy up more",
      by: "mona",
      body: "Impact: refund-rate",
      files: [CHECKOUT_FILE],
    });
    driver.merge({ repository: "late/two", number: missed, by: "mona" });
    driver.editPullRequest({ repository: "late/two", number, by: "mona", body: "Impact: none" });
    await rig.untilIdle();
    expect(findShown(rig, { repository: "late/two", number })?.title).not.toMatch(/^No metric/);
    driver.addToInstallation(id, "late/two");
    await rig.untilIdle();
    expect(findShown(rig, { repository: "late/two", number })?.title).toMatch(/^No metric/);
    const key = `${driver.findRepository("late/two")?.id} #${missed}`;
    expect((await rig.readChanges()).get(key)).toContain("refund-rate");
  });
});

it("takes private names out of checks of a repository that was made public while no store knew of them", async () => {
  const rig = await openServiceRig({ engine: "sqlite" });
  onTestFinished(() => rig.close());
  await rig.start();
  const catalog = CATALOG.replace("Checkout conversion\n", "Checkout conversion\n    visibility: private\n");
  const shop = makeShop(rig, { catalog });
  await rig.untilIdle();
  const pulls = ["Impact: checkout-conversion", ""].map((body) => {
    const what = { repository: shop.repository.id, title: "Tidy", by: "mona", body, files: [CHECKOUT_FILE] };
    return { repository: shop.repository.id, number: rig.driver.openPullRequest(what).number, by: "mona" };
  });
  await rig.untilIdle();
  for (const pull of pulls.slice(0, 1)) rig.driver.merge(pull);
  await rig.untilIdle();
  const listSecret = () =>
    pulls.filter((pull) => /checkout.conversion/iu.test(JSON.stringify(findShown(rig, pull))));
  expect(listSecret()).toEqual(pulls);
  const changes = await rig.readChanges();
  for (const service of [...rig.services]) await rig.stop(service);
  await rig.loseStore();
  rig.driver.makePublic(shop.repository.id, "mona");
  await rig.start();
  await rig.untilIdle();
  expect(listSecret()).toEqual([]);
  // What it was for stays known.
  expect([...(await rig.readChanges()).keys()]).toEqual([...changes.keys()]);
});
