import type { Catalog } from "../../model/catalog.ts";
import type { Repository } from "../../model/repository.ts";
import { PRIORITY } from "../../model/subject.ts";
import type { Bump, ServiceStore } from "../ports/service-store.ts";
import { isReportWanted } from "./is-report-wanted.ts";

/** An answer landed: where the report's issue is wanted and waits for its first answer, it is made now. */
export async function listFirstReport(
  store: Pick<ServiceStore, "findReportIssue">,
  repository: Repository,
  catalog: Catalog,
): Promise<readonly Bump[]> {
  const { installationId, id } = repository;
  if (!isReportWanted(catalog, repository)) return [];
  const known = await store.findReportIssue(id);
  if (known?.number !== undefined) return [];
  return [{ subject: { kind: "report", installationId, repositoryId: id }, priority: PRIORITY.sweep }];
}
