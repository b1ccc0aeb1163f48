import type { Policy } from "../../tagging/compile-policy.ts";
import { hasWord } from "../../text/has-word.ts";
import type { CheckRun } from "../ports/git-hub.ts";

/**
 * Whether a check that a lost store left behind names what its readers must not see: it was written before they could
 * read it. Nothing else tells by now for whom it was.
 */
export function isCheckForFew(
  { title, summary, text }: Pick<CheckRun, "title" | "summary" | "text">,
  { catalog, repositoryVisibility }: Pick<Policy, "catalog" | "repositoryVisibility">,
): boolean {
  if (repositoryVisibility === "private") return false;
  const shown = [title, summary, text].join("\n");
  return catalog.metrics
    .filter(({ visibility }) => visibility === "private")
    .flatMap(({ key, name, was }) => [key, name, ...was])
    .some((word) => hasWord(shown, word));
}
