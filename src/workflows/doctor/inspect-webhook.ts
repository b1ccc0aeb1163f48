import { isCheckTraffic } from "../../payload/is-check-traffic.ts";
import type { HookConfig } from "../ports/app-inspection.ts";
import { compareDeliveries, type HookDelivery } from "../ports/delivery-log.ts";
import type { ListPage } from "../ports/list-page.ts";
import type { StoreContent } from "../ports/store-survey.ts";
import { isPrivateHost, WEBHOOK_PATH } from "../register-app/parse-public-url.ts";
import type { GitHubFacts } from "./setup-facts.ts";
import { createFindingMaker, type SetupFinding } from "./setup-finding.ts";
import { showCount } from "./show-count.ts";
import { showMinute } from "./show-minute.ts";

const find = createFindingMaker("webhook");
/** Between GitHub's note of a delivery and ours lie seconds; more than this is another store. */
const SAME_STORE_MS = 5 * 60_000;

/** Absent where the store could not be read: then nothing is compared. */
type Stored = Pick<StoreContent, "lastDeliveryAtMs">;

/** Where GitHub sends webhooks, what came of the last ones, and whether they ended in this store. */
export function inspectWebhook(gitHub: GitHubFacts, stored: Stored | undefined): readonly SetupFinding[] {
  const { app, hook, deliveries } = gitHub;
  if (app.kind !== "accepted") return [];
  return [
    ...(hook.ok
      ? inspectConfig(hook.value, gitHub)
      : [find("error", `The webhook's address could not be read (${hook.error}).`)]),
    ...(deliveries.ok
      ? inspectDeliveries(deliveries.value, stored)
      : [
          find(
            "error",
            `GitHub's log of deliveries could not be read (${deliveries.error}): the service reads the same log, and finds no lost webhook while that lasts. Try again; if it stays so, update Throughline.`,
          ),
        ]),
  ];
}

function inspectConfig(hook: HookConfig, { isEnterpriseServer }: GitHubFacts): readonly SetupFinding[] {
  const { url } = hook;
  if (url === undefined || !URL.canParse(url)) {
    return [
      find(
        "error",
        `No webhook address is set: write https://YOUR-HOST${WEBHOOK_PATH} in the app's settings under Webhook.`,
      ),
    ];
  }
  const { protocol, hostname, pathname } = new URL(url);
  const wrong = [
    ...(isEnterpriseServer || !isPrivateHost(hostname)
      ? []
      : [find("error", `GitHub can't reach ${hostname}: give the webhook an address of the internet.`)]),
    ...(isEnterpriseServer || protocol === "https:"
      ? []
      : [find("error", "The webhook's address begins with http: what people write travels in the clear.")]),
    ...(pathname.endsWith(WEBHOOK_PATH)
      ? []
      : [
          find(
            "warning",
            `The webhook's address ends with ${pathname}; the service listens at ${WEBHOOK_PATH}.`,
          ),
        ]),
    ...(hook.contentType === "json"
      ? []
      : [
          find(
            "error",
            `The webhook sends ${hook.contentType}: choose application/json in the app's settings.`,
          ),
        ]),
    ...(hook.hasSecret
      ? []
      : [
          find(
            "error",
            "The webhook has no secret, so every delivery is refused: set the one of WEBHOOK_SECRET.",
          ),
        ]),
    ...(hook.isVerified
      ? []
      : [find("warning", "GitHub does not check the certificate of the webhook's address: enable it.")]),
  ];
  return wrong.length === 0 ? [find("ok", `GitHub sends webhooks to ${url}.`)] : wrong;
}

