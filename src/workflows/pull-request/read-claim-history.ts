import type { AssessedChange } from "../../model/assessed-change.ts";
import { type ClaimHistory, createClaimHistory } from "../../tagging/claim-history.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

/** Enough for every folder's last claims; a repository of any size costs the same. */
const MOST_CHANGES = 2_000;

/** What people declared on the latest landed changes; counted once and kept until another change lands. */
export async function readClaimHistory({ context, repository }: PullRequestLook): Promise<ClaimHistory> {
  const key = String(repository.id);
  const known = context.memory.histories.find(key);
  const [last] = await context.store.listRecentChanges(repository.id, 1);
  const newest = last?.id ?? "";
  if (known !== undefined && known.newest === newest) return known.history;
  const history = createClaimHistory();
  for (const change of await context.store.listRecentChanges(repository.id, MOST_CHANGES))
    addDeclared(history, change);
  context.memory.histories.delete(key);
  context.memory.histories.set(key, { newest, history });
  return history;
}

/** Adds what people declared of a change; what they only accepted would confirm our own suggestions. */
export function addDeclared(history: ClaimHistory, change: AssessedChange): void {
  const { answer } = change;
  if (answer.kind !== "tags") return;
  const declared = answer.tags.filter(({ provenance }) => provenance === "declared");
  if (declared.length < answer.tags.length) return;
  history.add(
    change,
    declared.map(({ metric }) => metric),
  );
}
