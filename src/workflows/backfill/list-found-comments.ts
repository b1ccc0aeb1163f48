import { CHECKLIST_BEGIN } from "../../catalog/render-checklist-block.ts";
import { INSIGHT_MARKER } from "../../insight/render-insight-comment.ts";
import type { PageComment } from "../ports/git-hub.ts";
import type { StoredComment } from "../ports/service-store.ts";
import { renderSeenInsight } from "../pull-request/apply-insight-comment.ts";
import type { PullRequestLook } from "../pull-request/pull-request-look.ts";
import { findMarkedAudience } from "../pull-request/withdraw.ts";

type Place = Pick<PullRequestLook, "context" | "repository" | "state">;

const MARKERS: Readonly<Record<StoredComment["kind"], string>> = {
  insight: INSIGHT_MARKER,
  checklist: CHECKLIST_BEGIN,
};

/** Our sticky comments that stand on a pull request and that the store does not know, each kind once. */
export async function listFoundComments(
  place: Place,
  comments: readonly PageComment[],
): Promise<readonly StoredComment[]> {
  const found: StoredComment[] = [];
  for (const kind of ["insight", "checklist"] as const) {
    const comment = comments.find(
      ({ isOurs, author, body }) => isOurs && author.isBot && body.includes(MARKERS[kind]),
    );
    if (comment === undefined) continue;
    const known = await place.context.store.findComment(place.repository.id, place.state.number, kind);
    if (known?.commentId === undefined) found.push(toStored(place, kind, comment));
  }
  return found;
}

function toStored(
  { context, repository, state }: Place,
  kind: StoredComment["kind"],
  { id, body }: PageComment,
): StoredComment {
  const shown = context.hash(body);
  return {
    repositoryId: repository.id,
    number: state.number,
    kind,
    commentId: id,
    shown: kind === "insight" ? renderSeenInsight({ trigger: "found", basis: "", body: shown }) : shown,
    // Where it says so itself it was written for few, whoever reads it by now.
    audience: findMarkedAudience(body) ?? repository.visibility,
  };
}
