import type { SimulatedGitHubOptions } from "../simulated-git-hub.ts";
import type { AppRegistration } from "./entities.ts";
import type { World } from "./world.ts";

/** What the app may do and hear unless said otherwise: what Throughline asks for. */
const PERMISSIONS = {
  checks: "write",
  contents: "read",
  issues: "write",
  merge_queues: "read",
  metadata: "read",
  pull_requests: "write",
} as const;

const EVENTS = [
  "check_run",
  "check_suite",
  "issue_comment",
  "label",
  "merge_group",
  "pull_request",
  "push",
  "repository",
];

/** The app with its owner and its bot account. */
export function registerApp(
  world: World,
  app: SimulatedGitHubOptions["app"],
  nextId: () => number,
): AppRegistration {
  const slug = app.slug ?? "throughline";
  const owner = { id: nextId(), login: "app-owner", type: "User" } as const;
  const bot = { id: nextId(), login: `${slug}[bot]`, type: "Bot" } as const;
  world.accounts.put(owner.id, owner);
  world.accounts.put(bot.id, bot);
  return {
    id: app.id,
    slug,
    name: slug,
    ownerId: owner.id,
    botId: bot.id,
    publicKey: app.publicKey,
    permissions: app.permissions ?? PERMISSIONS,
    events: app.events ?? EVENTS,
  };
}
