import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseAppManifest } from "../app/parse-app-manifest.ts";
import type { RunningService } from "../cli/command-tools.ts";
import { CommandFailure } from "../cli/exit-code.ts";
import { toOperatorFailure } from "../cli/failures.ts";
import { readPrivateKey } from "../cli/read-private-key.ts";
import { createCredentialsPlace } from "../files/create-credentials-place.ts";
import { localFiles } from "../files/local-files.ts";
import { createAppRegistrar } from "../github/create-app-registrar.ts";
import { parseSettings } from "../settings/parse-settings.ts";
import type { ServerSettings, Settings } from "../settings/settings.ts";
import { CREDENTIALS_FILE } from "../settings/stored-credentials.ts";
import { AddressCheck } from "../web/registration/address-check.ts";
import type { RegistrationPagesDeps } from "../web/registration/registration-pages.ts";
import { RegistrationStates } from "../web/registration/registration-states.ts";
import { SetupAccess } from "../web/registration/setup-access.ts";
import type { Started } from "../web/registration/take-answer.ts";
import type { ListeningServers } from "../web/start-web-server.ts";
import type { ServiceLog } from "../workflows/ports/service-log.ts";
import { awaitFirstDelivery, type FirstDelivery } from "../workflows/register-app/await-first-delivery.ts";
import { registerApp } from "../workflows/register-app/register-app.ts";
import type { ChosenGitHub } from "../workflows/register-app/registration-wish.ts";
import { composeService, OF_THE_MACHINE } from "./compose-service.ts";
import { machine } from "./machine.ts";
import { readEnvironment } from "./read-environment.ts";

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

export type StartedRegistered =
  | (Extract<Started, { readonly kind: "running" }> & { readonly service: RunningService })
  | (Extract<Started, { readonly kind: "stopped" }> & { readonly error: unknown });

const UNKNOWN: FirstDelivery = { kind: "unknown" };

/** The service, from what was written to disk: exactly what a restart would find. */
export async function startRegistered(
  listening: ListeningServers,
  hasHeard: () => boolean,
): Promise<StartedRegistered> {
  try {
    const settings = parseSettings(await readEnvironment());
    if (!settings.ok) throw new CommandFailure(settings.error.map(({ message }) => message).join(" "));
    const service = await composeService(settings.value, { ...OF_THE_MACHINE, listening });
    // The service runs, whatever comes of looking for its first webhook.
    const delivery = await findFirstDelivery(settings.value, hasHeard).catch(() => UNKNOWN);
    return { kind: "running", service, delivery };
  } catch (error) {
    const failure = toOperatorFailure(error);
    const message = failure instanceof Error ? failure.message : String(failure);
    return { kind: "stopped", message, error: failure };
  }
}

async function findFirstDelivery(settings: Settings, hasHeard: () => boolean): Promise<FirstDelivery> {
  const { createAppInspection } = await import("../github/create-app-inspection.ts");
  const { listDeliveries } = createAppInspection({
    appId: settings.appId,
    privateKey: await readPrivateKey(settings.privateKey, localFiles),
    baseUrl: settings.gitHub.apiUrl,
    gate: { take: () => Promise.resolve(undefined), hold: () => Promise.resolve() },
    now: machine.now,
    log: { debug: () => undefined, warn: () => undefined },
  });
  return awaitFirstDelivery({ listDeliveries, hasHeard, wait: machine.wait });
}
