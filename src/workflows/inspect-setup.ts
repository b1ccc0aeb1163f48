import type { DeadWork } from "./ports/service-store.ts";

/** What the app asks for (app.yml), and what GitHub says it has. */
export interface SetupFacts {
  readonly wanted: Granted;
  readonly app: Granted & { readonly slug: string };
  readonly installations: readonly (Granted & { readonly account: string; readonly isSuspended: boolean })[];
  readonly deadWork: readonly DeadWork[];
}

export interface Granted {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

export interface SetupFinding {
  readonly severity: "ok" | "warning" | "error";
  /** One sentence, with what to do where something is to be done. */
  readonly message: string;
}

const STRENGTH: Readonly<Record<string, number>> = { read: 1, write: 2, admin: 3 };

/** Compares what the app needs with what it was granted, the worst first in each part. */
export function inspectSetup(facts: SetupFacts): readonly SetupFinding[] {
  return [
    ...inspectApp(facts),
    ...facts.installations.flatMap((installation) => inspectInstallation(facts.wanted, installation)),
    ...inspectDeadWork(facts.deadWork),
  ];
}

function inspectApp({ wanted, app }: SetupFacts): readonly SetupFinding[] {
  const missing = listMissingPermissions(wanted, app);
  const events = wanted.events.filter((event) => !app.events.includes(event));
  const extra = Object.entries(app.permissions).filter(
    ([name]) => name !== "metadata" && wanted.permissions[name] === undefined,
  );
  return [
    ...missing.map((permission) =>
      error(
        `The app ${app.slug} lacks the permission ${permission}: add it in the app's settings under Permissions & events, then accept it in each installation.`,
      ),
    ),
    ...events.map((event) =>
      error(
        `The app ${app.slug} is not subscribed to the event ${event}: tick it in the app's settings under Permissions & events.`,
      ),
    ),
    ...extra.map(([name, access]) =>
      warning(
        `The app ${app.slug} has the permission ${name}: ${access}, which Throughline does not use: take it away.`,
      ),
    ),
    ...(missing.length + events.length + extra.length === 0
      ? [ok(`The app ${app.slug} has the permissions and events that it needs, and no others.`)]
      : []),
  ];
}

function inspectInstallation(
  wanted: Granted,
  installation: SetupFacts["installations"][number],
): readonly SetupFinding[] {
  const { account, isSuspended } = installation;
  if (isSuspended)
    return [
      warning(`The installation in ${account} is suspended: nothing is done there until it is resumed.`),
    ];
  const missing = listMissingPermissions(wanted, installation);
  if (missing.length === 0) return [ok(`The installation in ${account} grants what is needed.`)];
  return [
    error(
      `The installation in ${account} lacks ${missing.join(", ")}: an owner of ${account} accepts the new permissions under Settings, GitHub Apps.`,
    ),
  ];
}

function listMissingPermissions(wanted: Granted, granted: Granted): readonly string[] {
  return Object.entries(wanted.permissions)
    .filter(([name, access]) => (STRENGTH[granted.permissions[name] ?? ""] ?? 0) < (STRENGTH[access] ?? 1))
    .map(([name, access]) => `${name}: ${access}`);
}

function inspectDeadWork(dead: readonly DeadWork[]): readonly SetupFinding[] {
  if (dead.length === 0) return [ok("No work was given up.")];
  return dead.map(({ key, state, why }) =>
    warning(
      `${key} was ${state === "dead" ? "given up" : "set aside after three crashes"}: ${why}. Mend the cause, then run throughline doctor --retry.`,
    ),
  );
}

function ok(message: string): SetupFinding {
  return { severity: "ok", message };
}

function warning(message: string): SetupFinding {
  return { severity: "warning", message };
}

function error(message: string): SetupFinding {
  return { severity: "error", message };
}
