import { CATALOG, CHECKOUT_FILE, makeShop } from "../test/support/made-shop.ts";
import { openServiceRig, type ServiceRig } from "../test/support/service-rig.ts";
import type { Table } from "./table.ts";

const STEP_MS = 10_000;
/** A Probot title checker makes 2.8 requests an event, a release drafter 1.9. */
const MOST_ON_AVERAGE = 0.8;

interface LifeEvent {
  readonly name: string;
  readonly what: string;
  /** Whether anything that the check shows changes with it. */
  readonly changes: "the check" | "nothing";
  act(): void;
}

/**
 * The requests to GitHub, token requests aside, that each event in the life of a pull request costs, ten seconds apart
 * on GitHub's clock, in a repository whose catalog is known. Deterministic: what is over its target is a fault.
 */
export async function measureLife(): Promise<{ readonly table: Table; readonly faults: readonly string[] }> {
  // In the past, so that the last event is not in the service's future.
  const clock = { nowMs: Date.now() - 20 * STEP_MS };
  const rig = await openServiceRig({
    engine: "sqlite",
    gitHub: { now: () => clock.nowMs, tokenTimes: "unchecked" },
  });
  try {
    await rig.start();
    const { name } = makeShop(rig, { catalog: CATALOG });
    await rig.untilIdle();
    const rows: (readonly string[])[] = [];
    const faults: string[] = [];
    let total = 0;
    const events = listEvents(rig, name);
    for (const event of events) {
      clock.nowMs += STEP_MS;
      rig.gitHub.clearRequests();
      event.act();
      await rig.untilIdle();
      const routes = rig.gitHub
        .requests()
        .flatMap(({ route }) => (route.includes("access_tokens") ? [] : [route]));
      total += routes.length;
      rows.push([
        event.name,
        event.what,
        event.changes,
        String(routes.length),
        routes.map(toShort).join(", "),
      ]);
      if (event.changes === "nothing" && routes.length > 0) {
        faults.push(`${event.name} (${event.what}) changes nothing and cost ${routes.length} requests`);
      }
    }
    const average = total / events.length;
    if (average > MOST_ON_AVERAGE) faults.push(`${average} requests an event on average`);
    rows.push(["average", "", "", average.toFixed(2), `target: at most ${MOST_ON_AVERAGE}`]);
    return {
      table: {
        title: "Requests to GitHub per event in the life of a pull request",
        head: ["event", "what happens", "changes", "requests", "which"],
        rows,
      },
      faults,
    };
  } finally {
    await rig.close();
  }
}

function listEvents({ driver }: ServiceRig, repository: string): readonly LifeEvent[] {
  const pull = { repository, number: 1, by: "mona" };
  const edit = (what: string, change: { title?: string; body?: string }): LifeEvent => ({
    name: "edited",
    what,
    changes: change.body?.includes("Impact:") === true ? "the check" : "nothing",
    act: () => void driver.editPullRequest({ ...pull, ...change }),
  });
  const push: LifeEvent = {
    name: "synchronize",
    what: "a new head",
    changes: "the check",
    act: () => void driver.push(pull),
  };
  const label = (text: string): LifeEvent => ({
    name: "labeled",
    what: text,
    changes: "nothing",
    act: () => void driver.label({ ...pull, label: text }),
  });
  return [
    {
      name: "opened",
      what: "without an answer",
      changes: "the check",
      act: () => void driver.openPullRequest({ ...pull, title: "Pay faster", files: [CHECKOUT_FILE] }),
    },
    label("team: payments"),
    edit("a better title", { title: "Pay in one step" }),
    push,
    edit("the answer", { body: "Impact: checkout-conversion" }),
    label("reviewed"),
    push,
    edit("a typo in the title", { title: "Pay in one step." }),
    {
      ...edit("more text", { body: "Two screens less.\n\nImpact: checkout-conversion" }),
      changes: "nothing",
    },
    { name: "closed", what: "merged", changes: "nothing", act: () => void driver.merge(pull) },
  ];
}

/** `GET .../pulls/:number/files` */
function toShort(route: string): string {
  return route.replace("/repos/:owner/:repo", "...");
}
