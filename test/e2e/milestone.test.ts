import { expect, it, onTestFinished } from "vitest";
import { CATALOG, CHECKOUT_FILE, makeShop } from "../support/made-shop.ts";
import { ENGINES, openServiceRig } from "../support/service-rig.ts";

it.each(ENGINES)(
  "explains a milestone, live and back-filled, also one that was set late, on %s",
  async (engine) => {
    const rig = await openServiceRig({ engine });
    onTestFinished(() => rig.close());
    const service = await rig.start();
    const { name: repository } = makeShop(rig, { catalog: CATALOG });
    await rig.untilIdle();
    const { driver } = rig;
    const open = (body: string) =>
      driver.openPullRequest({ repository, title: "Change", by: "mona", body, files: [CHECKOUT_FILE] })
        .number;
    const early = open("Impact: refund-rate");
    const late = open("Impact: checkout-conversion");
    const moved = open("Impact: refund-rate");
    const put = (number: number, title: string | null) =>
      driver.setMilestone({ repository, number, by: "wren", title });
    put(early, "Spring");
    put(moved, "Spring");
    await rig.untilIdle();
    for (const number of [early, late, moved]) driver.merge({ repository, number, by: "wren" });
    await rig.untilIdle();
    rig.gitHub.clearRequests();
    put(late, "Spring");
    put(moved, null);
    await rig.untilIdle();
    // What stands on the pull request does not depend on it.
    expect(
      [...rig.gitHub.countByRoute().keys()].filter((route) => /check-runs|comments/.test(route)),
    ).toEqual([]);
    const explain = async () => {
      const run = await rig.run(["explain", "--repo", repository, "--milestone", "spring"]);
      expect(run.code, run.stderr).toBe(0);
      return run.stdout;
    };
    const live = await explain();
    expect(live).toContain("2 of 2 asked changes are answered");
    await rig.stop(service);
    await rig.loseStore();
    const run = await rig.run(["backfill", repository]);
    expect(run.code, run.stderr).toBe(0);
    expect(await explain()).toBe(live);
  },
);
