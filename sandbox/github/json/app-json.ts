import type { Installation } from "../world/entities.ts";
import { toAccountJson } from "./account-json.ts";
import { type Json, type JsonContext, toHtmlUrl, toNodeId, toTime, toTimeOrNull } from "./json-context.ts";

/** The app under test, or another one, of which no more than the id is known. */
export function toAppJson(context: JsonContext, appId: number): Json {
  const { app } = context;
  const isOurs = appId === app.id;
  const slug = isOurs ? app.slug : `app-${appId}`;
  return {
    id: appId,
    client_id: `Iv1.${appId}`,
    slug,
    node_id: toNodeId("A", appId),
    owner: toAccountJson(context, app.ownerId),
    name: isOurs ? app.name : slug,
    description: "",
    external_url: toHtmlUrl(context, `apps/${slug}`),
    html_url: toHtmlUrl(context, `apps/${slug}`),
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    permissions: isOurs ? app.permissions : {},
    events: isOurs ? app.events : [],
  };
}

export function toInstallationJson(context: JsonContext, installation: Installation): Json {
  const account = toAccountJson(context, installation.accountId);
  const suspendedAtMs = installation.suspendedAtMs;
  return {
    id: installation.id,
    client_id: `Iv1.${context.app.id}`,
    account,
    repository_selection: installation.repositoryIds === "all" ? "all" : "selected",
    access_tokens_url: `${context.apiUrl}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${context.apiUrl}/installation/repositories`,
    html_url: toHtmlUrl(context, `settings/installations/${installation.id}`),
    app_id: context.app.id,
    app_slug: context.app.slug,
    target_id: installation.accountId,
    target_type: account["type"],
    permissions: installation.permissions,
    events: installation.events,
    created_at: toTime(installation.createdAtMs),
    updated_at: toTime(installation.updatedAtMs),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: suspendedAtMs === undefined ? null : account,
    suspended_at: toTimeOrNull(suspendedAtMs),
  };
}
