import type { RunningService, RunningSetup } from "../cli/command-tools.ts";
import { CommandFailure } from "../cli/exit-code.ts";
import { toOperatorFailure } from "../cli/failures.ts";
import { fail, type Result, succeed } from "../model/result.ts";
import type { ServerSettings, SettingProblem } from "../settings/settings.ts";
import type { Started } from "../web/registration/take-answer.ts";
import type { StartedRegistered } from "./compose-registration.ts";
import { OF_THE_MACHINE } from "./compose-service.ts";
import { composeStore } from "./compose-store.ts";
import type { Environment } from "./read-environment.ts";

/** The service before there is an app; undefined where there is one. */
export async function composeSetup(
  environment: Environment,
): Promise<Result<RunningSetup | undefined, readonly SettingProblem[]>> {
  const { hasNoCredentials } = await import("../settings/settings.ts");
  const { parseServerSettings } = await import("../settings/parse-settings.ts");
  if (!hasNoCredentials(environment)) return succeed(undefined);
  const settings = parseServerSettings(environment);
  if (!settings.ok) return fail(settings.error);
  try {
    return succeed(await startSetup(settings.value));
  } catch (error) {
    throw toOperatorFailure(error);
  }
}

/** What would keep the service from running is found here, and not when there is an app that nobody can use. */
async function startSetup(settings: ServerSettings): Promise<RunningSetup> {
  const { createServiceLog } = await import("../log/create-service-log.ts");
  const { createSetupListener } = await import("../web/registration/registration-pages.ts");
  const { createRegistrationPages } = await import("../web/registration/registration-pages.ts");
  const { composeRegistration } = await import("./compose-registration.ts");
  const { startRegistered } = await import("./compose-registration.ts");
  const { listen, WEB_SERVER_LIMITS } = await import("../web/start-web-server.ts");
  const log = createServiceLog({ level: settings.logLevel, write: OF_THE_MACHINE.writeLog });
  const registration = await composeRegistration(settings, log);
  const fitness = await registration.place.inspect();
  // Without a file the credentials can still be shown, but without a store nothing can run.
  if (fitness.ok || settings.databaseUrl !== undefined) await (await composeStore(settings)).close();
  else throw new CommandFailure(fitness.error);
  const running = Promise.withResolvers<RunningService>();
  const under: { way?: Promise<StartedRegistered>; isStopping: boolean } = { isStopping: false };
  const start = async (): Promise<Started> => {
    // Told to stop while GitHub was asked: a service that starts now would be nobody's to stop.
    if (under.isStopping) return { kind: "stopped", message: TOLD_TO_STOP };
    under.way = startRegistered(servers, setup.hasHeard);
    const started = await under.way;
    if (started.kind === "running") running.resolve(started.service);
    else running.reject(started.error);
    return started;
  };
  const setup = createSetupListener(createRegistrationPages({ ...registration, start, log }));
  const servers = await listen(
    {
      host: settings.host,
      port: settings.port,
      metricsHost: settings.metrics.host,
      metricsPort: settings.metrics.port,
    },
    WEB_SERVER_LIMITS,
    [setup.listener, (_, response) => void response.writeHead(503).end("Not set up yet\n")],
  );
  return {
    host: settings.host,
    port: servers.open.port,
    path: `/setup?token=${registration.access.token}`,
    credentialsPath: registration.place.path,
    running: running.promise,
    async stop() {
      under.isStopping = true;
      // What is in flight ends first: it may be the one answer that holds the credentials.
      await Promise.all([servers.open.close(), servers.operator.close()]);
      const late = await under.way;
      if (late?.kind === "running") await late.service.stop();
    },
  };
}

const TOLD_TO_STOP = "The service was told to stop meanwhile.";
