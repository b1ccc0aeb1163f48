/**
 * A process of its own for the tests of kills: opens the store in the folder it is given, records deliveries one by
 * one and prints the id of each after it was acknowledged, holds a claim, and goes on until it is killed.
 */
import { openStore } from "../../src/store/open-store.ts";
import { deliveryOf } from "./store-builders.ts";

const [dataDir = ""] = process.argv.slice(2);
const store = await openStore({ dataDir, now: Date.now });
await store.recordDeliveries([deliveryOf("first", 0)]);
const claims = await store.claimWork({ owner: "child", limit: 1, leaseMs: 3_600_000 });
process.stdout.write(`claimed ${claims.length}\n`);
for (let n = 1; ; n += 1) {
  await store.recordDeliveries([deliveryOf(`d${n}`, 1 + (n % 7))]);
  process.stdout.write(`d${n}\n`);
}
