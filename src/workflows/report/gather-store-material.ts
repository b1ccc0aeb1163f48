import type { Catalog } from "../../model/catalog.ts";
import type { AssessedChange } from "../../model/change.ts";
import type { Decision, Reading, TimeSpan } from "../../model/reading.ts";
import type { Repository } from "../../model/repository.ts";
import { fail, type Problem, type Result, succeed } from "../../model/result.ts";
import { reassessStoredChange } from "../../tagging/assess-landed-pull-request.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import { readStoredCatalog } from "../catalog/read-stored-catalog.ts";
import { parseWindow, toDayStartMs, toPreviousWindow } from "../parse-window.ts";
import type { ChangePage } from "../ports/credit-store.ts";
import type { LandedSpan, ReportStore } from "../ports/report-store.ts";

/** What a report or an explanation is built from, out of the store. */
export interface StoreMaterial {
  readonly repository: Repository;
  readonly catalog: Catalog;
  readonly window: TimeSpan;
  /** What landed in the window, oldest first, as today's catalog sees it; read page by page while it is walked. */
  readonly changes: AsyncIterable<AssessedChange>;
  /** Of the window before; undefined until a full one was asked. */
  readonly previous: AsyncIterable<AssessedChange> | undefined;
  readonly readings: readonly Reading[];
  /** Those since the window began. */
  readonly decisions: readonly Decision[];
}

export type StoreMaterialFailure =
  /** One sentence. */
  | { readonly kind: "sentence"; readonly message: string }
  /** `--since` or `--until` is wrong. */
  | { readonly kind: "usage"; readonly message: string }
  | { readonly kind: "broken-catalog"; readonly problems: readonly Problem[] };

export interface StoreMaterialRequest {
  /** `owner/name`, any case. */
  readonly repository: string;
  readonly since?: string;
  readonly until?: string;
  /** Only what carries this label. */
  readonly label?: string;
  /** Only what belongs to the milestone of this title. */
  readonly milestone?: string;
}

const DAY_MS = 86_400_000;

/** Gathers what the store knows of a window. Nothing is read twice, and no query asks for more than a page. */
export async function gatherStoreMaterial(
  store: Omit<ReportStore, "close">,
  request: StoreMaterialRequest,
): Promise<Result<StoreMaterial, StoreMaterialFailure>> {
  const repository = await findKnownRepository(store, request.repository);
  if (!repository.ok) return fail({ kind: "sentence", message: repository.error });
  const name = `${repository.value.owner}/${repository.value.name}`;
  const policy = await readPolicy(store, repository.value);
  if (!policy.ok) return policy;
  const span = await store.findLandedSpan(repository.value.id);
  if (span === undefined) {
    return fail({ kind: "sentence", message: `Nothing that landed in ${name} is in the store yet.` });
  }
  const { catalog } = policy.value;
  const window = parseWindow(toWords(request, catalog, span));
  if (!window.ok) return fail({ kind: "usage", message: window.error });
  const isMeant = await createFilter(store, repository.value.id, request);
  const list = (of: TimeSpan): AsyncIterable<AssessedChange> =>
    listAll(store, { repositoryId: repository.value.id, policy: policy.value, span: of, isMeant });
  const before = toPreviousWindow(window.value);
  const wasAsked = span.firstAskedMs !== undefined && span.firstAskedMs < toDayStartMs(before.since) + DAY_MS;
  return succeed({
    repository: repository.value,
    catalog,
    window: window.value,
    changes: list(window.value),
    previous: wasAsked ? list(before) : undefined,
    readings: (await store.listReadings(repository.value.id)).map((reading) => toLive(reading, policy.value)),
    decisions: await listDecisions(store, repository.value.id, {
      since: window.value.since,
      // What was decided behind the last change still opens the newest report.
      ...(request.until === undefined ? {} : { until: window.value.until }),
    }),
  });
}

async function readPolicy(
  store: Omit<ReportStore, "close">,
  repository: Repository,
): Promise<Result<Policy, StoreMaterialFailure>> {
  const name = `${repository.owner}/${repository.name}`;
  const { state, policy } = await readStoredCatalog(store, repository);
  switch (state.kind) {
    case "valid":
      if (policy === undefined) throw new Error("A valid catalog comes with its policy");
      return succeed(policy);
    case "absent":
      return fail({ kind: "sentence", message: `${name} has no catalog, so nothing was asked there.` });
    case "unreadable":
      return fail({ kind: "sentence", message: `The catalog of ${name} can't be read: ${state.reason}.` });
    case "broken":
      return fail({ kind: "broken-catalog", problems: state.problems });
  }
}

