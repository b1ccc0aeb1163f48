import { afterEach, describe, it } from "vitest";
import { expectFinalStates } from "../support/expect-final-states.ts";
import { planBurst } from "../support/run-burst.ts";
import { ENGINES, openServiceRig, type ServiceRig } from "../support/service-rig.ts";

// SQLite belongs to one process.
describe.runIf(ENGINES.includes("postgres"))("two replicas on PostgreSQL", () => {
  const rigs: ServiceRig[] = [];
  afterEach(async () => {
    for (const rig of rigs.splice(0)) await rig.close();
  });

  it("share the work, and one goes on with what the other left when it was killed", async () => {
    const env = { BUDGET_POINTS_PER_MINUTE: "880", BUDGET_CHECKS_PER_MINUTE: "880" };
    const rig = await openServiceRig({ engine: "postgres", env });
    rigs.push(rig);
    // At once: the migrations must not get in each other's way.
    const [told, other] = await Promise.all([rig.start(), rig.start()]);
    const burst = planBurst(rig, { installations: 6, pullRequests: 36, events: 200, seed: 7 });
    await rig.untilIdle();
    const countShown = (log: readonly { readonly msg: string }[]) =>
      log.filter(({ msg }) => msg === "check shown").length;
    // Slow enough that the other, which may sleep for a second, finds work, and the kill finds looks under way on both.
    const heal = rig.gitHub.faults.add({ what: { kind: "latency", ms: 200 } });
    for (let step = 1; step <= 120; step += 1) {
      burst.step();
      if (step % 15 === 0) await rig.gitHub.webhooks.settled();
    }
    await rig.until("both have shown checks", () => countShown(told.log) > 0 && countShown(other.log) > 0);
    for (let step = 0; step < 40; step += 1) burst.step();
    await rig.gitHub.webhooks.settled();
    await rig.kill(other);
    heal();
    while (burst.step());
    // The dead replica's leases run out first.
    await rig.untilIdle();
    await expectFinalStates(rig, { catalogs: burst.catalogs });
  });
});
