import type { JsonContext } from "./json/json-context.ts";
import type { AppRegistration } from "./world/entities.ts";
import type { Random } from "./world/random.ts";
import type { World } from "./world/world.ts";

/** What every part of the fake works on. */
export interface Simulation {
  readonly world: World;
  readonly app: AppRegistration;
  readonly random: Random;
  readonly now: () => number;
  /** Address of the REST API as shown in answers and webhooks, without a slash at its end. */
  readonly apiUrl: () => string;
  /** Numeric ids of all kinds: GitHub's are unique per kind, these are unique altogether. */
  readonly nextId: () => number;
  /** Sends a webhook to the app where it has asked for it and may see it. */
  readonly emit: (webhook: Webhook) => void;
}

/** What happened, before GitHub adds `installation`, `repository` and `sender`. */
export interface Webhook {
  readonly event: string;
  readonly action?: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly senderId: number;
  /** Where it happened; every installation that holds the repository hears of it. */
  readonly repositoryId?: number;
  /** Heard by one installation, whatever it subscribed to: events about the installation itself. */
  readonly installationId?: number;
  /** A payload without `repository`, though it is about one: `installation` events list theirs. */
  readonly isAboutInstallation?: true;
}

/** JSON of the state as it is now. */
export function toLiveContext({ world, app, apiUrl }: Simulation): JsonContext {
  return { view: world, app, apiUrl: apiUrl() };
}