/** With a label or milestone and no days all that is known counts: an iteration is named by it, not by its dates. */
function toWords(request: StoreMaterialRequest, catalog: Catalog, span: LandedSpan) {
  const { since, until, label, milestone } = request;
  const fromStart =
    (label === undefined && milestone === undefined) || since !== undefined
      ? {}
      : { since: new Date(span.oldestMs).toISOString().slice(0, 10) };
  return {
    ...(since === undefined ? fromStart : { since }),
    ...(until === undefined ? {} : { until }),
    windowDays: catalog.report.windowDays,
    newestLandedAtMs: span.newestMs,
  };
}

type Filter = (change: AssessedChange) => boolean;

async function createFilter(
  store: Pick<ReportStore, "listLabelledNumbers" | "listMilestoneNumbers">,
  repositoryId: number,
  { label, milestone }: StoreMaterialRequest,
): Promise<Filter> {
  const sets = [
    ...(label === undefined ? [] : [await store.listLabelledNumbers(repositoryId, label)]),
    ...(milestone === undefined ? [] : [await store.listMilestoneNumbers(repositoryId, milestone)]),
  ];
  return ({ number }) => sets.every((numbers) => number !== undefined && numbers.has(number));
}

interface Walk {
  readonly repositoryId: number;
  readonly policy: Policy;
  readonly span: TimeSpan;
  readonly isMeant: Filter;
}

async function* listAll(
  store: Pick<ReportStore, "listChanges">,
  { repositoryId, policy, span, isMeant }: Walk,
): AsyncGenerator<AssessedChange, void> {
  const bounds = { sinceMs: toDayStartMs(span.since), untilMs: toDayStartMs(span.until) };
  for await (const page of listStoredChanges(store, repositoryId, bounds)) {
    for (const change of page) if (isMeant(change)) yield reassessStoredChange(change, policy);
  }
}

/** A metric that was renamed keeps its readings. */
function toLive(reading: Reading, { vocabulary }: Policy): Reading {
  const metric = (vocabulary.withHidden ?? vocabulary).resolve(reading.metric)?.metric.key;
  return metric === undefined || metric === reading.metric ? reading : { ...reading, metric };
}

async function listDecisions(
  store: Pick<ReportStore, "listDecisions">,
  repositoryId: number,
  { since, until }: { readonly since: string; readonly until?: string },
): Promise<readonly Decision[]> {
  const decisions = await store.listDecisions(repositoryId);
  return decisions
    .map(({ repositoryId: _, commentId: __, saidAtMs, ...decision }) => ({
      ...decision,
      decidedOn: new Date(saidAtMs).toISOString().slice(0, 10),
    }))
    .filter(({ decidedOn }) => decidedOn >= since && (until === undefined || decidedOn < until));
}

/** Small enough that a process with other work does some of it between two pages. */
const PAGE = 500;

/** What landed in a span, oldest first, in pages that are never empty; each is read when it is asked for. */
export async function* listStoredChanges(
  store: Pick<ReportStore, "listChanges">,
  repositoryId: number,
  span: { readonly sinceMs: number; readonly untilMs: number },
): AsyncGenerator<readonly AssessedChange[], void> {
  let page: ChangePage = { ...span, limit: PAGE };
  for (;;) {
    const changes = await store.listChanges(repositoryId, page);
    const last = changes.at(-1);
    if (last === undefined) return;
    yield changes;
    if (changes.length < PAGE) return;
    page = { ...page, after: { landedAtMs: last.landedAtMs, id: last.id } };
  }
}

/** `acme/shop` */
const FULL_NAME = /^([A-Za-z0-9._-]{1,100})\/([A-Za-z0-9._-]{1,100})$/;
const MOST_NAMED = 5;

/** A repository that the store knows, by `owner/name`; the failure is one sentence for whoever typed the name. */
export async function findKnownRepository(
  store: Pick<ReportStore, "findRepositoryByName" | "listKnownRepositories">,
  word: string,
): Promise<Result<Repository, string>> {
  const match = FULL_NAME.exec(word);
  const shown = JSON.stringify(word.length > 80 ? `${word.slice(0, 80)}...` : word);
  if (match === null) return fail(`${shown} is no repository; write OWNER/NAME.`);
  const [, owner = "", name = ""] = match;
  const found = await store.findRepositoryByName(owner, name);
  if (found !== undefined) return succeed(found);
  return fail(`The store knows no repository ${shown}; ${await adviseName(store)}.`);
}

async function adviseName(store: Pick<ReportStore, "listKnownRepositories">): Promise<string> {
  const known = (await store.listKnownRepositories()).map(({ owner, name }) => `${owner}/${name}`);
  if (known.length === 0) return "it knows none yet: start the service with the app installed";
  const more = known.length > MOST_NAMED ? ` and ${known.length - MOST_NAMED} more` : "";
  return `it knows ${known.slice(0, MOST_NAMED).join(", ")}${more}`;
}
