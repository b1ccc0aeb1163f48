import { CATALOG_PATHS } from "../catalog/catalog-limits.ts";
import { buildCatalog } from "../catalog/parse-catalog.ts";
import { fail, type Result, succeed } from "../model/result.ts";
import { type AreaDraft, draftAreas } from "../starter/draft-areas.ts";
import { draftCatalog } from "../starter/draft-catalog.ts";
import { draftTemplate } from "../starter/draft-template.ts";
import { TEMPLATE_PATH } from "../starter/repository-layout.ts";
import type { DraftMetric } from "../starter/starters.ts";
import type { LocalFiles } from "./ports/local-files.ts";

export interface InitPlan extends Pick<AreaDraft, "united" | "leftOut"> {
  /** Files to write: the catalog, and a template where the repository has none. */
  readonly files: readonly PlannedFile[];
  /** The template that stands there already and is left alone. */
  readonly existingTemplate?: string;
  readonly isRepositoryRoot: boolean;
  /** Nothing is written outside of it, whatever links it holds. */
  readonly folder: string;
}

export interface PlannedFile {
  readonly path: string;
  readonly text: string;
  readonly ifExists: "refuse" | "replace";
}

export interface InitRequest {
  readonly folder: string;
  readonly metrics: readonly DraftMetric[];
  readonly checklist: "off" | "template";
  readonly ifExists: "refuse" | "replace";
}

/** What `init` would write, checked as a catalog; nothing is written yet. The failure is one sentence. */
export async function planInit(request: InitRequest, files: LocalFiles): Promise<Result<InitPlan, string>> {
  const { folder, metrics, checklist, ifExists } = request;
  const layout = await files.readRepositoryLayout(folder);
  if (!layout.ok) return layout;
  const path = await findCatalogPath(request, files);
  if (!path.ok) return path;
  const { areas, united, leftOut } = draftAreas(layout.value);
  const text = draftCatalog(metrics, areas, checklist);
  const { problems } = buildCatalog([{ layer: "repository", text, file: path.value }]);
  const problem = problems.find(({ severity }) => severity !== "info");
  if (problem !== undefined) {
    throw new Error(`The drafted catalog has a problem: line ${problem.line}: ${problem.message}`);
  }
  const { template, isRepositoryRoot } = layout.value;
  const plan = { united, leftOut, isRepositoryRoot, folder };
  const catalog: PlannedFile = { path: path.value, text, ifExists };
  if (template !== undefined) {
    return succeed({ ...plan, files: [catalog], existingTemplate: within(folder, template) });
  }
  const templateText = draftTemplate(metrics, checklist);
  // A template is never replaced, also not one that came to be since the look.
  const added: PlannedFile = { path: within(folder, TEMPLATE_PATH), text: templateText, ifExists: "refuse" };
  return succeed({ ...plan, files: [catalog, added] });
}

/** Writes the planned files, all or none; the failure says which one could not be written. */
export async function applyInit(plan: InitPlan, files: LocalFiles): Promise<Result<void, string>> {
  // What is new comes before what replaces: a new file can be taken back, a replaced one is gone.
  const inOrder = plan.files.toSorted(
    (a, b) => Number(a.ifExists === "replace") - Number(b.ifExists === "replace"),
  );
  const done: string[] = [];
  for (const { path, text, ifExists } of inOrder) {
    const written = await writeInto(plan.folder, { path, text, ifExists }, files);
    if (!written.ok) return takeBack(done, written.error, files);
    done.push(path);
  }
  return succeed(undefined);
}

/** `.github` is missing in most repositories. */
async function writeInto(
  root: string,
  { path, text, ifExists }: PlannedFile,
  files: LocalFiles,
): Promise<Result<void, string>> {
  const ensured = await files.ensureFolder(toFolder(path));
  return ensured.ok ? files.writeTextFile(path, text, { ifExists, within: root }) : ensured;
}

async function takeBack(
  done: readonly string[],
  error: string,
  files: LocalFiles,
): Promise<Result<void, string>> {
  const left: string[] = [];
  for (const path of done) if (!(await files.removeFile(path)).ok) left.push(path);
  return fail(
    `${error} ${left.length === 0 ? "Nothing was written." : `Only ${left.join(", ")} was written.`}`,
  );
}

/** The catalog to write: with `replace` the one that is there, whichever of the two names it has. */
async function findCatalogPath(
  { folder, ifExists }: InitRequest,
  files: LocalFiles,
): Promise<Result<string, string>> {
  const existing: string[] = [];
  for (const name of CATALOG_PATHS) {
    const path = within(folder, name);
    if ((await files.readTextFile(path, 0)).kind !== "absent") existing.push(path);
  }
  const [first, second] = existing;
  if (second !== undefined)
    return fail(`Both ${first} and ${second} exist; remove one. Nothing was written.`);
  if (first !== undefined && ifExists === "refuse") {
    return fail(`${first} exists; nothing was written. Edit it, or pass --force to write it anew.`);
  }
  return succeed(first ?? within(folder, CATALOG_PATHS[0]));
}

function toFolder(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || (path.startsWith("/") ? "/" : ".");
}

function within(folder: string, name: string): string {
  return folder === "." ? name : `${folder.replace(/\/+$/, "")}/${name}`;
}
