import { z } from "zod";
import { instantSchema } from "../payload/scalar-schemas.ts";
import { GitHubError } from "../workflows/ports/git-hub-error.ts";
import type { RequestGate } from "../workflows/ports/request-gate.ts";
import type { AppClient } from "./create-app-client.ts";
import { parseAnswer } from "./parse-answer.ts";

export interface InstallationTokens {
  /** One that is valid for a minute at least, by the time that GitHub tells. */
  readToken(installationId: number): Promise<string>;
  /** Another one than `refused`; many may ask for it at once. */
  renewToken(installationId: number, refused: string): Promise<string>;
}

export interface InstallationTokensOptions {
  readonly client: AppClient;
  readonly gate: RequestGate;
  readonly now: () => number;
}

interface Token {
  readonly value: string;
  readonly usedUntilMs: number;
}

const schema = z.object({ token: z.string().min(1), expires_at: instantSchema });
const SPARE_MS = 60_000;

/** Tokens live for an hour; the ones of this process are shared by all its work, and asked for once. */
export function createInstallationTokens(options: InstallationTokensOptions): InstallationTokens {
  const { client, gate, now } = options;
  const known = new Map<number, Token>();
  const asked = new Map<number, Promise<string>>();

  const ask = async (installationId: number): Promise<string> => {
    const request = {
      route: "POST /app/installations/{installation_id}/access_tokens",
      parameters: { installation_id: installationId },
      spends: "write",
      answers: [201],
    } as const;
    try {
      const answer = await client.send(request, installationId);
      const { token, expires_at } = parseAnswer(schema, answer, request.route);
      // The distance to GitHub's own time: by our clock, if it is wrong, each token might have ended already.
      const toldAtMs = Date.parse(answer.headers["date"] ?? "");
      const lifeMs = expires_at - (Number.isNaN(toldAtMs) ? now() : toldAtMs);
      dropEnded(known, now());
      known.set(installationId, { value: token, usedUntilMs: now() + lifeMs - SPARE_MS });
      return token;
    } catch (error) {
      if (error instanceof GitHubError && error.failure.kind === "limited") {
        await gate.hold(installationId, error.failure.untilMs);
      }
      throw error;
    }
  };
  const askOnce = (installationId: number): Promise<string> => {
    const running = asked.get(installationId);
    if (running !== undefined) return running;
    const started = ask(installationId).finally(() => asked.delete(installationId));
    asked.set(installationId, started);
    return started;
  };
  const findToken = (installationId: number): string | undefined => {
    const token = known.get(installationId);
    return token !== undefined && token.usedUntilMs > now() ? token.value : undefined;
  };
  return {
    async readToken(installationId) {
      return findToken(installationId) ?? (await askOnce(installationId));
    },
    async renewToken(installationId, refused) {
      const current = findToken(installationId);
      if (current !== undefined && current !== refused) return current;
      known.delete(installationId);
      return askOnce(installationId);
    },
  };
}

/** Installations come and go; what they left here goes with the hour. */
function dropEnded(known: Map<number, Token>, nowMs: number): void {
  for (const [installationId, { usedUntilMs }] of known) {
    if (usedUntilMs <= nowMs) known.delete(installationId);
  }
}
