import type { Simulation } from "../simulation.ts";
import { Refusal } from "./refusal.ts";
import type { Caller } from "./route.ts";
import type { Tokens } from "./tokens.ts";
import { verifyAppToken } from "./verify-app-token.ts";

export interface Guard {
  readonly simulation: Simulation;
  readonly tokens: Tokens;
  readonly tokenTimes: "checked" | "unchecked";
}

/** The token of `Authorization: bearer x` or `token x`. */
export function parseAuthorization(header: string | undefined): string | undefined {
  return /^(?:bearer|token) +(?<token>\S+)$/i.exec(header ?? "")?.groups?.["token"];
}

/** Who asks; refuses with 401 and, for a suspended installation, 403. */
export function authenticate(guard: Guard, token: string | undefined): Caller {
  const { simulation, tokens, tokenTimes } = guard;
  if (token === undefined) throw new Refusal(401, "Requires authentication");
  if (token.split(".").length === 3) {
    verifyAppToken(token, simulation.app, tokenTimes === "checked" ? simulation.now() : "unchecked");
    return { kind: "app" };
  }
  const known = tokens.find(token);
  const installation =
    known === undefined ? undefined : simulation.world.installations.find(known.installationId);
  if (known === undefined || installation === undefined || !tokens.isValid(known)) {
    throw new Refusal(401, "Bad credentials");
  }
  if (installation.suspendedAtMs !== undefined) {
    throw new Refusal(403, "This installation has been suspended");
  }
  return {
    kind: "installation",
    installation,
    permissions: known.permissions,
    repositoryIds: known.repositoryIds,
  };
}
