import { readPrivateKey } from "../cli/read-private-key.ts";
import { localFiles } from "../files/local-files.ts";
import type { GitHubAppOptions } from "../github/create-git-hub-app.ts";
import type { Settings } from "../settings/settings.ts";
import type { DeliveryLog } from "../workflows/ports/delivery-log.ts";
import type { GitHubApp } from "../workflows/ports/git-hub.ts";
import { machine } from "./machine.ts";

/** GitHub as the app sees it, with the app's own key. */
export async function composeGitHub(
  settings: Settings,
  parts: Pick<GitHubAppOptions, "gate" | "log" | "onRequest" | "onStanding"> &
    Partial<Pick<GitHubAppOptions, "now">>,
): Promise<GitHubApp & { readonly deliveryLog: DeliveryLog }> {
  const { createGitHubApp } = await import("../github/create-git-hub-app.ts");
  return createGitHubApp({
    appId: settings.appId,
    privateKey: await readPrivateKey(settings.privateKey, localFiles),
    baseUrl: settings.gitHub.apiUrl,
    now: machine.now,
    ...parts,
  });
}
