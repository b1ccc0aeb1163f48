import { buildCatalog } from "../catalog/parse-catalog.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Problem } from "../model/result.ts";
import { WEEKS_BEFORE } from "../summary/create-record-book.ts";
import type { Summary } from "../summary/summary.ts";
import { createSummaryBuilder } from "../summary/summary-builder.ts";
import { parseIsoWeek, showIsoWeek } from "../time/iso-week.ts";
import { toZoneWeek, toZoneWeekIndex } from "../time/zone-week.ts";
import type { GitMaterial } from "../workflows/gather-git-material.ts";
import { addGitChanges } from "../workflows/summary/add-git-changes.ts";
import { showProblem } from "./catalog-problems.ts";
import type { CommandTools } from "./command-tools.ts";
import { CommandFailure, EXIT } from "./exit-code.ts";
import { failWithMaterial } from "./failures.ts";
import { sayGitNotes } from "./git-notes.ts";
import { type Clone, openClones } from "./open-clones.ts";
import { type CatalogText, readCatalogFile } from "./read-catalog-file.ts";

export interface GitSummaryOptions {
  readonly git: readonly string[];
  readonly org?: string;
  readonly week?: string;
  readonly catalog?: string;
  readonly partner?: string;
  readonly format: "md" | "json" | "html";
}

/** The summary of clones as one organisation; a failure ends the command with its sentence. */
export async function readGitSummary(options: GitSummaryOptions, tools: CommandTools): Promise<Summary> {
  const organisation = await readOrganisation(options, tools);
  const clones = await openClones(options.git, organisation, tools);
  const catalog = chooseCatalog(organisation, clones, tools);
  const { timezone } = catalog.summary.schedule;
  const index = chooseWeek(options.week, timezone, clones);
  const builder = createSummaryBuilder({
    organisation: options.org ?? nameOwner(clones),
    week: showIsoWeek(index),
    timezone,
    source: "git",
    catalog,
    seen: [],
    optedOut: { ids: new Set(), logins: new Set() },
    // A commit message names where an idea came from to everybody who has the clone.
    findVisibility: () => "public",
  });
  const said = new Set<string>();
  for (const [id, { history, material }] of clones.entries()) {
    const added = await addGitChanges(history, {
      ...material,
      builder,
      repository: toRepository(id, material, options.format),
      week: toZoneWeek(index, timezone),
      sinceMs: toZoneWeek(index - WEEKS_BEFORE, timezone).startMs,
      onProgress: (assessed) =>
        tools.terminal.showProgress(`Reading ${material.facts.repository}: ${assessed} changes`),
    });
    tools.terminal.showProgress("");
    if (!added.ok) throw new CommandFailure(`${material.facts.repository}: ${added.error}`);
    sayGitNotes({ ...material, problems: leaveOutSaid(material.problems, said), until: "" }, tools);
  }
  // Whoever runs it has the clones: nothing in them is kept from the page.
  const view = { audience: "private" } as const;
  const { partner } = options;
  const summary = builder.finish({ ...view, ...(partner === undefined ? {} : { partner }) });
  if (partner !== undefined && summary.partners.length === 0) {
    failWithoutPartner(partner, builder.finish(view));
  }
  if (options.week === undefined && summary.coverage.changes === 0) {
    tools.terminal.say(
      `Nothing landed in ${summary.week}, the last whole week before the newest change; pass --week ${showIsoWeek(index + 1)} for the week of that change, or another.`,
    );
  }
  return summary;
}

/** What is wrong with the organisation's catalog is wrong below every clone, and said once. */
function leaveOutSaid(problems: readonly Problem[], said: Set<string>): readonly Problem[] {
  return problems.filter((problem) => {
    const sentence = showProblem(problem);
    const isNew = !said.has(sentence);
    said.add(sentence);
    return isNew;
  });
}

async function readOrganisation(
  { catalog }: GitSummaryOptions,
  tools: CommandTools,
): Promise<CatalogText | undefined> {
  if (catalog === undefined) return undefined;
  const reading = await readCatalogFile(catalog, tools);
  if (!reading.ok) throw new CommandFailure(showProblem(reading.error));
  return reading.value;
}

/** Without a catalog of the organisation: the first clone's, with the metrics that the others have beside. */
function chooseCatalog(
  organisation: CatalogText | undefined,
  clones: readonly Clone[],
  tools: CommandTools,
): Catalog {
  if (organisation !== undefined) {
    const { catalog, problems } = buildCatalog([{ layer: "organisation", ...organisation }]);
    return catalog ?? failWithMaterial({ kind: "broken-catalog", problems }, tools);
  }
  const [first] = clones;
  if (first === undefined) throw new CommandFailure("--git needs at least one path.", EXIT.usage);
  const all = clones.flatMap(({ material }) => material.catalog.metrics);
  const metrics = [...new Map(all.toReversed().map((metric) => [metric.key, metric])).values()].toReversed();
  return { ...first.material.catalog, metrics };
}

function chooseWeek(word: string | undefined, timezone: string, clones: readonly Clone[]): number {
  if (word === undefined) {
    const newestMs = Math.max(...clones.map(({ material }) => material.facts.newestLandedAtMs));
    return toZoneWeekIndex(newestMs, timezone) - 1;
  }
  const index = parseIsoWeek(word);
  if (index !== undefined) return index;
  throw new CommandFailure(
    `--week ${JSON.stringify(word.slice(0, 40))} is no ISO week; write one as 2026-W47.`,
    EXIT.usage,
  );
}

/** `acme` where all of them are acme's. */
function nameOwner(clones: readonly Clone[]): string {
  const owners = new Set(clones.map(({ material }) => material.facts.repository.split("/").at(-2) ?? ""));
  const [owner = ""] = owners;
  return owners.size === 1 && owner !== "" ? owner : "local clones";
}

const GITHUB = "https://github.com/";
/** Under which a page that is pasted into an issue leaves no trace on the pull requests that it links. */
const QUIET_GITHUB = "https://redirect.github.com/";

function toRepository(id: number, { facts, catalog }: GitMaterial, format: GitSummaryOptions["format"]) {
  const { webAddress } = facts;
  const address =
    format === "md" && webAddress?.startsWith(GITHUB) ? webAddress.replace(GITHUB, QUIET_GITHUB) : webAddress;
  return {
    id,
    name: facts.repository,
    visibility: "public" as const,
    metrics: catalog.metrics,
    areas: new Map(catalog.areas.map((area) => [area.key, area.name])),
    ...(address === undefined ? {} : { address }),
  };
}

function failWithoutPartner(partner: string, { partners }: Summary): never {
  const names = partners.map((each) => each.partner).join(", ");
  throw new CommandFailure(
    partners.length === 0
      ? `No metric has a partner, so there is no brief for ${JSON.stringify(partner)}; add partner: to a metric.`
      : `No metric has the partner ${JSON.stringify(partner)}; there are ${names}.`,
    EXIT.usage,
  );
}
