import { readFile } from "node:fs/promises";
import { findFinalFaults } from "../test/support/find-final-faults.ts";
import { CATALOG, CHECKOUT_FILE, findShown, makeShop } from "../test/support/made-shop.ts";
import { planBurst } from "../test/support/run-burst.ts";
import type { ServiceRig } from "../test/support/service-rig.ts";
import type { Table } from "./table.ts";

const MEBIBYTE = 1024;
const MINUTE_MS = 60_000;
/** The service's own budget of an installation, by the minute. */
const BUDGET = { points: 600, content: 60 } as const;

export interface LoadResult {
  readonly table: Table;
  /** Invariants that do not hold. */
  readonly faults: readonly string[];
}

/** From the moment something happens on GitHub to the moment its check shows it; `perSecond` events, spread evenly. */
export async function measureLatency(
  rig: ServiceRig,
  load: { readonly events: number; readonly perSecond: number; readonly installations: number },
): Promise<LoadResult> {
  const shops = Array.from({ length: load.installations }, () => makeShop(rig, { catalog: CATALOG }));
  await rig.untilIdle();
  const waiting = new Map<string, { readonly sinceMs: number; isShown(): boolean }>();
  const latencies: number[] = [];
  const watch = setInterval(() => {
    for (const [key, { sinceMs, isShown }] of waiting) {
      if (!isShown()) continue;
      waiting.delete(key);
      latencies.push(performance.now() - sinceMs);
    }
  }, 2);
  const begin = performance.now();
  for (let index = 0; index < load.events; index += 1) {
    await until(begin + (index * 1000) / load.perSecond);
    const shop = shops[index % shops.length];
    if (shop !== undefined)
      waiting.set(`${index}`, { sinceMs: performance.now(), isShown: act(rig, shop.name, index) });
  }
  await rig.untilIdle(60_000);
  await until(performance.now() + 10);
  clearInterval(watch);
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.ceil(latencies.length * share) - 1] ?? Number.NaN;
  const faults = waiting.size === 0 ? [] : [`${waiting.size} of ${load.events} checks were never shown`];
  return {
    table: {
      title: `Webhook to check shown: ${load.perSecond} events/s over ${load.installations} installations, GitHub 60 ms away`,
      head: ["events", "p50 ms", "p95 ms", "worst ms", "target"],
      rows: [
        [`${load.events}`, ...[at(0.5), at(0.95), at(1)].map((ms) => ms.toFixed(0)), "p95 under 1,000 ms"],
      ],
    },
    faults,
  };
}

/** A pull request is opened, answered, or pushed to, in turn; returns how to see that its check followed. */
function act(rig: ServiceRig, repository: string, index: number): () => boolean {
  const { driver } = rig;
  const last = driver.listPullRequests(repository).at(-1);
  const pull = { repository, number: last?.number ?? 0, by: "mona" };
  if (last === undefined || index % 3 === 0) {
    const { number } = driver.openPullRequest({ ...pull, title: `Change ${index}`, files: [CHECKOUT_FILE] });
    return () => findShown(rig, { repository, number }) !== undefined;
  }
  if (index % 3 === 1) {
    const metric = last.body === "Impact: refund-rate" ? "checkout-conversion" : "refund-rate";
    driver.editPullRequest({ ...pull, body: `Impact: ${metric}` });
    return () => findShown(rig, pull)?.title?.startsWith(metric) === true;
  }
  const head = driver.push(pull).pullRequest?.headSha;
  return () => driver.listCheckRuns(repository, head).length > 0;
}

/** All at once, as fast as GitHub sends; done when every final state is right. */
export async function measureBurst(
  rig: ServiceRig,
  load: { readonly events: number; readonly pullRequests: number; readonly installations: number },
): Promise<LoadResult> {
  const burst = planBurst(rig, { ...load, seed: 1 });
  await rig.untilIdle();
  rig.gitHub.clearRequests();
  const begin = performance.now();
  for (let step = 1; burst.step(); step += 1) if (step % 50 === 0) await rig.gitHub.webhooks.settled();
  await rig.gitHub.webhooks.settled();
  const sentMs = performance.now() - begin;
  await rig.untilIdle(170_000);
  const ms = performance.now() - begin;
  const { allowedMs, requests } = readSpending(rig);
  return {
    table: {
      title: `A burst of ${load.events} events over ${load.pullRequests} pull requests in ${load.installations} installations, the service's own budgets`,
      head: ["sent in s", "done in s", "the budget allows s", "share", "requests", "per event", "target"],
      rows: [
        [
          (sentMs / 1000).toFixed(1),
          (ms / 1000).toFixed(1),
          (allowedMs / 1000).toFixed(1),
          (ms / allowedMs).toFixed(2),
          `${requests}`,
          (requests / load.events).toFixed(2),
          "share at most 1.2, states right, nothing lost",
        ],
      ],
    },
    faults: await findFinalFaults(rig, { catalogs: burst.catalogs }),
  };
}

/** By what was spent, installation by installation: points / 600 a minute or content writes / 60, the longest of all. */
function readSpending({ gitHub }: ServiceRig): { readonly allowedMs: number; readonly requests: number } {
  const spent = new Map<number, { points: number; content: number }>();
  let requests = 0;
  for (const { installationId, method, route } of gitHub.requests()) {
    if (installationId === undefined || route.includes("access_tokens")) continue;
    requests += 1;
    const sum = spent.get(installationId) ?? { points: 0, content: 0 };
    sum.points += method === "GET" ? 1 : 5;
    if (method !== "GET" && route.includes("/comments")) sum.content += 1;
    spent.set(installationId, sum);
  }
  const minutes = [...spent.values()].map(({ points, content }) =>
    Math.max(points / BUDGET.points, content / BUDGET.content),
  );
  return { allowedMs: Math.max(...minutes) * MINUTE_MS, requests };
}

/** The most memory that the process ever held. Linux only. */
export async function readPeakMiB(pid: number): Promise<number | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) / MEBIBYTE;
  } catch {
    return undefined;
  }
}

function until(atMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, atMs - performance.now())));
}
