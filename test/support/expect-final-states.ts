import { expect } from "vitest";
import { type FinalFacts, findBadManners, findFinalFaults, findInboxFaults } from "./find-final-faults.ts";
import type { ServiceRig } from "./service-rig.ts";

/** As `findFinalFaults`; looks at each repository named in the facts, and at the inbox, checks and limits of all. */
export async function expectFinalStates(rig: ServiceRig, facts: FinalFacts): Promise<void> {
  expect(await findFinalFaults(rig, facts)).toEqual([]);
}

export async function expectInbox(rig: ServiceRig): Promise<void> {
  expect(await findInboxFaults(rig)).toEqual([]);
}

export function expectGoodManners(rig: Pick<ServiceRig, "gitHub">): void {
  expect(findBadManners(rig)).toEqual([]);
}
