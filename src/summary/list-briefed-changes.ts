import type { Summary } from "./summary.ts";

/** The changes that the briefs name by a number, by name of the repository: only about those a `/seen` is heard. */
export function listBriefedChanges({
  partners,
}: Summary): readonly { readonly repository: string; readonly number: number }[] {
  const ids = partners.flatMap(({ metrics, seen }) => [
    ...metrics.flatMap(({ claims }) => claims.filter(({ answerable }) => answerable).map(({ id }) => id)),
    ...seen.map(({ id }) => id),
  ]);
  return [...new Set(ids)].map((id) => {
    const at = id.lastIndexOf("#");
    return { repository: id.slice(0, at), number: Number(id.slice(at + 1)) };
  });
}
