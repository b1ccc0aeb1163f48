import type { Repository } from "../../model/repository.ts";
import { toVisibility } from "../catalog/read-effective-catalog.ts";

/** Stands in our comments that few can read: a store that was lost can't tell any more for whom they were written. */
export const PRIVATE_MARKER = "<!-- throughline:private -->";

/** A comment of ours as it is written in this repository. */
export function markComment(body: string, repository: Pick<Repository, "visibility">): string {
  return toVisibility(repository) === "private" ? `${body}\n\n${PRIVATE_MARKER}` : body;
}
