import type { GitHubFacts, Reading, SecretFile } from "./setup-facts.ts";
import { createFindingMaker, type SetupFinding } from "./setup-finding.ts";

const find = createFindingMaker("credentials");
const OTHERS = 0o007;

/** Whether GitHub takes the app's key, and who else could use it. */
export function inspectCredentials(
  gitHub: Reading<GitHubFacts> | undefined,
  secretFiles: readonly SecretFile[],
  networkNote?: string,
): readonly SetupFinding[] {
  return [
    ...(gitHub === undefined ? [] : [inspectKey(gitHub, networkNote)]),
    ...secretFiles.flatMap(inspectFile),
  ];
}

/** A proxy and an authority of one's own are what most networks of companies want. */
function describeNetwork(note: string | undefined): string {
  return note === undefined
    ? "Behind a proxy set HTTPS_PROXY; where certificates are of an authority of your own, NODE_EXTRA_CA_CERTS."
    : `${note}: check what they say too.`;
}

function inspectKey(gitHub: Reading<GitHubFacts>, networkNote: string | undefined): SetupFinding {
  if (!gitHub.ok) {
    return find(
      "error",
      `GitHub could not be asked (${gitHub.error.replace(/\.$/, "")}): check the network, GHE_HOST and the key, then run this again. ${describeNetwork(networkNote)}`,
    );
  }
  const { app, appId } = gitHub.value;
  switch (app.kind) {
    case "accepted":
      return app.app.id === appId
        ? find("ok", `GitHub takes the key as that of the app ${app.app.slug} (${appId}).`)
        : find(
            "error",
            `The key belongs to the app ${app.app.slug} (${app.app.id}), and APP_ID is ${appId}: set both from the same app.`,
          );
    case "wrong-key":
      return find(
        "error",
        `GitHub refuses the key for the app ${appId}: it is another app's, or was deleted. Make a new one in the app's settings under Private keys.`,
      );
    case "unknown-app":
      return find(
        "error",
        `GitHub knows no app ${appId}: APP_ID is wrong, or the app was deleted. Its number stands on its settings page; to register another app take its credentials out of the settings, or delete credentials.json in DATA_DIR, and start the service.`,
      );
  }
}

function inspectFile({ path, mode }: SecretFile): readonly SetupFinding[] {
  if ((mode & OTHERS) === 0) return [];
  return [
    find(
      "warning",
      `${path} holds a secret and every user of this machine can reach it (${(mode & 0o777).toString(8)}): chmod 600 it.`,
    ),
  ];
}
