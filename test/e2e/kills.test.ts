import { describe, expect, it, type TestContext } from "vitest";
import { expectFinalStates } from "../support/expect-final-states.ts";
import { CATALOG, findShown, makeShop } from "../support/made-shop.ts";
import { planBurst } from "../support/run-burst.ts";
import { ENGINES, openServiceRig } from "../support/service-rig.ts";

const SEED = 20_260_105;
/** More than the defaults, so that the tests wait for no budget; still within what GitHub allows. */
const ROOMY = { BUDGET_POINTS_PER_MINUTE: "880", BUDGET_CHECKS_PER_MINUTE: "880" };

// At once: on PostgreSQL most of their time is the wait for the leases of the dead process.
describe.concurrent.each(ENGINES)("kill -9, on %s", (engine) => {
  const openRig = async (test: Pick<TestContext, "onTestFinished">) => {
    const rig = await openServiceRig({ engine, env: ROOMY });
    test.onTestFinished(() => rig.close());
    return rig;
  };

  it("keeps what it acknowledged when it is killed in the middle of a burst", async (test) => {
    const rig = await openRig(test);
    const first = await rig.start();
    const burst = planBurst(rig, { installations: 6, pullRequests: 40, events: 240, seed: SEED });
    await rig.untilIdle();
    // Slow enough that the kill finds work under way.
    const heal = rig.gitHub.faults.add({ what: { kind: "latency", ms: 150 } });
    for (let step = 1; step <= 160; step += 1) {
      burst.step();
      // A burst, but not one tick: the service works while it is told more.
      if (step % 16 === 0) await rig.gitHub.webhooks.settled();
    }
    const { undoneDeliveries } = await first.readDetails();
    await rig.kill(first);
    expect(undoneDeliveries).toBeGreaterThan(0);
    heal();
    await rig.start();
    await rig.untilIdle();
    // Nothing was delivered twice, and nothing new has happened.
    await expectFinalStates(rig, { catalogs: burst.catalogs });
    while (burst.step());
    await rig.untilIdle();
    await expectFinalStates(rig, { catalogs: burst.catalogs });
  });

  it("creates no second check where it died between creating one and remembering it", async (test) => {
    const rig = await openRig(test);
    const first = await rig.start();
    const { name } = makeShop(rig, { catalog: CATALOG });
    await rig.untilIdle();
    // GitHub carries the request out, and the service is dead before the answer is there.
    rig.gitHub.faults.add({
      what: { kind: "reset", when: "after" },
      route: "POST /repos/:owner/:repo/check-runs",
      times: 1,
    });
    const { number } = rig.driver.openPullRequest({ repository: name, title: "Tidy up", by: "mona" });
    await rig.until("the check is created", () => rig.driver.listCheckRuns(name).length === 1);
    await rig.kill(first);
    await rig.start();
    await rig.untilIdle();
    expect(rig.driver.listCheckRuns(name)).toHaveLength(1);
    expect(findShown(rig, { repository: name, number })?.title).toMatch(/^Which number/);
    await expectFinalStates(rig, { catalogs: new Map([[name, CATALOG]]) });
  });
});
