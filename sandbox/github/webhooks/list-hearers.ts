import { holds } from "../http/require-repository.ts";
import type { Webhook } from "../simulation.ts";
import type { Installation } from "../world/entities.ts";
import type { WorldView } from "../world/world.ts";

/** Installations that hear of it: not suspended, subscribed, and holding the repository. */
export function listHearers(view: WorldView, webhook: Webhook): readonly Installation[] {
  const { installationId, repositoryId } = webhook;
  if (installationId !== undefined) {
    const installation = view.installations.find(installationId);
    return installation === undefined ? [] : [installation];
  }
  const repository = repositoryId === undefined ? undefined : view.repositories.find(repositoryId);
  if (repository === undefined) return [];
  return view.installations
    .list()
    .filter(
      (installation) =>
        installation.suspendedAtMs === undefined &&
        isSubscribed(installation, webhook) &&
        holds(installation, repository),
    );
}

/** What is asked of an app's own checks reaches each app that may write them, subscribed or not. */
function isSubscribed({ events, permissions }: Installation, { event, action }: Webhook): boolean {
  const isAsked = action === "requested" || action === "rerequested" || action === "requested_action";
  const isCheck = event === "check_run" || event === "check_suite";
  return events.includes(event) || (isCheck && isAsked && permissions["checks"] === "write");
}
