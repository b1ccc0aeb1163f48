import type { Granted } from "../ports/app-inspection.ts";
import type { GitHubFacts, InstallationFacts } from "./setup-facts.ts";
import { createFindingMaker, type SetupFinding } from "./setup-finding.ts";

const find = createFindingMaker("permissions");
const STRENGTH: Readonly<Record<string, number>> = { read: 1, write: 2, admin: 3 };

/** What the app needs beside what it was granted: by its registration, then by each installation. */
export function inspectPermissions({ app, wanted, installations }: GitHubFacts): readonly SetupFinding[] {
  if (app.kind !== "accepted") return [];
  return [...inspectApp(wanted, app.app), ...inspectInstallations(wanted, installations)];
}

function inspectApp(wanted: Granted, app: Granted & { readonly slug: string }): readonly SetupFinding[] {
  const missing = listMissing(wanted, app);
  const events = wanted.events.filter((event) => !app.events.includes(event));
  const extra = Object.entries(app.permissions).filter(
    ([name]) => name !== "metadata" && wanted.permissions[name] === undefined,
  );
  if (missing.length + events.length + extra.length === 0) {
    return [find("ok", `The app ${app.slug} has the permissions and events that it needs, and no others.`)];
  }
  return [
    ...missing.map((permission) =>
      find(
        "error",
        `The app ${app.slug} lacks the permission ${permission}: add it in the app's settings under Permissions & events, then accept it in each installation.`,
      ),
    ),
    ...events.map((event) =>
      find(
        "error",
        `The app ${app.slug} is not subscribed to the event ${event}: tick it in the app's settings under Permissions & events.`,
      ),
    ),
    ...extra.map(([name, access]) =>
      find(
        "warning",
        `The app ${app.slug} has the permission ${name}: ${access}, which Throughline does not use: take it away.`,
      ),
    ),
  ];
}

function inspectInstallations(
  wanted: Granted,
  installations: GitHubFacts["installations"],
): readonly SetupFinding[] {
  if (!installations.ok) {
    return [find("error", `The installations could not be listed (${installations.error}).`)];
  }
  const { rows, unreadable } = installations.value;
  if (rows.length + unreadable.length === 0) {
    return [
      find("warning", "The app is installed nowhere: install it from its page on GitHub under Install App."),
    ];
  }
  return [
    ...unreadable.map(({ id, why }) =>
      find(
        "warning",
        `GitHub's list has an installation that can't be read (${id === undefined ? "" : `number ${id}, `}${why}): what the service knows of it stays, and what it does not know it learns once GitHub tells of it whole.`,
      ),
    ),
    ...rows.map((installation) => inspectInstallation(wanted, installation)),
  ];
}

function inspectInstallation(wanted: Granted, installation: InstallationFacts): SetupFinding {
  const { account, isSuspended } = installation;
  if (isSuspended) {
    return find(
      "warning",
      `The installation in ${account} is suspended: nothing is done there until it is resumed.`,
    );
  }
  const missing = listMissing(wanted, installation);
  if (missing.length === 0) return find("ok", `The installation in ${account} grants what is needed.`);
  return find(
    "error",
    `The installation in ${account} lacks ${missing.join(", ")}: an owner of ${account} accepts the new permissions under Settings, GitHub Apps.`,
  );
}

function listMissing(wanted: Granted, granted: Granted): readonly string[] {
  return Object.entries(wanted.permissions)
    .filter(([name, access]) => (STRENGTH[granted.permissions[name] ?? ""] ?? 0) < (STRENGTH[access] ?? 1))
    .map(([name, access]) => `${name}: ${access}`);
}
