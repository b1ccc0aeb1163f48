import type { Permissions } from "../world/entities.ts";
import type { Random } from "../world/random.ts";

/** Installation tokens live for an hour. */
const TOKEN_LIFE_MS = 3_600_000;

export interface InstallationToken {
  readonly token: string;
  readonly installationId: number;
  readonly expiresAtMs: number;
  readonly permissions: Permissions;
  readonly repositoryIds: readonly number[] | "all";
}

/** The installation tokens that were given out. */
export class Tokens {
  readonly #tokens = new Map<string, InstallationToken>();
  readonly #random: Random;
  readonly #now: () => number;

  constructor(random: Random, now: () => number) {
    this.#random = random;
    this.#now = now;
  }

  create(grant: Omit<InstallationToken, "token" | "expiresAtMs">): InstallationToken {
    const token = `ghs_${this.#random.nextHex(36)}`;
    const made = { ...grant, token, expiresAtMs: this.#now() + TOKEN_LIFE_MS };
    this.#tokens.set(token, made);
    return made;
  }

  /** Also an expired one: whose request it was is known. */
  find(token: string): InstallationToken | undefined {
    return this.#tokens.get(token);
  }

  isValid(token: InstallationToken): boolean {
    return this.#now() < token.expiresAtMs;
  }

  expire(installationId?: number): void {
    for (const [text, token] of this.#tokens) {
      if (installationId === undefined || token.installationId === installationId) {
        this.#tokens.set(text, { ...token, expiresAtMs: this.#now() });
      }
    }
  }
}