function inspectDeliveries(
  { rows: deliveries, unreadable }: ListPage<HookDelivery>,
  stored: Stored | undefined,
): readonly SetupFinding[] {
  const [row] = unreadable;
  if (row !== undefined) {
    const count = showCount(unreadable.length, "delivery");
    return [
      find(
        "error",
        `In GitHub's log ${count} of the last ${unreadable.length + deliveries.length} could not be read (${row.why}): if one of them was lost, the service can't fetch it. Update Throughline.`,
      ),
      ...(deliveries.length === 0 ? [] : inspectDeliveries({ rows: deliveries, unreadable: [] }, stored)),
    ];
  }
  // The newest attempt of each: what was delivered again is not lost.
  const newest = [
    ...new Map(deliveries.toSorted(compareDeliveries).map((one) => [one.guid, one])).values(),
  ].sort((one, other) => compareDeliveries(other, one));
  const [first] = newest;
  if (first === undefined) {
    return [
      find(
        "note",
        "GitHub's log of deliveries is empty: nothing happened for days, or Active is not ticked in the app's settings under Webhook.",
      ),
    ];
  }
  const taken = newest.find(({ statusCode }) => isTaken(statusCode));
  const recorded = newest.find(
    ({ statusCode, event, action }) => isTaken(statusCode) && !isCheckTraffic(event, action),
  );
  const failed = newest.filter(({ statusCode }) => !isTaken(statusCode));
  const shown = [...Map.groupBy(failed, ({ statusCode }) => statusCode)].map(([statusCode, group]) =>
    describeFailed(group, {
      // What arrived since says that the cause is gone.
      severity: isNewer(group[0], taken) ? "error" : "warning",
      statusCode,
      all: newest.length,
    }),
  );
  return [
    ...(shown.length === 0
      ? [
          find(
            "ok",
            `Of the last ${showCount(newest.length, "delivery")} each arrived, the newest at ${showMinute(first.deliveredAtMs)}.`,
          ),
        ]
      : shown),
    ...(stored === undefined || recorded === undefined ? [] : inspectStore(recorded, stored)),
  ];
}

/** By time and id, for GitHub tells times to a second. */
function isNewer(one: HookDelivery | undefined, other: HookDelivery | undefined): boolean {
  return one !== undefined && (other === undefined || compareDeliveries(one, other) > 0);
}

function isTaken(statusCode: number): boolean {
  return statusCode >= 200 && statusCode < 300;
}

interface Failure {
  readonly severity: SetupFinding["severity"];
  readonly statusCode: number;
  readonly all: number;
}

function describeFailed(
  group: readonly HookDelivery[],
  { severity, statusCode, all }: Failure,
): SetupFinding {
  const [last] = group;
  const when = last === undefined ? "" : `, last ${last.event} at ${showMinute(last.deliveredAtMs)}`;
  const what = statusCode === 0 ? `got no answer (${last?.status})` : `were answered ${statusCode}`;
  return find(
    severity,
    `${group.length} of the last ${all} deliveries ${what}${when}. ${toAdvice(statusCode)} The service fetches what was lost from this log by itself, every two minutes.`,
  );
}

function toAdvice(statusCode: number): string {
  switch (statusCode) {
    case 0:
      return "The address can't be reached from GitHub, or took over 10 s: check DNS, the firewall and the certificate.";
    case 400:
      return "Something on the way changed the body, or sends it in another form.";
    case 401:
      return "WEBHOOK_SECRET differs from the secret in the app's settings, or a proxy asks for a password.";
    case 404:
    case 405:
      return `The address leads elsewhere: it has to end with ${WEBHOOK_PATH}.`;
    case 413:
      return "A proxy refuses large bodies: let 25 MB through.";
    case 502:
    case 504:
      return "The proxy does not reach the service: check that it runs, and on which port.";
    case 503:
      return "The service could not write its store: look at the part store below.";
    default:
      return statusCode >= 300 && statusCode < 400
        ? "GitHub follows no redirect: set the address that it leads to."
        : "The answer is not the service's own: look at what stands before it.";
  }
}

function inspectStore(taken: HookDelivery, { lastDeliveryAtMs: lastAtMs }: Stored): readonly SetupFinding[] {
  if (taken.deliveredAtMs - (lastAtMs ?? 0) <= SAME_STORE_MS) return [];
  const newest = lastAtMs === undefined ? "is none" : `is of ${showMinute(lastAtMs)}`;
  return [
    find(
      "warning",
      `GitHub delivered ${taken.event} at ${showMinute(taken.deliveredAtMs)}, and the newest in this store ${newest}: webhooks go to a service with another store. Check DATA_DIR and DATABASE_URL.`,
    ),
  ];
}
