import { createRandom, type Random } from "../github/world/random.ts";
import { planAnswer } from "./plan-answer.ts";
import type { PlannedChange } from "./planned-change.ts";
import type { Organisation } from "./sample-organisation.ts";
import type { SampleRepository, WorkArea } from "./sample-repository.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;
/** Nothing is left open over the weekend: each week stands for itself. */
const LAST_OPENING_DAY = 3;
const REVERT_SHARE = 0.05;
const BOT_SHARE = 0.1;
const AGENT_SHARE = 0.05;

export interface WeekRequest {
  readonly seed: number;
  /** Monday 00:00 UTC, epoch milliseconds. */
  readonly weekStartMs: number;
  /** What happened before: numbers of the plan go on, titles come again late, reverts find something to take back. */
  readonly earlier: readonly PlannedChange[];
}

/** One week of an organisation's work, in the order of the openings. The same request gives the same week. */
export function planWeek(
  { repositories }: Pick<Organisation, "repositories">,
  { seed, weekStartMs, earlier }: WeekRequest,
): readonly PlannedChange[] {
  const random = createRandom(seed * 7919 + Math.round(weekStartMs / WEEK_MS));
  const drafts = repositories.flatMap((repository) => {
    const count = repository.changesPerWeek + Math.floor(random.next() * 3) - 1;
    return Array.from({ length: count }, () => ({
      repository,
      openedAtMs: pickOpening(random, weekStartMs),
    }));
  });
  const planned: PlannedChange[] = [];
  for (const { repository, openedAtMs } of drafts.sort((a, b) => a.openedAtMs - b.openedAtMs)) {
    const place = earlier.length + planned.length;
    const known = [...earlier, ...planned].filter((one) => one.repository === repository.name);
    planned.push(planChange({ random, repository, known, place, openedAtMs }));
  }
  return planned;
}

/** Monday to Thursday, in the afternoon, on a minute of its own. */
function pickOpening(random: Random, weekStartMs: number): number {
  const day = Math.floor(random.next() * (LAST_OPENING_DAY + 1));
  return weekStartMs + day * DAY_MS + 13 * HOUR_MS + Math.floor(random.next() * 240) * 60_000;
}

interface Draft {
  readonly random: Random;
  readonly repository: SampleRepository;
  /** Of the same repository. */
  readonly known: readonly PlannedChange[];
  readonly place: number;
  readonly openedAtMs: number;
}

function planChange(draft: Draft): PlannedChange {
  const { random, known } = draft;
  const chance = random.next();
  const last = known.at(-1);
  if (last !== undefined && chance < REVERT_SHARE && !last.title.startsWith("Revert")) {
    return planRevert(draft, last);
  }
  if (chance < REVERT_SHARE + BOT_SHARE) return planUpdate(draft);
  const area = pickArea(random, draft.repository.areas);
  const isByAgent = chance > 1 - AGENT_SHARE;
  const by = isByAgent ? "builder[bot]" : pickPerson(random, draft.repository.people);
  return {
    ...toFrame(draft),
    ...planAnswer({ ...draft, area, by }),
    by,
    title: pickTitle(draft, area),
    paths: pickPaths(random, area.paths),
  };
}

type Frame = Pick<
  PlannedChange,
  "place" | "repository" | "labels" | "isFromFork" | "openedAtMs" | "landedAtMs"
>;

/** Lands on the next morning, in the order of the openings. */
function toFrame({ place, repository, openedAtMs }: Draft): Frame {
  const landedAtMs = openedAtMs + 20 * HOUR_MS;
  return { place, repository: repository.name, labels: [], isFromFork: false, openedAtMs, landedAtMs };
}

function planRevert(draft: Draft, last: PlannedChange): PlannedChange {
  return {
    ...toFrame(draft),
    title: `Revert "${last.title}"`,
    body: `Reverts #{${last.place}}: it made things worse for some.\n`,
    by: last.by.endsWith("[bot]") ? (draft.repository.people[0] ?? last.by) : last.by,
    paths: last.paths,
    answer: { kind: "none" },
  };
}

/** A bot's: the catalog exempts it. */
function planUpdate(draft: Draft): PlannedChange {
  const version = 1 + Math.floor(draft.random.next() * 30);
  return {
    ...toFrame(draft),
    title: `Update dependency left-fold to 4.${version}`,
    body: "A new version of left-fold.\n",
    by: "renovate[bot]",
    paths: ["package-lock.json"],
    labels: ["dependencies"],
    answer: { kind: "none" },
  };
}

function pickArea(random: Random, areas: readonly WorkArea[]): WorkArea {
  const total = areas.reduce((sum, { weight }) => sum + weight, 0);
  let left = random.next() * total;
  for (const area of areas) {
    left -= area.weight;
    if (left < 0) return area;
  }
  return pick(random, areas);
}

/** The title of the area that was used longest ago; used before, it is the next part of it. */
function pickTitle({ known }: Draft, area: WorkArea): string {
  const uses = (title: string): number =>
    known.filter((one) => one.title === title || one.title.startsWith(`${title}, part `)).length;
  const fewest = Math.min(...area.titles.map(uses));
  const words = area.titles.find((one) => uses(one) === fewest) ?? area.key;
  return fewest === 0 ? words : `${words}, part ${fewest + 1}`;
}

/** The senior half does more of the work. */
function pickPerson(random: Random, people: readonly string[]): string {
  return people[Math.floor(random.next() ** 1.4 * people.length)] ?? "mona";
}

function pickPaths(random: Random, paths: readonly string[]): readonly string[] {
  const first = pick(random, paths);
  const second = pick(random, paths);
  return random.next() < 0.4 && second !== first ? [first, second] : [first];
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random.next() * items.length)];
  if (item === undefined) throw new Error("Nothing to pick from.");
  return item;
}
