import { compileGlobs } from "../../catalog/match-globs.ts";
import type { Area, Catalog, Metric } from "../../model/catalog.ts";
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
  const shared = { metrics: catalog.metrics, areas: nameAreas(catalog.areas) };
  const readWords = async (
    repository: Repository,
  ): Promise<{ readonly metrics: readonly Metric[]; readonly areas: ReadonlyMap<string, string> }> => {
    const files = await store.listCatalogs(repository.id);
    if (files.every((file) => file.state === "absent")) {
      return isPrompted(`${repository.owner}/${repository.name}`) ? shared : NOTHING;
    }
    const { state } = await readStoredCatalog(store, repository);
    if (state.kind !== "valid") return NOTHING;
    return { metrics: state.catalog.metrics, areas: nameAreas(state.catalog.areas) };
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

function nameAreas(areas: readonly Area[]): ReadonlyMap<string, string> {
  return new Map(areas.map(({ key, name }) => [key, name]));
}
