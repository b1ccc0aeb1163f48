import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseAppManifest } from "../app/parse-app-manifest.ts";
import { createCredentialsPlace } from "../files/create-credentials-place.ts";
import { createAppRegistrar } from "../github/create-app-registrar.ts";
import type { ServerSettings } from "../settings/settings.ts";
import { CREDENTIALS_FILE } from "../settings/stored-credentials.ts";
import { AddressCheck } from "../web/registration/address-check.ts";
import type { RegistrationPagesDeps } from "../web/registration/registration-pages.ts";
import { RegistrationStates } from "../web/registration/registration-states.ts";
import { SetupAccess } from "../web/registration/setup-access.ts";
import type { ServiceLog } from "../workflows/ports/service-log.ts";
import { registerApp } from "../workflows/register-app/register-app.ts";
import type { ChosenGitHub } from "../workflows/register-app/registration-wish.ts";
import { machine } from "./machine.ts";

export interface ComposedRegistration extends Omit<RegistrationPagesDeps, "start" | "log" | "place"> {
  readonly access: SetupAccess;
  readonly place: ReturnType<typeof createCredentialsPlace>;
}

/** What the registration's pages work with, but for the service that they start. */
export async function composeRegistration(
  settings: ServerSettings,
  log: ServiceLog,
): Promise<ComposedRegistration> {
  // The whole path: who reads the page does not know where the service was started.
  const place = createCredentialsPlace(resolve(settings.dataDir, CREDENTIALS_FILE));
  const fixedGitHub = toFixedGitHub(settings);
  return {
    access: new SetupAccess(),
    states: new RegistrationStates(machine.now),
    addresses: new AddressCheck(),
    place,
    template: parseAppManifest(await readFile(new URL("../../app.yml", import.meta.url), "utf8")),
    ...(fixedGitHub === undefined ? {} : { fixedGitHub }),
    async register(code, wish) {
      const baseUrl = wish.gitHub.address.apiUrl;
      const registrar = createAppRegistrar({ baseUrl, now: machine.now, log });
      const registration = await registerApp({ registrar, place }, code, wish);
      log.info(
        { outcome: registration.kind, ...("app" in registration ? { app: registration.app } : {}) },
        "registration answered",
      );
      return registration;
    },
  };
}

/** The host that the settings name is not asked for. */
function toFixedGitHub({ gitHub }: ServerSettings): ChosenGitHub | undefined {
  if (gitHub.webUrl === "https://github.com") return undefined;
  const { host, protocol } = new URL(gitHub.webUrl);
  return { address: gitHub, host: { name: host, protocol: protocol.slice(0, -1) } };
}
