import { compileGlobs } from "../../catalog/globs.ts";
import type { Catalog, Metric } from "../../model/catalog.ts";
import type { Repository } from "../../model/repository.ts";
import type { SummaryRepository } from "../../summary/summary-frame.ts";
import { readStoredCatalog } from "../catalog/read-stored-catalog.ts";
import type { ReportStore } from "../ports/report-store.ts";

type DescribeStore = Pick<ReportStore, "listCatalogs" | "findRepositoryByName" | "listReadings">;

/** Describes a repository to the summary's builder, asked for those only in which something landed. */
export type DescribeRepository = (repository: Repository) => Promise<SummaryRepository>;

/**
 * With the metrics and areas of the catalog that holds in it. The organisation's is read once: most of five thousand
 * repositories have no file of their own.
 */
export function createDescriber(
  store: DescribeStore,
  { catalog, linkBase }: { readonly catalog: Catalog; readonly linkBase: string | undefined },
): DescribeRepository {
  const isPrompted = compileGlobs(catalog.prompt.repositories);
  const nameAreas = createAreaNaming(store);
  const readWords = async (
    repository: Repository,
  ): Promise<{ readonly metrics: readonly Metric[]; readonly areas: ReadonlyMap<string, string> }> => {
    const files = await store.listCatalogs(repository.id);
    if (files.every((file) => file.state === "absent")) {
      if (!isPrompted(`${repository.owner}/${repository.name}`)) return NOTHING;
      return { metrics: catalog.metrics, areas: await nameAreas(repository, catalog) };
    }
    const { state } = await readStoredCatalog(store, repository);
    if (state.kind !== "valid") return NOTHING;
    return { metrics: state.catalog.metrics, areas: await nameAreas(repository, state.catalog) };
  };
  return async (repository) => ({
    id: repository.id,
    name: `${repository.owner}/${repository.name}`,
    visibility: repository.visibility,
    ...(await readWords(repository)),
    readings: await store.listReadings(repository.id),
    ...(linkBase === undefined ? {} : { address: `${linkBase}/${repository.owner}/${repository.name}` }),
  });
}

const NOTHING = { metrics: [], areas: new Map<string, string>() };

type NameAreas = (repository: Repository, catalog: Catalog) => Promise<ReadonlyMap<string, string>>;

/**
 * Names of areas by key. Of a public repository without those that stand in a catalog which not everybody can read:
 * metrics have a visibility of their own, areas that of their file.
 */
function createAreaNaming(store: DescribeStore): NameAreas {
  const published = new Map<string, boolean>();
  const isPublic = async (file: string): Promise<boolean> => {
    const known = published.get(file);
    if (known !== undefined) return known;
    const [source = ""] = file.split(":");
    const [owner = "", name = ""] = source.split("/");
    const found = (await store.findRepositoryByName(owner, name))?.visibility === "public";
    published.set(file, found);
    return found;
  };
  return async ({ visibility }, { areas, origins }) => {
    const names = new Map<string, string>();
    for (const { key, name } of areas) {
      const { layer, file = "" } = origins.get(`areas.${key}`) ?? {};
      if (visibility !== "public" || layer === "repository" || (await isPublic(file))) names.set(key, name);
    }
    return names;
  };
}
