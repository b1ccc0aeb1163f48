import type { Repository, RepositoryVisibility } from "../../model/repository.ts";

/** Stand in our comments that not everybody can read: a store that was lost can't tell any more for whom they were. */
const MARKERS = {
  private: "<!-- throughline:private -->",
  internal: "<!-- throughline:internal -->",
} as const;

/** A comment of ours as it is written in this repository. */
export function markComment(body: string, { visibility }: Pick<Repository, "visibility">): string {
  return visibility === "public" ? body : `${body}\n\n${MARKERS[visibility]}`;
}

/** For whom a comment says that it was written; undefined where it says nothing. */
export function findMarkedAudience(body: string): RepositoryVisibility | undefined {
  return (["private", "internal"] as const).find((audience) => body.includes(MARKERS[audience]));
}
