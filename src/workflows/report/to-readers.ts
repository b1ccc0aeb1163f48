import type { Catalog } from "../../model/catalog.ts";
import type { Repository } from "../../model/repository.ts";

/** `private`, `internal`, or `public without a, b`: what the readers of a report must not see. Another value is another report. */
export function toReaders(
  { metrics }: Pick<Catalog, "metrics">,
  repository: Pick<Repository, "visibility">,
): string {
  if (repository.visibility !== "public") return repository.visibility;
  const hidden = metrics.filter(({ visibility }) => visibility === "private").map(({ key }) => key);
  return `public without ${hidden.sort().join(", ")}`;
}
