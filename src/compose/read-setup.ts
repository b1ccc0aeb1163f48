import { readFile } from "node:fs/promises";
import type { Settings } from "../settings/settings.ts";
import type { SetupFacts } from "../workflows/inspect-setup.ts";
import { composeGitHub } from "./compose-git-hub.ts";
import { composeStore } from "./compose-store.ts";

/** What `doctor` compares: what the app needs, what GitHub has granted, what the store gave up. */
export async function readSetup(settings: Settings): Promise<SetupFacts> {
  const store = await composeStore(settings);
  try {
    const app = await composeGitHub(settings, { gate: store, log: { debug: () => undefined } });
    const installations: SetupFacts["installations"][number][] = [];
    for await (const page of app.listInstallations()) {
      installations.push(...page.map((one) => ({ ...one, account: one.accountLogin })));
    }
    const { parseAppManifest } = await import("../app/parse-app-manifest.ts");
    const wanted = parseAppManifest(await readFile(new URL("../../app.yml", import.meta.url), "utf8"));
    return { wanted, app: await app.readApp(), installations, deadWork: await store.listDeadWork(100) };
  } finally {
    await store.close();
  }
}
