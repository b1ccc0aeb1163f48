import type { Change } from "../../src/model/change.ts";
import type { PlannedChange } from "./planned-change.ts";
import type { Organisation } from "./sample-organisation.ts";
import type { WorkArea } from "./sample-repository.ts";

const MINUTE_MS = 60_000;
const MOST_PATHS = 50;
const MOST_AREAS = 6;
const MOST_AREA_PATHS = 5;

export interface CloneContent {
  /** `owner/name`, or the name of the folder. */
  readonly repository: string;
  readonly catalog: string;
  readonly template: string;
  readonly changes: readonly Change[];
}

/** An organisation of one repository: that of a clone, with the clone's own catalog. */
export function toCloneOrganisation({ repository, catalog, template, changes }: CloneContent): Organisation {
  const [name = "clone", owner] = repository.split("/").reverse();
  return {
    login: toLogin(owner ?? "local"),
    summaryRepository: "leadership",
    catalog: `version: 1\nsummary: { repository: "${toLogin(owner ?? "local")}/leadership", sources: ["*/*"], schedule: { time: "08:00" } }\n`,
    repositories: [
      {
        name: toRepositoryName(name),
        about:
          "The changes of a local clone, each as a pull request that was opened an hour before it landed.",
        visibility: "private",
        catalog,
        template,
        areas: listAreas(changes),
        people: [],
        changesPerWeek: 0,
      },
    ],
  };
}

/** The folders that were changed most, for new pull requests to change as well. */
function listAreas(changes: readonly Change[]): readonly WorkArea[] {
  const folders = new Map<string, string[]>();
  for (const path of changes.flatMap(({ paths }) => paths)) {
    const key = path.split("/").slice(0, -1).slice(0, 2).join("/") || "(root)";
    folders.set(key, [...(folders.get(key) ?? []), path]);
  }
  return [...folders]
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .slice(0, MOST_AREAS)
    .map(([key, paths]) => ({
      key,
      paths: [...new Set(paths)].slice(0, MOST_AREA_PATHS),
      titles: [],
      metrics: [],
      silentShare: 1,
      weight: 1,
    }));
}

/** A clone's changes as pull requests, oldest first. */
export function planClone(
  organisation: Pick<Organisation, "repositories">,
  changes: readonly Change[],
): readonly PlannedChange[] {
  const repository = organisation.repositories[0]?.name ?? "clone";
  return changes
    .toSorted((a, b) => a.landedAtMs - b.landedAtMs)
    .map((change, place) => ({
      place,
      repository,
      title: change.title === "" ? "(no title)" : change.title,
      body: change.body.replaceAll("#{", "# {"),
      by: toLogin(change.author.replace(/\s*<[^>]*>$/, "")),
      // A commit without files (a merge of nothing) still needs one to stand on.
      paths: change.paths.length === 0 ? ["README.md"] : change.paths.slice(0, MOST_PATHS),
      labels: [],
      isFromFork: false,
      openedAtMs: change.landedAtMs - 60 * MINUTE_MS,
      landedAtMs: change.landedAtMs,
      answer: { kind: "none" },
    }));
}

/** `Zoë Baker <z@example.com>` -> `Zo-Baker`: a login has letters, digits and hyphens. */
function toLogin(name: string): string {
  const isBot = name.endsWith("[bot]");
  const plain = name
    .replace(/\[bot\]$/, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return `${plain === "" ? "someone" : plain.slice(0, 39)}${isBot ? "[bot]" : ""}`;
}

function toRepositoryName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, "-").slice(0, 100) || "clone";
}
