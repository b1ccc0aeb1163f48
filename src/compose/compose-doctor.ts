import { readFile } from "node:fs/promises";
import { readPrivateKey } from "../cli/read-private-key.ts";
import { localFiles } from "../files/local-files.ts";
import type { Settings } from "../settings/settings.ts";
import type { GitHubSource, SetupSources } from "../workflows/doctor/gather-setup.ts";
import type { SecretFile, SetupFacts } from "../workflows/doctor/setup-facts.ts";
import type { RepositoryName } from "../workflows/ports/git-hub.ts";
import { machine } from "./machine.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const CHANNEL_PREFIX = "THROUGHLINE_CHANNEL_";
/** A diagnosis asks a few dozen things at most, and must not wait behind the budget of what it looks at. */
const NO_GATE = { take: () => Promise.resolve(undefined), hold: () => Promise.resolve() };

/** All that `doctor` judges, on this machine. Nothing of it throws: what can't be read is a finding. */
export async function composeDoctor(
  environment: Environment,
  repository: RepositoryName | undefined,
): Promise<SetupFacts> {
  const { parseSettings } = await import("../settings/parse-settings.ts");
  const { gatherSetup } = await import("../workflows/doctor/gather-setup.ts");
  const settings = parseSettings(environment);
  const sources: SetupSources = {
    now: machine.now,
    hash: machine.hash,
    settingProblems: settings.ok ? [] : settings.error.map(({ message }) => message),
    ...(settings.ok ? { openGitHub: () => openGitHub(settings.value) } : {}),
    openStore: () => openStore(environment),
    listSecretFiles: () => listSecretFiles(settings.ok ? settings.value : undefined),
    channels: new Set(
      Object.keys(environment).filter(
        (name) => name.startsWith(CHANNEL_PREFIX) && environment[name]?.trim() !== "",
      ),
    ),
  };
  return gatherSetup(sources, repository);
}

async function openGitHub(settings: Settings): Promise<GitHubSource> {
  const { createAppInspection } = await import("../github/create-app-inspection.ts");
  const { parseAppManifest } = await import("../app/parse-app-manifest.ts");
  const { appId, gitHub } = settings;
  return {
    appId,
    isEnterpriseServer: gitHub.isEnterpriseServer,
    wanted: parseAppManifest(await readFile(new URL("../../app.yml", import.meta.url), "utf8")),
    inspection: createAppInspection({
      appId,
      privateKey: await readPrivateKey(settings.privateKey, localFiles),
      baseUrl: gitHub.apiUrl,
      gate: NO_GATE,
      now: machine.now,
      log: { debug: () => undefined },
    }),
  };
}

async function openStore(environment: Environment): ReturnType<SetupSources["openStore"]> {
  const { parseStoreSettings } = await import("../settings/parse-store-settings.ts");
  const { openSurveyStore } = await import("../store/open-survey-store.ts");
  const place = parseStoreSettings(environment);
  if (!place.ok) throw new Error(place.error.map(({ message }) => message).join(" "));
  return openSurveyStore(place.value);
}

async function listSecretFiles(settings: Settings | undefined): Promise<readonly SecretFile[]> {
  const { readFileMode } = await import("../files/read-file-mode.ts");
  const key = settings?.privateKey;
  const paths = [".env", ...(key?.kind === "file" ? [key.path] : [])];
  const files: SecretFile[] = [];
  for (const path of paths) {
    const mode = await readFileMode(path);
    if (mode !== undefined) files.push({ path, mode });
  }
  return files;
}
