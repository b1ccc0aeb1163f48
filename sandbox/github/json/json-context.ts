import type { AppRegistration } from "../world/entities.ts";
import type { WorldView } from "../world/world.ts";

/** What GitHub's JSON is built from: the state as its reader sees it. */
export interface JsonContext {
  readonly view: WorldView;
  readonly app: AppRegistration;
  /** Without a slash at its end. */
  readonly apiUrl: string;
}

export type Json = Readonly<Record<string, unknown>>;

/** `2026-01-05T10:00:00Z`: GitHub shows whole seconds, rounded down. */
export function toTime(ms: number): string {
  return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}

export function toTimeOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : toTime(ms);
}

/** GitHub's newer node ids are opaque; these are stable and unique. */
export function toNodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(`${id}`).toString("base64url")}`;
}

/** Address of the pages that people see. */
export function toHtmlUrl({ apiUrl }: JsonContext, path: string): string {
  return `${apiUrl.replace(/\/api\/v3$/, "")}/${path}`;
}
