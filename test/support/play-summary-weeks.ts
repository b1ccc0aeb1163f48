import { showIsoWeek } from "../../src/time/iso-week.ts";
import { toZoneWeek, toZoneWeekIndex } from "../../src/time/zone-week.ts";
import { GitHubError } from "../../src/workflows/ports/git-hub-error.ts";
import type { ServiceStore } from "../../src/workflows/ports/service-store.ts";
import { findDueMs } from "../../src/workflows/summary/schedule-summaries.ts";
import {
  addOrganisation,
  createFakeSummaryGitHub,
  type FakeSummaryGitHub,
  landedOf,
  openReplica,
  repositoryOf,
  storeFacts,
} from "./summary-rig.ts";

/** With and without daylight saving, half hours, both sides of the date line, midnights that are skipped. */
export const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "Asia/Kolkata",
  "Asia/Beirut",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
] as const;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SCHEDULE = { weekday: "monday", time: "09:07" } as const;

export interface WeeksRequest {
  /** One for each replica, over the same database. */
  readonly stores: readonly ServiceStore[];
  readonly clock: { nowMs: number };
  /** The first week is the one of this instant. */
  readonly fromMs: number;
  readonly weeks: number;
  readonly zones: readonly string[];
  /** Whether something lands in the week with this place. */
  readonly hasChange: (place: number) => boolean;
  /** Some posts fail before or after they were carried out, and the clock is set back now and then. */
  readonly faults: "none" | "some";
}

export interface PlayedWeeks {
  readonly posts: number;
  /** `<organisation> <week>` that stands more than once, that is missing, or that stands without a change. */
  readonly wrong: readonly string[];
  readonly requests: number;
}

/**
 * Plays weeks of organisations, one in each zone, over replicas that all ask and work at the same time: right before
 * each due instant, at it, after it, and half-way through the week. GitHub is a fake at the port.
 */
export async function playSummaryWeeks(request: WeeksRequest): Promise<PlayedWeeks> {
  const { stores, clock, zones } = request;
  const [first] = stores;
  if (first === undefined) throw new Error("There is no store.");
  const fake = createFakeSummaryGitHub(() => clock.nowMs);
  for (const [place, zone] of zones.entries()) await addZone(first, fake, { place, zone });
  const now = (): number => clock.nowMs;
  const replicas = stores.map((store, place) => openReplica({ store, fake, now, owner: `replica ${place}` }));
  const wanted = new Set<string>();
  const weeks = zones.map((zone) => toZoneWeekIndex(request.fromMs, zone));
  for (let place = 0; place < request.weeks; place += 1) {
    const instants: number[] = [];
    for (const [zone, timezone] of zones.entries()) {
      const index = (weeks[zone] ?? 0) + place;
      const week = showIsoWeek(index);
      if (request.hasChange(place)) {
        const { startMs } = toZoneWeek(index, timezone);
        await first.saveChanges([
          landedOf(1_000 + zone, place + 1, { landedAtMs: startMs + (place % 7) * 24 * HOUR_MS }),
        ]);
        wanted.add(`org-${zone} ${week}`);
      }
      const dueMs = findDueMs(week, { ...SCHEDULE, timezone });
      instants.push(dueMs - 1, dueMs, dueMs + 5 * MINUTE_MS, dueMs + 80 * HOUR_MS);
    }
    for (const [at, instant] of instants.toSorted((one, other) => one - other).entries()) {
      clock.nowMs = instant;
      if (request.faults === "some") addFault(fake, place + at);
      await Promise.all(replicas.map((replica) => replica.run()));
      if (request.faults === "some" && (place + at) % 11 === 0) {
        clock.nowMs -= 26 * HOUR_MS;
        await Promise.all(replicas.map((replica) => replica.run()));
      }
    }
  }
  return judge(fake, wanted);
}

async function addZone(
  store: ServiceStore,
  fake: FakeSummaryGitHub,
  { place, zone }: { readonly place: number; readonly zone: string },
): Promise<void> {
  const login = `org-${place}`;
  const own = { owner: login, ownerId: 100 + place, installationId: 170 + place } as const;
  await addOrganisation(store, fake, {
    id: 100 + place,
    login,
    catalog: `version: 1
metrics: { growth: { name: Growth, kind: revenue } }
summary:
  repository: ${login}/leadership
  schedule: { weekday: ${SCHEDULE.weekday}, time: "${SCHEDULE.time}", timezone: ${zone} }
`,
    repositories: [
      repositoryOf(2_000 + place, { ...own, name: "leadership" }),
      repositoryOf(1_000 + place, { ...own, name: "shop" }),
    ],
  });
  await storeFacts(store, {});
}

/** Deterministic: the same play fails in the same places. */
function addFault({ failing }: FakeSummaryGitHub, step: number): void {
  const error = new GitHubError({ kind: "fault", message: "502" });
  if (step % 5 === 0) failing.set("createComment", { error, when: "after" });
  if (step % 7 === 0) failing.set("createComment", { error, when: "before" });
  if (step % 13 === 0) failing.set("listComments", { error, when: "before" });
}

function judge(fake: FakeSummaryGitHub, wanted: ReadonlySet<string>): PlayedWeeks {
  const found = new Map<string, number>();
  for (const { repository, issues } of fake.repositories.values()) {
    if (issues.length > 1) found.set(`${repository.owner} has ${issues.length} issues`, issues.length);
    for (const { body } of issues.flatMap(({ comments }) => comments)) {
      const week = /throughline:summary \d+ (\S+) /u.exec(body)?.[1] ?? "no week";
      const key = `${repository.owner} ${week}`;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
  }
  const wrong = [
    ...[...found]
      .filter(([key, count]) => count > 1 || !wanted.has(key))
      .map(([key, count]) => `${key}: ${count}`),
    ...[...wanted].filter((key) => !found.has(key)).map((key) => `${key}: 0`),
  ];
  const posts = [...found.values()].reduce((sum, count) => sum + count, 0);
  return { posts, wrong, requests: fake.calls.length };
}
