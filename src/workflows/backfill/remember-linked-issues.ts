import type { PullRequestState } from "../../model/pull-request-state.ts";
import { toReferenceKey } from "../../model/reference.ts";
import { listClosingReferences } from "../../tagging/list-closing-references.ts";
import type { BackfillLook } from "./backfill-look.ts";

/** Puts the issues that came with the pages where readers look before they ask GitHub. */
export async function rememberLinkedIssues(
  { context, repository }: BackfillLook,
  states: readonly PullRequestState[],
): Promise<void> {
  const keys = states.flatMap(({ body }) => listClosingReferences(body).map(toReferenceKey));
  for (const { key, issue } of await context.store.listLinkedIssues(repository.id, keys)) {
    // `owner/name#12`, or `#12` of this repository
    const [fullName = "", number = ""] = key.split("#");
    const [owner, name] = fullName.split("/");
    const place =
      owner === undefined || name === undefined
        ? repository
        : await context.store.findRepositoryByName(owner, name);
    if (place !== undefined) context.memory.issues.set(`${place.id}#${number}`, issue);
  }
}
