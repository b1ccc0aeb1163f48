import type { Repository } from "../../model/repository.ts";
import type { ReportStore } from "../ports/report-store.ts";
import { createServiceMemory } from "../service-memory.ts";
import type { EffectiveCatalog } from "./effective-catalog.ts";
import { readEffectiveCatalog } from "./read-effective-catalog.ts";

/** The catalog that holds in a repository by the files that the service read last, however long ago: asks nobody. */
export async function readStoredCatalog(
  store: Pick<ReportStore, "listCatalogs" | "findRepositoryByName">,
  repository: Repository,
): Promise<EffectiveCatalog> {
  // At the beginning of time every file that is known is fresh, and what is not known is not there.
  const now = () => 0;
  const { effective } = await readEffectiveCatalog(
    {
      store,
      github: { readFile: () => Promise.resolve({ kind: "absent" }) },
      now,
      hash: (text) => text,
      memory: createServiceMemory(now),
    },
    repository,
    "known",
  );
  return effective;
}
