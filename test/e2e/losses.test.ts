import { afterEach, describe, expect, it } from "vitest";
import { expectFinalStates } from "../support/expect-final-states.ts";
import { CATALOG, CHECKOUT_FILE, findShown, makeShop } from "../support/made-shop.ts";
import { planBurst } from "../support/run-burst.ts";
import { ENGINES, openServiceRig, type RigOptions, type ServiceRig } from "../support/service-rig.ts";

const SEED = 20_260_105;
/** More than the defaults, so that the tests wait for no budget; still within what GitHub allows. */
const ROOMY = { BUDGET_POINTS_PER_MINUTE: "880", BUDGET_CHECKS_PER_MINUTE: "880" };

describe.each(ENGINES)("losses and bad weather, on %s", (engine) => {
  const rigs: ServiceRig[] = [];
  const openRig = async (options: Partial<RigOptions> = {}) => {
    const rig = await openServiceRig({ engine, env: ROOMY, ...options });
    rigs.push(rig);
    return rig;
  };
  afterEach(async () => {
    for (const rig of rigs.splice(0)) await rig.close();
  });

  it("takes back what a button said from the check itself, when the store is lost", async () => {
    const rig = await openRig();
    const first = await rig.start();
    const { name } = makeShop(rig, { catalog: CATALOG });
    await rig.untilIdle();
    const { number } = rig.driver.openPullRequest({
      repository: name,
      title: "Faster checkout",
      by: "mona",
      files: [CHECKOUT_FILE],
    });
    const pull = { repository: name, number, by: "mona" };
    await rig.untilIdle();
    rig.driver.pressButton({ checkRunId: findShown(rig, pull)?.id ?? 0, by: "mona", identifier: "yes" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("checkout-conversion, said by button");
    await rig.stop(first);
    await rig.loseStore();
    await rig.start();
    rig.driver.editPullRequest({ ...pull, title: "Much faster checkout" });
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("checkout-conversion, said by button");
    rig.driver.push(pull);
    await rig.untilIdle();
    expect(findShown(rig, pull)?.title).toBe("checkout-conversion, said by button");
    expect(rig.driver.listCheckRuns(name)).toHaveLength(2);
  });

  it("learns all repositories again after the store was lost, though one of them spoke first", async () => {
    const rig = await openRig();
    const first = await rig.start();
    const { name } = makeShop(rig, { catalog: CATALOG });
    const owner = name.split("/")[0] ?? "";
    rig.driver.addRepository({ owner, name: "other", files: { ".github/throughline.yml": CATALOG } });
    await rig.untilIdle();
    await rig.stop(first);
    await rig.loseStore();
    // Opened while nobody listened, in a repository that says nothing afterwards.
    const silent = rig.driver.openPullRequest({ repository: `${owner}/other`, title: "Tidy up", by: "mona" });
    rig.gitHub.faults.add({ what: { kind: "latency", ms: 300 }, route: "GET /app/installations" });
    await rig.start();
    rig.driver.openPullRequest({ repository: name, title: "Tidy up", by: "mona" });
    await rig.untilIdle();
    expect(findShown(rig, { repository: `${owner}/other`, number: silent.number })).toBeDefined();
  });

  it("ends within 10 s of SIGTERM, in the middle of its work, and goes on with it at the next start", async () => {
    const rig = await openRig();
    const first = await rig.start();
    const burst = planBurst(rig, { installations: 3, pullRequests: 20, events: 60, seed: SEED + 1 });
    await rig.untilIdle();
    rig.gitHub.faults.add({ what: { kind: "latency", ms: 150 } });
    while (burst.step());
    await rig.gitHub.webhooks.settled();
    const { ms, code } = await rig.stop(first);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_000);
    rig.gitHub.faults.clear();
    await rig.start();
    await rig.untilIdle();
    await expectFinalStates(rig, { catalogs: burst.catalogs });
  });

  it("shows the same whatever the order and however often it is told", async () => {
    const rig = await openRig();
    await rig.start();
    const burst = planBurst(rig, { installations: 3, pullRequests: 20, events: 120, seed: SEED + 2 });
    await rig.untilIdle();
    rig.gitHub.webhooks.setFaults({ copies: 5, delayWithinMs: 400 });
    while (burst.step());
    await rig.untilIdle();
    rig.gitHub.webhooks.setFaults({});
    await expectFinalStates(rig, { catalogs: burst.catalogs });
  });

  it("gets through faults of GitHub: 502s, lost answers, limits on one installation", async () => {
    const rig = await openRig();
    await rig.start();
    const burst = planBurst(rig, { installations: 3, pullRequests: 12, events: 40, seed: SEED + 3 });
    await rig.untilIdle();
    const [limited] = [...burst.catalogs.keys()];
    const { name } = makeShop(rig, { catalog: CATALOG });
    await rig.untilIdle();
    rig.gitHub.faults.add({ what: { kind: "status", status: 502 }, share: 0.1, times: 8 });
    rig.gitHub.faults.add({ what: { kind: "reset", when: "after" }, share: 0.1, times: 4 });
    rig.gitHub.faults.add({ what: { kind: "not-json" }, share: 0.1, times: 2 });
    rig.gitHub.faults.add({
      what: { kind: "secondary-limit", status: 403, retryAfterS: 2 },
      times: 1,
      route: "POST /repos/:owner/:repo/check-runs",
    });
    while (burst.step());
    const { number } = rig.driver.openPullRequest({ repository: name, title: "Tidy up", by: "mona" });
    await rig.untilIdle();
    expect(limited).toBeDefined();
    expect(findShown(rig, { repository: name, number })).toBeDefined();
    await expectFinalStates(rig, { catalogs: burst.catalogs });
  });
});
