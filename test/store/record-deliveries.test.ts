import { expect, it } from "vitest";
import { PRIORITY } from "../../src/model/subject.ts";
import { deliveryOf, fieldsOf, START_MS, subjectOf } from "./store-builders.ts";
import { claim, claimOne, describeOnEngines } from "./store-rig.ts";

describeOnEngines("recording deliveries", (open) => {
  it("keeps a delivery and makes its subject wait", async () => {
    const { store } = await open();
    expect(await store.recordDeliveries([deliveryOf("d1", 812)])).toEqual(["new"]);
    expect(await claimOne(store)).toEqual({
      key: "pull-request:9000000001:812",
      subject: subjectOf(812),
      fence: 1,
      wanted: 1,
      attempts: 0,
      deliveries: [{ id: "d1", receivedAtMs: START_MS, fields: fieldsOf(812) }],
    });
  });

  it("knows a delivery that came before, within a batch and across batches, and does not bump for it", async () => {
    const { store } = await open();
    const [first, second] = [deliveryOf("d1", 1), deliveryOf("d2", 1)];
    expect(await store.recordDeliveries([first, first, second, first])).toEqual([
      "new",
      "duplicate",
      "new",
      "duplicate",
    ]);
    expect(await store.recordDeliveries([first])).toEqual(["duplicate"]);
    expect((await claimOne(store)).wanted).toBe(2);
    expect(await store.recordDeliveries([])).toEqual([]);
  });

  it("says which deliveries it does not have, ignored ones among those it has", async () => {
    const { store } = await open();
    await store.recordDeliveries([
      deliveryOf("d1", 1),
      { ...deliveryOf("d2", 2), content: { kind: "ignored", why: "the event is not used" } },
    ]);
    const many = Array.from({ length: 1_200 }, (_, at) => `d${at + 1}`);
    expect(await store.listUnknownDeliveries(many)).toEqual(new Set(many.slice(2)));
    expect(await store.listUnknownDeliveries([])).toEqual(new Set());
  });

  it("does not wake a settled subject for a duplicate", async () => {
    const { store } = await open();
    await store.recordDeliveries([deliveryOf("d1", 1)]);
    await store.settle(await claimOne(store), { kind: "done" }, {});
    await store.recordDeliveries([deliveryOf("d1", 1)]);
    expect(await claim(store)).toEqual([]);
  });

  it("keeps an ignored delivery without work, and knows it again", async () => {
    const { store } = await open();
    const ignored = {
      id: "d1",
      event: "star",
      bodyHash: "00".repeat(32),
      receivedAtMs: START_MS,
      content: { kind: "ignored", why: "the event is not used" },
    } as const;
    expect(await store.recordDeliveries([ignored])).toEqual(["new"]);
    expect(await store.recordDeliveries([ignored])).toEqual(["duplicate"]);
    expect(await claim(store)).toEqual([]);
    expect((await store.readFigures()).undoneDeliveries).toBe(0);
  });

  it("records all of a batch or nothing", async () => {
    const { store } = await open();
    const broken = { ...deliveryOf("d2", 2), bodyHash: null as unknown as string };
    await expect(store.recordDeliveries([deliveryOf("d1", 1), broken])).rejects.toThrow();
    expect(await claim(store)).toEqual([]);
    expect(await store.recordDeliveries([deliveryOf("d1", 1)])).toEqual(["new"]);
  });

  it("takes 2,000 deliveries of 1,200 subjects at once", async () => {
    const { store } = await open();
    const deliveries = Array.from({ length: 2_000 }, (_, n) => deliveryOf(`d${n}`, n % 1_200));
    const answers = await store.recordDeliveries(deliveries);
    expect(answers.filter((answer) => answer === "new")).toHaveLength(2_000);
    const claims = await claim(store, 2_000);
    expect(claims).toHaveLength(1_200);
    expect(claims.reduce((sum, { deliveries: mine }) => sum + mine.length, 0)).toBe(2_000);
  });

  it("loses nothing when batches of the same subjects are recorded side by side", async () => {
    const { store } = await open();
    await Promise.all(
      Array.from({ length: 20 }, (_, batch) =>
        // Each batch names the subjects in another order.
        store.recordDeliveries(
          Array.from({ length: 10 }, (__, n) => deliveryOf(`d${batch}-${n}`, (n * 7 + batch) % 10)),
        ),
      ),
    );
    const claims = await claim(store);
    expect(claims).toHaveLength(10);
    expect(claims.map(({ wanted }) => wanted)).toEqual(Array(10).fill(20));
    expect(claims.map(({ deliveries }) => deliveries.length)).toEqual(Array(10).fill(20));
  });

  it("orders the deliveries of a subject by the time they came, then by id", async () => {
    const { store } = await open();
    await store.recordDeliveries([
      deliveryOf("c", 1, { receivedAtMs: START_MS + 1 }),
      deliveryOf("b", 1, { receivedAtMs: START_MS }),
      deliveryOf("a", 1, { receivedAtMs: START_MS + 1 }),
    ]);
    expect((await claimOne(store)).deliveries.map(({ id }) => id)).toEqual(["b", "a", "c"]);
  });

  it("runs a subject at the most urgent priority that was asked for", async () => {
    const { store } = await open();
    await store.recordDeliveries([
      deliveryOf("d1", 1, { priority: PRIORITY.sweep }),
      deliveryOf("d2", 2, { priority: PRIORITY.event }),
    ]);
    await store.recordDeliveries([deliveryOf("d3", 1, { priority: PRIORITY.mergeQueue })]);
    await store.recordDeliveries([deliveryOf("d4", 1, { priority: PRIORITY.backfill })]);
    expect((await claim(store)).map(({ key }) => key)).toEqual([
      "pull-request:9000000001:1",
      "pull-request:9000000001:2",
    ]);
  });
});
