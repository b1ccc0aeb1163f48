import { afterEach, describe, expect, it } from "vitest";
import { expectInbox } from "../support/expect-final-states.ts";
import { CATALOG, CHECKOUT_FILE, findShown, makeShop } from "../support/made-shop.ts";
import { ENGINES, openServiceRig, type ServiceRig } from "../support/service-rig.ts";

let rig: ServiceRig | undefined;
afterEach(async () => {
  await rig?.close();
  rig = undefined;
});

describe.each(ENGINES)("healing by GitHub's log of deliveries, on %s", (engine) => {
  it("takes in what was said while nobody listened, once", async () => {
    const on = await openServiceRig({ engine, gitHub: { deliveryIds: "wide" } });
    rig = on;
    const first = await on.start();
    const { name } = makeShop(on, { catalog: CATALOG });
    await on.untilIdle();
    const { number } = on.driver.openPullRequest({
      repository: name,
      title: "Faster checkout",
      by: "mona",
      files: [CHECKOUT_FILE],
    });
    const pull = { repository: name, number, by: "mona" };
    await on.untilIdle();
    await on.stop(first);
    // A command is a webhook and nothing else: no sweep finds it.
    const comment = on.driver.comment({ ...pull, body: "/impact none" });
    await on.gitHub.webhooks.settled();
    const second = await on.start();
    await on.until("the command is answered", () => on.driver.listReactions(comment.id).length > 0);
    await on.untilIdle();
    expect(findShown(on, pull)?.title).toBe("No metric, said by command");
    expect(await second.readMetrics()).toContain("throughline_lost_deliveries_total 1");
    expect(await second.readMetrics()).toMatch(/throughline_delivery_log_unread_seconds \d/);
    expect(second.log.filter(({ msg }) => msg.includes("fetched from its log"))).toHaveLength(1);
    await expectInbox(on);
    expect(on.gitHub.unknownRoutes()).toEqual([]);
  });
});
