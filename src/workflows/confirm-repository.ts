import type { Repository } from "../model/repository.ts";
import type { WorkClaim } from "./ports/service-store.ts";
import type { LookContext } from "./service-context.ts";

/** How a delivery shows a repository, and what is known of it. */
export interface ToldRepository {
  readonly told: Repository;
  readonly stored: Repository | undefined;
}

/**
 * The repository as it was told, with who can read it today. A webhook that came late, or was fetched from GitHub's
 * log, shows the readers of its time: believed, it would name private things to everybody, or what a private
 * repository says to others. So where it differs from what is known GitHub is asked, unless that is the event's news.
 */
export async function confirmRepository(
  { github }: Pick<LookContext, "github">,
  claim: Pick<WorkClaim, "deliveries">,
  { told, stored }: ToldRepository,
): Promise<Repository> {
  const news = findNews(claim);
  if (news !== undefined) return { ...told, visibility: news.visibility };
  if (stored === undefined || stored.visibility === told.visibility) return told;
  const current = await github.readRepository(told.id);
  return { ...told, visibility: (current ?? stored).visibility };
}

/** The newest event that changed its readers. GitHub's answers lag behind it, and would deny it. */
function findNews({ deliveries }: Pick<WorkClaim, "deliveries">): Repository | undefined {
  return deliveries
    .flatMap(({ fields }) =>
      fields.kind === "repository" && (fields.action === "publicized" || fields.action === "privatized")
        ? [fields.repository]
        : [],
    )
    .at(-1);
}
