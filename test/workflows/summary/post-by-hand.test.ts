import { expect, it } from "vitest";
import { postByHand } from "../../../src/workflows/summary/post-by-hand.ts";
import { describeOnEngines } from "../../store/store-rig.ts";
import {
  addOrganisation,
  createFakeSummaryGitHub,
  landedOf,
  openReplica,
  repositoryOf,
  storeFacts,
} from "../../support/summary-rig.ts";

const NOW_MS = Date.parse("2026-11-23T01:00:00Z");

describeOnEngines("a summary by hand", (open) => {
  async function openWorld() {
    const clock = await open("off");
    const { store } = clock;
    clock.nowMs = NOW_MS;
    const fake = createFakeSummaryGitHub(() => clock.nowMs);
    await addOrganisation(store, fake, {
      id: 5,
      login: "acme",
      catalog: "version: 1\nsummary: { repository: acme/leadership }\n",
      repositories: [repositoryOf(901, { name: "leadership" })],
    });
    await storeFacts(store, { changes: [landedOf(901, 1, { landedAtMs: NOW_MS - 3 * 86_400_000 })] });
    const { context } = openReplica({ store, fake, now: () => clock.nowMs, owner: "hand" });
    const parts = {
      context,
      random: () => 0.5,
      owner: "hand",
      wait: () => new Promise<void>((resolve) => setImmediate(resolve)),
    };
    const post = (week: string, organisation = "Acme") => postByHand(parts, { organisation, week });
    return { post, fake };
  }

  it("is posted before its time, once, and not where there is nothing to tell", async () => {
    const { post, fake } = await openWorld();
    expect(await post("2026-W47")).toMatchObject({ value: { kind: "posted", row: { number: 40 } } });
    expect(await post("2026-W47")).toMatchObject({ value: { kind: "already-posted" } });
    expect(fake.repositories.get(901)?.issues[0]?.comments).toHaveLength(1);
    expect(await post("2026-W46")).toMatchObject({ value: { kind: "empty" } });
  });

  it("says why it is not posted", async () => {
    const { post, fake } = await openWorld();
    expect(await post("2026-W48")).toMatchObject({
      value: { kind: "not-posted", why: "the week is not over" },
    });
    expect(await post("2026-W47", "other")).toEqual({
      ok: false,
      error: "The store knows no installation in other.",
    });
    fake.repositories.delete(901);
    expect(await post("2026-W47")).toMatchObject({
      value: { kind: "not-posted", why: expect.stringMatching(/does not exist/u) },
    });
  });
});
