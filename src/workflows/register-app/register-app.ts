import { parsePrivateKey } from "../../settings/parse-private-key.ts";
import { findSecretWeakness } from "../../settings/secret-weakness.ts";
import { renderStoredCredentials, type StoredCredentials } from "../../settings/stored-credentials.ts";
import type { AppRegistrar, Conversion, CredentialsPlace, RegisteredApp } from "../ports/app-registrar.ts";
import { GitHubError } from "../ports/git-hub-error.ts";
import type { RegistrationWish } from "./registration-wish.ts";

export interface RegisterParts {
  readonly registrar: AppRegistrar;
  readonly place: CredentialsPlace;
}

export type Registration =
  /** On disk: the service can start. */
  | { readonly kind: "kept"; readonly app: RegisteredApp }
  /** To be shown, because that was wished, or because the disk failed (`why`) and they exist nowhere else. */
  | {
      readonly kind: "shown";
      readonly app: RegisteredApp;
      readonly credentials: StoredCredentials;
      readonly why?: string;
    }
  /** Nothing is used up: the same answer of GitHub can be tried again. */
  | { readonly kind: "postponed"; readonly message: string }
  /** The code leads nowhere. `app` is one that exists on GitHub and is of no use here. */
  | { readonly kind: "failed"; readonly message: string; readonly app?: RegisteredApp };

/** Takes the code that GitHub sent back, and sees to it that the credentials are never lost on the way. */
export async function registerApp(
  { registrar, place }: RegisterParts,
  code: string,
  wish: Pick<RegistrationWish, "keep" | "gitHub">,
): Promise<Registration> {
  if (wish.keep === "file") {
    // Before the exchange: it works once, and credentials that can't be kept would be lost with it.
    const fitness = await place.inspect();
    if (!fitness.ok) return { kind: "postponed", message: fitness.error };
  }
  const conversion = await convert(registrar, code);
  if (conversion.kind !== "registered") return conversion;
  const { app } = conversion;
  const problem = findProblem(conversion);
  if (problem !== undefined) return { kind: "failed", message: problem, app };
  const credentials = toCredentials(conversion, wish);
  if (wish.keep === "shown") return { kind: "shown", app, credentials };
  const about = `Credentials of the GitHub App ${app.name}, ${app.pageUrl}. Keep them secret. Without this file the service opens its setup page.`;
  const kept = await place.keep(renderStoredCredentials(credentials, about));
  return kept.ok ? { kind: "kept", app } : { kind: "shown", app, credentials, why: kept.error };
}

type Converted = Extract<Conversion, { readonly kind: "registered" }>;

async function convert(registrar: AppRegistrar, code: string): Promise<Converted | Registration> {
  try {
    const conversion = await registrar.convert(code);
    if (conversion.kind === "registered") return conversion;
    return {
      kind: "failed",
      message:
        "GitHub does not know this code: it was used already, or is older than an hour. Delete the app on GitHub if it is there, and begin again.",
    };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { kind: "postponed", message: `GitHub gave no credentials (${error.message}).` };
  }
}

function findProblem({ privateKey, webhookSecret }: Converted): string | undefined {
  if (!parsePrivateKey(privateKey).ok) return "GitHub's answer holds no private key.";
  if (webhookSecret === undefined) return "GitHub's answer holds no webhook secret.";
  const weakness = findSecretWeakness(webhookSecret);
  return weakness === undefined ? undefined : `The webhook secret in GitHub's answer ${weakness}.`;
}

function toCredentials(
  { app, privateKey, webhookSecret = "" }: Converted,
  { gitHub }: Pick<RegistrationWish, "gitHub">,
): StoredCredentials {
  return {
    APP_ID: `${app.id}`,
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    ...(gitHub.host === undefined ? {} : { GHE_HOST: gitHub.host.name, GHE_PROTOCOL: gitHub.host.protocol }),
  };
}
