import { isAdvisoryFork } from "../catalog/may-be-shown.ts";
import type { AssessedChange } from "../model/change.ts";
import type { ChangeNotes } from "../model/credit.ts";
import { listClaims } from "../report/claims.ts";
import { parseIsoWeek } from "../time/iso-week.ts";
import { toZoneWeek } from "../time/zone-week.ts";
import type { LandedRecord, MeasuredMetric, RecordedClaim, Source, Standing } from "./landed-record.ts";
import { createMetricKeys, type MetricKeys } from "./metric-keys.ts";
import type { SummaryFrame, SummaryRepository } from "./summary-frame.ts";

export const WEEKS_BEFORE = 4;

/** What was added, in the order of adding. */
export interface RecordBook {
  add(repository: SummaryRepository, change: AssessedChange, notes?: ChangeNotes): void;
  readonly sources: ReadonlyMap<number, Source>;
  /** Of the week. */
  readonly records: readonly LandedRecord[];
  /** Of the weeks before, those that a `/seen` is about. */
  readonly seen: readonly LandedRecord[];
}

/** Throws where the frame's week is none. */
export function createRecordBook(frame: SummaryFrame): RecordBook {
  const starts = listStarts(frame);
  const seenKeys = new Set(frame.seen.map(({ repositoryId, number }) => `${repositoryId}#${number}`));
  const keys = createMetricKeys(frame.catalog.metrics);
  const sources = new Map<number, Source>();
  const records: LandedRecord[] = [];
  const seen: LandedRecord[] = [];
  return {
    sources,
    records,
    seen,
    add: (repository, change, notes) => {
      // 0 is the oldest of the weeks before, WEEKS_BEFORE the week itself.
      const week = starts.findIndex((startMs) => change.landedAtMs < startMs) - 1;
      if (week < 0 || isAdvisoryFork(repository.name)) return;
      const source = sources.get(repository.id) ?? toSource(repository, keys);
      sources.set(repository.id, source);
      const standing = toStanding(change);
      const claims = standing === "tags" ? readClaims({ source, repository, change, keys }) : [];
      if (week < WEEKS_BEFORE) countBefore(source, week, { standing, claims });
      const isSeen = seenKeys.has(`${repository.id}#${change.number}`);
      if (week < WEEKS_BEFORE && !isSeen) return;
      const { number, title, landedAtMs } = change;
      const id = `${repository.name}${number === undefined ? `@${change.sha.slice(0, 12)}` : `#${number}`}`;
      const record = { source, id, number, title, landedAtMs, standing, claims, notes };
      (week < WEEKS_BEFORE ? seen : records).push(record);
    },
  };
}

/** Where each of the four weeks before begins, then the week, then where it ends. */
function listStarts({ week, timezone }: SummaryFrame): readonly number[] {
  const index = parseIsoWeek(week);
  if (index === undefined) throw new Error(`${JSON.stringify(week)} is no ISO week; pass one as 2026-W47.`);
  const weeks = Array.from({ length: WEEKS_BEFORE + 1 }, (_, at) =>
    toZoneWeek(index - WEEKS_BEFORE + at, timezone),
  );
  return [...weeks.map(({ startMs }) => startMs), weeks.at(-1)?.endMs ?? 0];
}

function toSource(repository: SummaryRepository, keys: MetricKeys): Source {
  const { id, name, visibility, address, areas } = repository;
  return {
    id,
    name,
    visibility,
    ...(address === undefined ? {} : { address }),
    areas: areas ?? new Map(),
    readings: listMeasured(repository, keys),
    claimed: new Map(),
    askedBefore: Array.from({ length: WEEKS_BEFORE }, () => 0),
    answeredBefore: Array.from({ length: WEEKS_BEFORE }, () => 0),
  };
}

function listMeasured(
  { metrics, readings = [] }: SummaryRepository,
  keys: MetricKeys,
): readonly MeasuredMetric[] {
  const byKey = Map.groupBy(readings, ({ metric }) => keys.findLiveKey(metrics, metric));
  return [...byKey].map(([key, own]) => ({ key, metric: keys.findMetric(metrics, key), readings: own }));
}

function toStanding({ eligible, asked, answer }: AssessedChange): Standing {
  if (!eligible) return "exempt";
  if (!asked) return "not-asked";
  return answer.kind === "unanswered" ? "not-said" : answer.kind;
}

function countBefore(
  source: Source,
  week: number,
  { standing, claims }: Pick<LandedRecord, "standing" | "claims">,
): void {
  if (standing === "exempt" || standing === "not-asked") return;
  increase(source.askedBefore, week);
  if (standing !== "not-said") increase(source.answeredBefore, week);
  for (const { claimed } of claims) increase(claimed.before, week);
}

function increase(counts: number[], at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

interface ClaimFacts {
  readonly source: Source;
  readonly repository: SummaryRepository;
  readonly change: AssessedChange;
  readonly keys: MetricKeys;
}

function readClaims({ source, repository, change, keys }: ClaimFacts): readonly RecordedClaim[] {
  const { answer } = change;
  if (answer.kind !== "tags") return [];
  const tags = answer.tags.map((tag) => ({
    ...tag,
    metric: keys.findLiveKey(repository.metrics, tag.metric),
  }));
  // Two former names of one metric on one change are one claim.
  const merged = listClaims({ kind: "tags", tags }, { isHidden: () => false, liveKeys: new Map() });
  return merged.map(({ metric: key, effect, provenance, reason }) => {
    const claimed = source.claimed.get(key) ?? {
      key,
      metric: keys.findMetric(repository.metrics, key),
      before: Array.from({ length: WEEKS_BEFORE }, () => 0),
    };
    source.claimed.set(key, claimed);
    return { claimed, effect, provenance, reason };
  });
}
