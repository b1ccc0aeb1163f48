import type { Catalog } from "../../model/catalog.ts";
import type { Repository } from "../../model/repository.ts";
import { toVisibility } from "../catalog/read-effective-catalog.ts";

/** `private`, or `public without a, b`: what the readers of a report must not see. Another value is another report. */
export function toReaders(
  { metrics }: Pick<Catalog, "metrics">,
  repository: Pick<Repository, "visibility">,
): string {
  if (toVisibility(repository) === "private") return "private";
  const hidden = metrics.filter(({ visibility }) => visibility === "private").map(({ key }) => key);
  return `public without ${hidden.sort().join(", ")}`;
}
