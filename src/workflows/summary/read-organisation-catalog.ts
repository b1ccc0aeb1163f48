import { buildCatalog } from "../../catalog/parse-catalog.ts";
import type { Catalog, Visibility } from "../../model/catalog.ts";
import { fail, type Result, succeed } from "../../model/result.ts";
import { toMetricVisibility } from "../catalog/read-effective-catalog.ts";
import type { ReportStore } from "../ports/report-store.ts";
import type { StoredCatalog } from "../ports/stored-catalog.ts";
import type { Account } from "./account.ts";

/** Where it is kept, the first that has one. */
const SOURCES = [".github-private", ".github"];

type CatalogStore = Pick<ReportStore, "listCatalogs" | "findRepositoryByName">;

type Found = Result<Catalog | undefined, string>;

/** What was made of the texts that were read last, by account: asked each minute, a text is parsed once. */
export type OrganisationCatalogs = Map<number, { readonly key: string; readonly found: Found }>;

/**
 * An organisation's own catalog by the file that was read last; undefined where it has none. The failure is one
 * sentence.
 */
export async function readOrganisationCatalog(
  store: CatalogStore,
  account: Account,
  known: OrganisationCatalogs = new Map(),
): Promise<Found> {
  const files = (await store.listCatalogs(account.id)).filter(({ layer }) => layer === "organisation");
  const file = chooseFile(files, account);
  if (file === undefined) return succeed(undefined);
  const [owner = "", repository = ""] = file.source.split("/");
  const source = await store.findRepositoryByName(owner, repository);
  const visibility = source === undefined ? "private" : toMetricVisibility(source);
  const key = `${file.state} ${visibility} ${file.source}:${file.path} ${file.text}`;
  const last = known.get(account.id);
  if (last?.key === key) return last.found;
  const found = parseFile(file, visibility);
  known.set(account.id, { key, found });
  return found;
}

function parseFile(file: StoredCatalog, visibility: Visibility): Found {
  const name = `${file.source}:${file.path}`;
  if (file.state === "unreadable") return fail(`${name} can't be read: ${file.text}.`);
  const { catalog, problems } = buildCatalog([
    { layer: "organisation", text: file.text, file: name, visibility },
  ]);
  if (catalog !== undefined) return succeed(catalog);
  const first = problems.find(({ severity }) => severity === "error");
  return fail(`${name} has errors, the first in line ${first?.line ?? 1}: ${first?.message ?? ""}`);
}

/** As the catalogs of repositories choose it: rows of a former name of the account are of no use. */
function chooseFile(files: readonly StoredCatalog[], { login }: Account): StoredCatalog | undefined {
  for (const name of SOURCES) {
    const source = `${login}/${name}`.toLowerCase();
    const found = files
      .filter((file) => file.state !== "absent" && file.source.toLowerCase() === source)
      // `.yml` before `.yaml`.
      .sort((one, other) => (one.path < other.path ? 1 : -1));
    if (found[0] !== undefined) return found[0];
  }
  return undefined;
}
