import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { StoreFigures } from "../workflows/ports/service-store.ts";

export type WebhookOutcome =
  | "new"
  | "duplicate"
  /** Of the checks of other apps: answered by its headers and its action, and not stored. */
  | "unused"
  | "too-large"
  | "unsigned"
  | "malformed"
  | "cut-off"
  | "unavailable";

/** What the service counts, since the start of the process. What the store holds is read when metrics are asked for. */
export interface ServiceMetrics {
  countWebhook(outcome: WebhookOutcome): void;
  /** `route` is a template (`GET /repos/{owner}/{repo}/pulls`), never an address with names in it. */
  countRequest(route: string, status: number): void;
  countLeaseSteal(): void;
  /** A write under a claim that another worker had taken over. */
  countRefusedWrite(): void;
  /** A delivery that GitHub's log has and the inbox had not. */
  countLostDelivery(): void;
  /** A request that was not sent, or was refused, because a limit was reached. */
  countLimited(why: "primary" | "secondary" | "budget"): void;
  /** Prometheus text. `figures` absent: the store could not be read, and says so in `throughline_store_up`. */
  render(figures: StoreFigures | undefined, nowMs: number): Promise<string>;
  readonly contentType: string;
}

/** A registry of its own: two services in one process, as in the tests, don't count into each other. */
export function createServiceMetrics(): ServiceMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const setFigures = createFigureGauges(registry);
  const webhooks = createCounter(registry, {
    name: "webhooks",
    help: "Webhooks by what became of them",
    labelNames: ["outcome"],
  });
  const requests = createCounter(registry, {
    name: "github_requests",
    help: "Requests to GitHub",
    labelNames: ["route", "status"],
  });
  const limited = createCounter(registry, {
    name: "limited",
    help: "Requests held back by a limit",
    labelNames: ["why"],
  });
  const steals = createCounter(registry, {
    name: "lease_steals",
    help: "Subjects taken over after a lease ran out",
  });
  const refused = createCounter(registry, {
    name: "refused_writes",
    help: "Writes refused because a newer claim exists",
  });
  const lost = createCounter(registry, {
    name: "lost_deliveries",
    help: "Deliveries that GitHub's log has and the inbox had not",
  });
  return {
    countWebhook: (outcome) => webhooks.inc({ outcome }),
    countRequest: (route, status) => requests.inc({ route, status }),
    countLeaseSteal: () => steals.inc(),
    countRefusedWrite: () => refused.inc(),
    countLostDelivery: () => lost.inc(),
    countLimited: (why) => limited.inc({ why }),
    render(figures, nowMs) {
      setFigures(figures, nowMs);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

function createCounter<Label extends string = never>(
  registry: Registry,
  {
    name,
    help,
    labelNames = [],
  }: { readonly name: string; readonly help: string; readonly labelNames?: Label[] },
): Counter<Label> {
  return new Counter({ name: `throughline_${name}_total`, help, labelNames, registers: [registry] });
}

function createFigureGauges(registry: Registry): (figures: StoreFigures | undefined, nowMs: number) => void {
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name: `throughline_${name}`, help, registers: [registry] });
  const up = gauge("store_up", "1 where the store could be read just now");
  const age = gauge(
    "oldest_undone_delivery_seconds",
    "Age of the oldest delivery not worked on yet; 0: none",
  );
  const undone = gauge("undone_deliveries", "Deliveries not worked on yet");
  const subjects = gauge("waiting_subjects", "Subjects that wait for a look");
  const dead = gauge("dead_subjects", "Subjects given up, kept with the reason");
  const quarantined = gauge("quarantined_subjects", "Subjects at which the process died three times");
  const unread = gauge(
    "delivery_log_unread_seconds",
    "Age of the oldest delivery that GitHub may have lost and that was not looked for in its log yet",
  );
  return (figures, nowMs) => {
    up.set(figures === undefined ? 0 : 1);
    if (figures === undefined) return;
    const oldest = figures.oldestUndoneReceivedAtMs;
    age.set(oldest === undefined ? 0 : Math.max(0, (nowMs - oldest) / 1000));
    const { deliveryLogReadAtMs: readAtMs } = figures;
    unread.set(readAtMs === undefined ? 0 : Math.max(0, (nowMs - readAtMs) / 1000));
    undone.set(figures.undoneDeliveries);
    subjects.set(figures.waitingSubjects);
    dead.set(figures.deadSubjects);
    quarantined.set(figures.quarantinedSubjects);
  };
}
