import { ensureAccount } from "../actions/accounts.ts";
import { notFound } from "../http/refusal.ts";
import type { Reply, Route, RouteRequest } from "../http/route.ts";
import { toAppJson } from "../json/app-json.ts";
import { toTime } from "../json/json-context.ts";
import { toLiveContext } from "../simulation.ts";
import type { WebhookSender } from "../webhooks/webhook-sender.ts";
import { type AppRegistry, toAppSlug } from "../world/app-registry.ts";
import type { Installation } from "../world/entities.ts";
import { findAccountByLogin } from "../world/find-repository.ts";
import { type Manifest, parseManifest } from "./parse-manifest.ts";
import { renderInstallForm, renderManifestForm, renderProblem } from "./render-app-pages.ts";

export interface RegistrationParts {
  readonly registry: AppRegistry;
  readonly sender: WebhookSender;
  readonly install: (account: string) => Installation;
}

const LONGEST_NAME = 34;
const CONFIRM = "/settings/apps/manifest";
const HTML = { "content-type": "text/html; charset=utf-8" };

/** Registration by manifest and installation, as a browser walks through them. Whoever asks is signed in. */
export function createRegistrationRoutes(parts: RegistrationParts): readonly Route[] {
  const { registry } = parts;
  return [
    { method: "POST", path: "/settings/apps/new", caller: "anyone", handle: showManifest },
    { method: "POST", path: "/organizations/:org/settings/apps/new", caller: "anyone", handle: showManifest },
    { method: "POST", path: CONFIRM, caller: "anyone", handle: (request) => createApp(parts, request) },
    {
      method: "POST",
      path: "/app-manifests/:code/conversions",
      caller: "anyone",
      handle: (request) => convert(registry, request),
    },
    {
      method: "GET",
      path: "/apps/:slug/installations/new",
      caller: "anyone",
      handle: (request) => showInstallation(registry, request),
    },
    {
      method: "POST",
      path: "/apps/:slug/installations",
      caller: "anyone",
      handle: (request) => installApp(parts, request),
    },
  ];
}

function showManifest({ simulation, body, query, params }: RouteRequest): Reply {
  const owner = params["org"] ?? "";
  if (owner !== "" && findAccountByLogin(simulation.world, owner)?.type !== "Organization") throw notFound();
  const manifest = parseManifest(body["manifest"]);
  if (typeof manifest === "string") return { status: 422, text: renderProblem(manifest), headers: HTML };
  const action = `${CONFIRM}?${new URLSearchParams({ state: query.get("state") ?? "", owner })}`;
  return showForm({ action, name: manifest.name, manifest: `${body["manifest"]}` });
}

function showForm(form: Parameters<typeof renderManifestForm>[0]): Reply {
  return { status: 200, text: renderManifestForm(form), headers: HTML };
}

function createApp(parts: RegistrationParts, request: RouteRequest): Reply {
  const { body, query } = request;
  const manifest = parseManifest(body["manifest"]);
  if (typeof manifest === "string") return { status: 422, text: renderProblem(manifest), headers: HTML };
  const name = `${body["name"] ?? ""}`.trim();
  const problem = findNameProblem(parts.registry, name);
  if (problem !== undefined) {
    const action = `${CONFIRM}?${query}`;
    return showForm({ action, name, manifest: `${body["manifest"]}`, problem });
  }
  const code = register(parts, request, { ...manifest, name });
  const target = new URL(manifest.redirectUrl);
  target.searchParams.set("code", code);
  if (query.get("state")) target.searchParams.set("state", query.get("state") ?? "");
  return redirect(target);
}

function findNameProblem(registry: AppRegistry, name: string): string | undefined {
  if (toAppSlug(name) === "") return "Name can't be blank";
  if (name.length > LONGEST_NAME) return `Name is too long (maximum is ${LONGEST_NAME} characters)`;
  return registry.isNameTaken(name) ? "Name is already in use" : undefined;
}

/** Makes the app, and pings its webhook as GitHub does. */
function register(
  { registry, sender }: RegistrationParts,
  { simulation, query }: RouteRequest,
  { name, hookUrl, setupUrl, permissions, events }: Manifest,
): string {
  const owner = ensureAccount(simulation, query.get("owner") || "app-owner");
  const bot = ensureAccount(simulation, `${toAppSlug(name)}[bot]`);
  const app = { name, ownerId: owner.id, botId: bot.id, permissions, events, setupUrl };
  const { code, credentials } = registry.create(app);
  const { id } = registry.current;
  sender.setTarget({ url: hookUrl, secret: credentials.webhookSecret });
  const at = toTime(simulation.now());
  const hook = {
    type: "App",
    id,
    name: "web",
    active: true,
    created_at: at,
    updated_at: at,
    events,
    config: { url: hookUrl, content_type: "json" },
  };
  sender.deliver({
    event: "ping",
    action: null,
    installationId: null,
    repositoryId: null,
    body: JSON.stringify({ zen: "Keep it logically awesome.", hook_id: id, hook: { ...hook, app_id: id } }),
  });
  return code;
}

function convert(registry: AppRegistry, { simulation, params }: RouteRequest): Reply {
  const credentials = registry.convert(params["code"] ?? "");
  if (credentials === undefined) throw notFound();
  return {
    status: 201,
    json: {
      ...toAppJson(toLiveContext(simulation), registry.current.id),
      client_secret: credentials.clientSecret,
      webhook_secret: credentials.webhookSecret,
      pem: credentials.privateKey,
    },
  };
}

function requireSlug({ current }: AppRegistry, { params }: RouteRequest): string {
  if (current.isDeleted || params["slug"] !== current.slug) throw notFound();
  return current.slug;
}

function showInstallation(registry: AppRegistry, request: RouteRequest): Reply {
  const slug = requireSlug(registry, request);
  const organisations = request.simulation.world.accounts
    .list()
    .filter(({ type }) => type === "Organization");
  const text = renderInstallForm(
    slug,
    organisations.map(({ login }) => login),
  );
  return { status: 200, text, headers: HTML };
}

function installApp({ registry, install }: RegistrationParts, request: RouteRequest): Reply {
  requireSlug(registry, request);
  const { id } = install(`${request.body["account"] ?? ""}`);
  if (registry.setupUrl === undefined) throw notFound();
  const target = new URL(registry.setupUrl);
  target.searchParams.set("installation_id", `${id}`);
  target.searchParams.set("setup_action", "install");
  return redirect(target);
}

function redirect(target: URL): Reply {
  return { status: 302, headers: { location: target.href } };
}
