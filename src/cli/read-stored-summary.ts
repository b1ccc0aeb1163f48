import type { Catalog } from "../model/catalog.ts";
import type { Repository } from "../model/repository.ts";
import type { Summary } from "../summary/summary.ts";
import { parseIsoWeek, showIsoWeek } from "../time/iso-week.ts";
import { toZoneWeekIndex } from "../time/zone-week.ts";
import type { ReportStore } from "../workflows/ports/report-store.ts";
import type { StoredSummaryWeek } from "../workflows/ports/summary-store.ts";
import type { Account } from "../workflows/summary/account.ts";
import { gatherSummary } from "../workflows/summary/gather-summary.ts";
import { readOrganisationCatalog } from "../workflows/summary/read-organisation-catalog.ts";
import type { CommandTools } from "./command-tools.ts";
import { CommandFailure, EXIT } from "./exit-code.ts";
import { failWithSettings } from "./failures.ts";

export interface StoredSummaryOptions {
  /** Login of the account. */
  readonly org: string;
  readonly week?: string;
  readonly partner?: string;
  readonly format: "md" | "json" | "html";
}

export interface StoredSummary {
  readonly summary: Summary;
  /** The organisation's own. */
  readonly catalog: Catalog;
  /** Where it is to stand; undefined where no such repository is known. */
  readonly target: Repository | undefined;
  /** What is known of the week. */
  readonly row: StoredSummaryWeek | undefined;
}

const GITHUB = "https://github.com";
/** Under which a page that is pasted into an issue leaves no trace on the pull requests that it links. */
const QUIET_GITHUB = "https://redirect.github.com";

/** Builds the summary as its repository's readers would see it, out of the store; a failure ends the command. */
export async function withStoredSummary<Value>(
  options: StoredSummaryOptions,
  tools: CommandTools,
  use: (stored: StoredSummary) => Promise<Value>,
): Promise<Value> {
  const store = await tools.openReportStore();
  if (!store.ok) failWithSettings(store.error, tools);
  try {
    return await use(await readStoredSummary(options, tools, store.value));
  } finally {
    await store.value.close();
  }
}

async function readStoredSummary(
  options: StoredSummaryOptions,
  tools: CommandTools,
  store: ReportStore,
): Promise<StoredSummary> {
  const account = await findAccount(store, options.org);
  const catalog = await readOrganisationCatalog(store, account);
  if (!catalog.ok) throw new CommandFailure(catalog.error);
  if (catalog.value === undefined) {
    throw new CommandFailure(
      `${account.login} has no catalog of its own in the store; add .github/throughline.yml to ${account.login}/.github.`,
    );
  }
  const { repository, schedule } = catalog.value.summary;
  const week = options.week ?? showIsoWeek(toZoneWeekIndex(tools.now(), schedule.timezone) - 1);
  if (parseIsoWeek(week) === undefined) {
    const shown = JSON.stringify(week.slice(0, 40));
    throw new CommandFailure(`--week ${shown} is no ISO week; write one as 2026-W47.`, EXIT.usage);
  }
  const [owner = "", name = ""] = repository?.split("/") ?? [];
  const target = repository === undefined ? undefined : await store.findRepositoryByName(owner, name);
  const gathered = await gatherSummary(store, {
    organisation: account,
    week,
    linkBase: options.format === "md" ? QUIET_GITHUB : GITHUB,
    ...(target === undefined ? {} : { repositoryId: target.id }),
  });
  if (!gathered.ok) throw new CommandFailure(`${gathered.error}.`);
  const view = { audience: target?.visibility ?? ("private" as const) };
  const { partner } = options;
  const summary = gathered.value.builder.finish(partner === undefined ? view : { ...view, partner });
  if (partner !== undefined && summary.partners.length === 0) {
    throw new CommandFailure(`No metric has the partner ${JSON.stringify(partner)}.`, EXIT.usage);
  }
  const row = await store.findSummaryWeek(account.id, week);
  return { summary, catalog: catalog.value, target, row };
}

async function findAccount(store: ReportStore, word: string): Promise<Account> {
  const known = await store.listKnownRepositories();
  const found = known.find(({ owner }) => owner.toLowerCase() === word.toLowerCase());
  if (found !== undefined) return { id: found.ownerId, login: found.owner };
  const owners = [...new Set(known.map(({ owner }) => owner))].slice(0, 5).join(", ");
  throw new CommandFailure(
    `The store knows no repository of ${JSON.stringify(word.slice(0, 80))}${owners === "" ? "" : `; it knows those of ${owners}`}.`,
  );
}
