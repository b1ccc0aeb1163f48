import type { Permissions } from "../world/entities.ts";

export interface Manifest {
  readonly name: string;
  readonly hookUrl: string;
  readonly redirectUrl: string;
  readonly setupUrl: string | undefined;
  readonly permissions: Permissions;
  readonly events: readonly string[];
}

/** The manifest of a form; a text says what GitHub would refuse in it. */
export function parseManifest(text: unknown): Manifest | string {
  const manifest = parseRecord(text);
  if (manifest === undefined) return "Manifest is not a JSON object.";
  const hook = parseRecord(JSON.stringify(manifest["hook_attributes"]));
  const hookUrl = hook?.["url"];
  const { name = "", url, redirect_url: redirectUrl, setup_url: setupUrl } = manifest;
  if (!isUrl(url)) return "Homepage URL must be a valid URL.";
  if (!isUrl(hookUrl)) return "Hook url must be a valid URL.";
  if (!isUrl(redirectUrl)) return "Redirect url must be a valid URL.";
  if (setupUrl !== undefined && !isUrl(setupUrl)) return "Setup url must be a valid URL.";
  const permissions = parseRecord(JSON.stringify(manifest["default_permissions"] ?? {})) ?? {};
  const wrong = Object.entries(permissions).find(([, access]) => access !== "read" && access !== "write");
  if (wrong !== undefined) return `Default permission ${wrong[0]} is not valid.`;
  const events = manifest["default_events"] ?? [];
  if (!Array.isArray(events)) return "Default events are not a list.";
  return {
    name: `${name}`,
    hookUrl,
    redirectUrl,
    setupUrl,
    permissions: permissions as Permissions,
    events: events.map(String),
  };
}

function parseRecord(text: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    const isRecord = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
    return isRecord ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

function isUrl(value: unknown): value is string {
  return typeof value === "string" && /^https?:\/\//.test(value) && URL.canParse(value);
}
