import { compileGlobs } from "../../catalog/match-globs.ts";
import type { InsightLearning } from "../../insight/insight-facts.ts";
import type { Tag } from "../../model/answer.ts";
import type { RepositoryVisibility } from "../../model/repository.ts";
import type { Policy } from "../../tagging/compile-policy.ts";
import type { FoundLearning } from "../ports/credit-store.ts";
import type { PullRequestLook } from "./pull-request-look.ts";

/** Read of the store; what may not be named here is left out of them. */
const MOST_READ = 20;
const MOST_OFFERED = 3;

/** Of the repositories whose learnings the readers of this one may be told. */
const READABLE: Readonly<Record<RepositoryVisibility, readonly RepositoryVisibility[]>> = {
  public: ["public"],
  internal: ["public", "internal"],
  private: ["public", "internal", "private"],
};

/** `acme/shop-ghsa-2c3f-4g5h-6j7m`: where a hole is mended before it is told of. */
const ADVISORY_FORK = /-ghsa(?:-[a-z0-9]{4}){3}$/iu;

/**
 * What other repositories of the owner learned on metrics that are claimed here, the newest first: never from one that
 * fewer people may read. Readers of one private repository need not be readers of another, so the organisation has to
 * say of which ones it may be told, by `summary.sources`.
 */
export async function listOfferedLearnings(
  { context, repository }: Pick<PullRequestLook, "context" | "repository">,
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
    visibilities: READABLE[repository.visibility],
    limit: MOST_READ,
  });
  const mayNamePrivate = compileSources(policy);
  return found
    .filter(({ repository: source }) => !ADVISORY_FORK.test(source.name))
    .filter((one) => one.repository.visibility !== "private" || mayNamePrivate(toName(one)))
    .slice(0, MOST_OFFERED)
    .map((one) => ({
      metric: vocabulary.resolve(one.metric)?.metric.key ?? one.metric,
      text: one.text,
      from: { repository: toName(one), number: one.number },
    }));
}

/** What a repository's own catalog says of others' is not theirs. */
function compileSources({ catalog }: Policy): (name: string) => boolean {
  const isOrganisations = catalog.origins.get("summary.sources")?.layer === "organisation";
  const isMatch = compileGlobs(
    isOrganisations ? catalog.summary.sources.map((pattern) => pattern.toLowerCase()) : [],
  );
  return (name) => isMatch(name.toLowerCase());
}

function toName({ repository: { owner, name } }: FoundLearning): string {
  return `${owner}/${name}`;
}
