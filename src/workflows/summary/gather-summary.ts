import type { Catalog } from "../../model/catalog.ts";
import type { OptedOut } from "../../model/credit.ts";
import type { RepositoryVisibility } from "../../model/repository.ts";
import { fail, type Result, succeed } from "../../model/result.ts";
import { createSummaryBuilder, type SummaryBuilder } from "../../summary/summary-builder.ts";
import type { SeenAnswer } from "../../summary/summary-frame.ts";
import { parseIsoWeek } from "../../time/iso-week.ts";
import { toZoneWeek, type ZoneWeek } from "../../time/zone-week.ts";
import type { ReportStore } from "../ports/report-store.ts";
import { listStoredChanges } from "../report/gather-store-material.ts";
import type { Account } from "./account.ts";
import { createDescriber } from "./create-describer.ts";
import { readOrganisationCatalog } from "./read-organisation-catalog.ts";

const WEEKS_BEFORE = 4;

export interface GatherRequest {
  readonly organisation: Account;
  /** `2026-W47` */
  readonly week: string;
  /** In whose issue answers to briefs were given; absent: nowhere yet. */
  readonly repositoryId?: number;
  /** Under which pull requests are read without leaving a trace there; absent: they are not linked. */
  readonly linkBase?: string;
}

export interface GatheredSummary {
  readonly catalog: Catalog;
  readonly builder: Pick<SummaryBuilder, "finish">;
  /** In which something landed in the week or the four before, with who can read them. */
  readonly sources: readonly (readonly [repositoryId: number, visibility: RepositoryVisibility])[];
  /** `owner/name` in lower case -> id. */
  readonly ids: ReadonlyMap<string, number>;
}

/** What the store knows of a week and the four before, over all repositories of an account, page by page. */
export async function gatherSummary(
  store: Omit<ReportStore, "close">,
  request: GatherRequest,
): Promise<Result<GatheredSummary, string>> {
  const { organisation, week, linkBase } = request;
  const catalog = await readOrganisationCatalog(store, organisation);
  if (!catalog.ok) return catalog;
  if (catalog.value === undefined) return fail(`${organisation.login} has no catalog of its own`);
  const { timezone } = catalog.value.summary.schedule;
  const span = toSpan(week, timezone);
  if (span === undefined) return fail(`${JSON.stringify(week)} is no ISO week; write it as 2026-W47`);
  const repositories = await store.listOwnedRepositories(organisation.id);
  const visibilities = new Map(repositories.map((one) => [toName(one), one.visibility]));
  const builder = createSummaryBuilder({
    organisation: organisation.login,
    week,
    timezone,
    source: "store",
    catalog: catalog.value,
    seen: await listSeen(store, request, span.week),
    seenVisibility: repositories.find(({ id }) => id === request.repositoryId)?.visibility ?? "private",
    optedOut: await readOptedOut(store),
    findVisibility: (name) => visibilities.get(name),
  });
  const describe = createDescriber(store, { catalog: catalog.value, linkBase });
  const sources: [number, RepositoryVisibility][] = [];
  for (const repository of repositories) {
    const { id, visibility } = repository;
    let described: Awaited<ReturnType<typeof describe>> | undefined;
    for await (const page of listStoredChanges(store, id, span.whole)) {
      described ??= await describe(repository);
      const notes = await listNotes(store, id, { page, week: span.week });
      for (const change of page) builder.add(described, change, notes.get(change.id));
    }
    if (described !== undefined) sources.push([id, visibility]);
  }
  const ids = new Map(repositories.map((one) => [toName(one), one.id]));
  return succeed({ catalog: catalog.value, builder, sources, ids });
}

function toName({ owner, name }: { readonly owner: string; readonly name: string }): string {
  return `${owner}/${name}`.toLowerCase();
}

interface Span {
  readonly sinceMs: number;
  readonly untilMs: number;
}

function toSpan(
  week: string,
  timezone: string,
): { readonly week: ZoneWeek; readonly whole: Span } | undefined {
  const index = parseIsoWeek(week);
  if (index === undefined) return undefined;
  const own = toZoneWeek(index, timezone);
  const { startMs } = toZoneWeek(index - WEEKS_BEFORE, timezone);
  return { week: own, whole: { sinceMs: startMs, untilMs: own.endMs } };
}

/** Answers that were given in the week, to whatever brief. */
async function listSeen(
  store: Pick<ReportStore, "listSeenAnswers">,
  { repositoryId }: GatherRequest,
  { startMs, endMs }: ZoneWeek,
): Promise<readonly SeenAnswer[]> {
  if (repositoryId === undefined) return [];
  const answers = await store.listSeenAnswers(repositoryId, { sinceMs: startMs, untilMs: endMs });
  return answers.map(({ about, verdict, words }) => ({ ...about, verdict, words }));
}

async function readOptedOut(store: Pick<ReportStore, "listOptOuts">): Promise<OptedOut> {
  const optOuts = await store.listOptOuts();
  return {
    ids: new Set(optOuts.map(({ userId }) => userId)),
    logins: new Set(optOuts.map(({ login }) => login.toLowerCase())),
  };
}

type Notes = Awaited<ReturnType<ReportStore["listNotes"]>>[number];

/** Of the changes of a page, as far as they landed in the week. */
async function listNotes(
  store: Pick<ReportStore, "listNotes">,
  repositoryId: number,
  { page, week }: { readonly page: readonly { readonly landedAtMs: number }[]; readonly week: ZoneWeek },
): Promise<ReadonlyMap<string, Notes["notes"]>> {
  const firstMs = page[0]?.landedAtMs ?? 0;
  const lastMs = page.at(-1)?.landedAtMs ?? 0;
  if (lastMs < week.startMs) return new Map();
  const notes = await store.listNotes(repositoryId, {
    sinceMs: Math.max(firstMs, week.startMs),
    untilMs: lastMs + 1,
    limit: NOTES_OF_A_PAGE,
  });
  return new Map(notes.map((one) => [one.id, one.notes]));
}

/** A page of changes has 500; the ones that share its last millisecond may belong to the next. */
const NOTES_OF_A_PAGE = 2_000;
