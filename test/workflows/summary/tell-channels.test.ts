import { expect, it } from "vitest";
import type { RepositoryVisibility } from "../../../src/model/repository.ts";
import { describeOnEngines } from "../../store/store-rig.ts";
import {
  addOrganisation,
  createFakeSummaryGitHub,
  landedOf,
  openReplica,
  repositoryOf,
  storeFacts,
} from "../../support/summary-rig.ts";

const DUE_MS = Date.parse("2026-11-23T09:07:00Z");
const WEEK = "2026-W47";
const MINUTE_MS = 60_000;

const CLAIM = {
  landedAtMs: DUE_MS - 4 * 86_400_000,
  answer: {
    kind: "tags",
    tags: [{ metric: "deal-velocity", effect: "moves", provenance: "declared", source: "line" }],
  },
} as const;

function catalogOf(channels: string): string {
  return `version: 1
metrics:
  deal-velocity: { name: Deal velocity, kind: revenue, visibility: public, partner: Sales, owner: "@acme/deals" }
prompt: { repositories: ["acme/*"] }
summary:
  repository: acme/leadership
  sources: ["acme/*"]
  channels: [${channels}]
`;
}

describeOnEngines("channels of a summary", (open) => {
  async function openWorld(channels: string, visibility: RepositoryVisibility = "public") {
    const clock = await open("off");
    const { store } = clock;
    clock.nowMs = DUE_MS;
    const fake = createFakeSummaryGitHub(() => clock.nowMs);
    await addOrganisation(store, fake, {
      id: 5,
      login: "acme",
      catalog: catalogOf(channels),
      repositories: [
        repositoryOf(901, { name: "leadership", visibility }),
        repositoryOf(902, { name: "shop", visibility: "public" }),
        repositoryOf(903, { name: "canary-secret" }),
      ],
    });
    await storeFacts(store, {
      changes: [
        landedOf(902, 12, { ...CLAIM, title: "Quote in one step" }),
        landedOf(903, 4, { ...CLAIM, title: "Canary title <!channel> @here" }),
      ],
    });
    const replica = openReplica({ store, fake, now: () => clock.nowMs, owner: "one" });
    const findChannel = async () => (await store.listSummaryChannels(5, WEEK))[0];
    return { store, fake, clock, replica, findChannel };
  }

  it("are told the headline and where to read on, once", async () => {
    const { replica } = await openWorld("{ name: sales }");
    await replica.run();
    await replica.run();
    expect(replica.told).toHaveLength(1);
    expect(replica.told[0]?.name).toBe("sales");
    expect(replica.told[0]?.message.title).toMatch(/^acme, 2026-W47: /u);
    expect(replica.told[0]?.message.link?.url).toMatch(
      /^https:\/\/github\.com\/acme\/leadership\/issues\/40#issuecomment-\d+$/u,
    );
  });

  it("are told nothing private and not where it stands, unless the operator says who reads them", async () => {
    const { replica } = await openWorld(
      "{ name: open }, { name: inner, audience: private }, { name: sales, partner: sales, audience: private }",
      "private",
    );
    await replica.run();
    const find = (name: string) => replica.told.find((one) => one.name === name)?.message;
    const [outer, inner, sales] = ["open", "inner", "sales"].map(find);
    expect(JSON.stringify(outer)).not.toMatch(/canary|leadership/iu);
    expect(outer?.link).toBeUndefined();
    expect(inner?.link?.url).toContain("acme/leadership");
    expect(sales?.title).toMatch(/^Sales, 2026-W47\. Deal velocity: 2 changes claim it/u);
    expect(sales?.lines.join("\n")).toContain("Quote in one step (acme/shop");
    expect(sales?.lines.join("\n")).toContain("Canary title");
    expect(sales?.lines.join("\n")).not.toMatch(/<!|@h/u);
  });

  it("that are busy are told later, after as long as they say", async () => {
    const { replica, clock, findChannel } = await openWorld("{ name: sales }");
    replica.outcomes.push(
      { kind: "later", why: "it answered 500" },
      { kind: "later", why: "it answered 429", afterMs: 10 * MINUTE_MS },
    );
    await replica.run();
    expect(await findChannel()).toMatchObject({ state: "waiting", attempts: 1, why: "it answered 500" });
    await replica.work();
    expect(replica.told).toHaveLength(1);
    clock.nowMs += MINUTE_MS;
    await replica.work();
    expect((await findChannel())?.nextAtMs).toBe(clock.nowMs + 10 * MINUTE_MS);
    clock.nowMs += 10 * MINUTE_MS;
    await replica.work();
    expect(await findChannel()).toMatchObject({ state: "told", attempts: 3 });
  });

  it("that stay busy are given up at last", async () => {
    const other = await openWorld("{ name: lost }");
    for (let attempt = 0; attempt < 12; attempt += 1) {
      other.replica.outcomes.splice(0, 1, { kind: "later", why: "no answer in 10000 ms" });
      await other.replica.run();
      other.clock.nowMs += 200 * MINUTE_MS;
    }
    expect(other.replica.told).toHaveLength(8);
    expect(await other.findChannel()).toMatchObject({
      state: "failed",
      why: "given up after 8 tries: no answer in 10000 ms",
    });
  });

  it.each([
    [{ kind: "no-address" } as const, "THROUGHLINE_CHANNEL_SALES is not set"],
    [{ kind: "refused", why: "it redirects (302)" } as const, "it redirects (302)"],
  ])("that can't be told are named with the reason: %j", async (outcome, why) => {
    const { replica, findChannel, store } = await openWorld("{ name: sales }");
    replica.outcomes.push(outcome);
    await replica.run();
    expect(await findChannel()).toMatchObject({ state: "failed", why });
    expect(await store.findSummaryWeek(5, WEEK)).toMatchObject({ state: "posted" });
    expect(await store.listHeldSummaries(9)).toMatchObject([{ name: "sales", why }]);
    expect(replica.lines.filter(({ message }) => message === "channel not told of the summary")).toHaveLength(
      1,
    );
  });

  it("are not told again where the service ended while it told them", async () => {
    const { replica, store, findChannel } = await openWorld("{ name: sales }");
    replica.outcomes.push({ kind: "later", why: "it answered 500" });
    await replica.run();
    const channel = await findChannel();
    if (channel === undefined) throw new Error("There is no channel.");
    await storeFacts(store, { summaryChannels: [{ ...channel, state: "telling", nextAtMs: 0 }] });
    await store.bump([
      { subject: { kind: "summary", installationId: 75, organisationId: 5, week: WEEK }, priority: 3 },
    ]);
    await replica.work();
    expect(replica.told).toHaveLength(1);
    expect(await findChannel()).toMatchObject({
      state: "failed",
      why: "the service ended while it was told: it may know",
    });
  });
});
