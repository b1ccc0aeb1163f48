import type { RunningService } from "../cli/command-tools.ts";
import { CommandFailure } from "../cli/exit-code.ts";
import { readPrivateKey } from "../cli/read-private-key.ts";
import { toOperatorFailure } from "../cli/to-operator-failure.ts";
import { localFiles } from "../files/local-files.ts";
import { parseSettings } from "../settings/parse-settings.ts";
import type { Settings } from "../settings/settings.ts";
import type { Started } from "../web/registration/take-answer.ts";
import type { ListeningServers } from "../web/start-web-server.ts";
import { awaitFirstDelivery, type FirstDelivery } from "../workflows/register-app/await-first-delivery.ts";
import { composeService, OF_THE_MACHINE } from "./compose-service.ts";
import { machine } from "./machine.ts";
import { readEnvironment } from "./read-environment.ts";

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
    log: { debug: () => undefined },
  });
  return awaitFirstDelivery({ listDeliveries, hasHeard, wait: machine.wait });
}
