import type { Account } from "../world/entities.ts";
import { type Json, type JsonContext, toHtmlUrl, toNodeId } from "./json-context.ts";

/** GitHub's `simple-user`. What is no longer there is shown as `ghost`, as GitHub does. */
export function toAccountJson(context: JsonContext, accountId: number): Json {
  const account = context.view.accounts.find(accountId) ?? GHOST;
  const url = `${context.apiUrl}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: toNodeId(account.type === "Bot" ? "BOT" : account.type === "User" ? "U" : "O", account.id),
    avatar_url: toHtmlUrl(context, `avatars/u/${account.id}`),
    gravatar_id: "",
    url,
    html_url: toHtmlUrl(context, account.login),
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
    user_view_type: "public",
  };
}

const GHOST: Account = { id: 10137, login: "ghost", type: "User" };

/** GitHub's `organization-simple`, beside what is about a repository of one. */
export function toOrganizationJson(context: JsonContext, organization: Account): Json {
  const url = `${context.apiUrl}/orgs/${organization.login}`;
  return {
    login: organization.login,
    id: organization.id,
    node_id: toNodeId("O", organization.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: toHtmlUrl(context, `avatars/u/${organization.id}`),
    members_url: `${url}/members{/member}`,
    description: null,
  };
}
