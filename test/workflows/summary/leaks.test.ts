import { expect, it } from "vitest";
import type { RepositoryVisibility } from "../../../src/model/repository.ts";
import { describeOnEngines } from "../../store/store-rig.ts";
import { CANARY, fillSummaryCanaries } from "../../support/fill-summary-canaries.ts";
import { createFakeSummaryGitHub, openReplica } from "../../support/summary-rig.ts";

const DUE_MS = Date.parse("2026-11-23T09:07:00Z");

describeOnEngines("what stands in private repositories", (open) => {
  async function run(visibility: RepositoryVisibility) {
    const clock = await open("off");
    clock.nowMs = DUE_MS;
    const fake = createFakeSummaryGitHub(() => clock.nowMs);
    const landedAtMs = DUE_MS - 4 * 86_400_000;
    await fillSummaryCanaries(clock.store, fake, { landedAtMs, visibility });
    const replica = openReplica({ store: clock.store, fake, now: () => clock.nowMs, owner: "one" });
    await replica.run();
    const issues = [...fake.repositories.values()].flatMap((one) => one.issues);
    return { written: JSON.stringify(issues), told: JSON.stringify(replica.told) };
  }

  it("stands in no public summary, and no public channel is told of it", async () => {
    const { written, told } = await run("public");
    expect(written).toContain("Shown 0");
    expect(written).not.toContain(CANARY);
    expect(told).toContain("Deal velocity");
    expect(told).not.toContain(CANARY);
  });

  it("stands in a private one where the catalog allows it, and no public channel is told of it", async () => {
    const { written, told } = await run("private");
    expect(written).toContain(`${CANARY} title 0`);
    expect(told).toContain("Deal velocity");
    expect(told).not.toContain(CANARY);
  });

  it("of a private repository stands in no internal summary", async () => {
    const { written } = await run("internal");
    expect(written).not.toContain(`${CANARY} title 0`);
    expect(written).not.toContain(`${CANARY}-repo-0`);
  });
});
