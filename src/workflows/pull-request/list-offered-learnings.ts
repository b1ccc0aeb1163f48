import { hasMoreReaders, mayBeShown } from "../../catalog/may-be-shown.ts";
import type { InsightLearning } from "../../insight/facts.ts";
import type { Tag } from "../../model/answer.ts";
import type { RepositoryVisibility } from "../../model/repository.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import type { FoundLearning } from "../ports/credit-store.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

/** Read of the store; what may not be named here is left out of them. */
const MOST_READ = 20;
const MOST_OFFERED = 3;

const VISIBILITIES: readonly RepositoryVisibility[] = ["public", "internal", "private"];

/**
 * What other repositories of the owner learned on metrics that are claimed here, the newest first, as far as everybody who
 * reads this one may be shown it.
 */
export async function listOfferedLearnings(
  { context, repository, effective }: Pick<PullRequestLook, "context" | "repository" | "effective">,
  policy: Policy,
  claims: readonly Pick<Tag, "metric">[],
): Promise<readonly InsightLearning[]> {
  const { vocabulary, catalog } = policy;
  const claimed = catalog.metrics.filter(({ key }) => claims.some(({ metric }) => metric === key));
  if (claimed.length === 0) return [];
  const found = await context.store.listLearnings({
    ownerId: repository.ownerId,
    metrics: claimed.flatMap(({ key, was }) => [key, ...was]),
    exceptRepositoryId: repository.id,
    visibilities: VISIBILITIES.filter((visibility) => !hasMoreReaders(repository.visibility, visibility)),
    limit: MOST_READ,
  });
  return found
    .filter((one) => mayBeShown(one.repository, repository, effective.isAllowed))
    .slice(0, MOST_OFFERED)
    .map((one) => ({
      metric: vocabulary.resolve(one.metric)?.metric.key ?? one.metric,
      text: one.text,
      from: { repository: toName(one), number: one.number },
    }));
}

function toName({ repository: { owner, name } }: FoundLearning): string {
  return `${owner}/${name}`;
}
