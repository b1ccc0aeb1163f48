import { afterAll, beforeAll } from "vitest";
import { expectGoodManners, expectInbox } from "./expect-final-states.ts";
import { openServiceRig, type RigOptions, type ServiceRig } from "./service-rig.ts";

/**
 * One service for the tests of a file: started before them; behind them its inbox, its limits and its routes are
 * looked at. The rig can be used inside the tests only.
 */
export function useService(options: RigOptions): ServiceRig {
  const opened: { rig?: ServiceRig } = {};
  beforeAll(async () => {
    opened.rig = await openServiceRig(options);
    await opened.rig.start();
  });
  afterAll(async () => {
    const { rig } = opened;
    if (rig === undefined) return;
    try {
      await rig.untilIdle();
      await expectInbox(rig);
      expectGoodManners(rig);
    } finally {
      await rig.close();
    }
  });
  return new Proxy({} as ServiceRig, {
    get(_target, name) {
      if (opened.rig === undefined) throw new Error("The service is not running yet.");
      return Reflect.get(opened.rig, name);
    },
  });
}
