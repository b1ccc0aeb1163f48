import { toAccountJson, toOrganizationJson } from "../json/account-json.ts";
import type { Json, JsonContext } from "../json/json-context.ts";
import { toNodeId } from "../json/json-context.ts";
import { toRepositoryJson } from "../json/repository-json.ts";
import type { Webhook } from "../simulation.ts";
import type { Account, Installation } from "../world/entities.ts";

/** The whole payload as one installation gets it; keys stand where GitHub puts them. */
export function buildPayload(context: JsonContext, webhook: Webhook, installation: Installation): Json {
  const { repositoryId } = webhook;
  const repository = repositoryId === undefined ? undefined : context.view.repositories.find(repositoryId);
  const owner: Account | undefined =
    repository === undefined ? undefined : context.view.accounts.find(repository.ownerId);
  return {
    ...(webhook.action === undefined ? {} : { action: webhook.action }),
    ...webhook.fields,
    ...(repository === undefined
      ? {}
      : { repository: { ...toRepositoryJson(context, repository), custom_properties: {} } }),
    ...(owner?.type === "Organization" ? { organization: toOrganizationJson(context, owner) } : {}),
    sender: toAccountJson(context, webhook.senderId),
    // Events about the installation carry it whole already.
    ...("installation" in webhook.fields
      ? {}
      : { installation: { id: installation.id, node_id: toNodeId("MDIzOk", installation.id) } }),
  };
}
