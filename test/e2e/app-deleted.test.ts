import { afterEach, describe, expect, it } from "vitest";
import { openServiceRig, type ServiceRig } from "../support/service-rig.ts";

const REFUSED = "GitHub refuses the app: nothing can be done";

describe("an app that is deleted on GitHub while the service runs", () => {
  let rig: ServiceRig;
  afterEach(() => rig.close());

  it("is told once in the log, with what to do, and in the details; its work waits", async () => {
    rig = await openServiceRig({ engine: "sqlite" });
    rig.driver.addOrganisation("acme");
    rig.driver.addRepository({ owner: "acme", name: "shop", files: { "README.md": "# Shop\n" } });
    const service = await rig.start();
    rig.driver.install({ account: "acme" });
    await rig.untilIdle();
    expect((await service.readDetails()).app).toBe("accepted");

    rig.gitHub.deleteApp();
    // What was on its way when the app went.
    for (const title of ["Keep the cart", "Keep the basket", "Keep the list"]) {
      rig.driver.openPullRequest({ repository: "acme/shop", by: "ada", title });
    }
    const listRefused = () => service.log.filter(({ msg }) => msg === REFUSED);
    await rig.until("it is told", () => listRefused().length > 0);
    const details = await service.readDetails();
    expect(details.app).toBe("refused");
    expect(details.waitingSubjects).toBeGreaterThan(0);
    expect(details.deadSubjects).toBe(0);
    expect(listRefused()).toEqual([
      expect.objectContaining({ mend: expect.stringContaining("throughline doctor") }),
    ]);
    expect((await service.stop()).code).toBe(0);
  });
});
