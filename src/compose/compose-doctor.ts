import { readFile } from "node:fs/promises";
import { readPrivateKey } from "../cli/read-private-key.ts";
import { localFiles } from "../files/local-files.ts";
import type { Result } from "../model/result.ts";
import { parseChannelSettings, toChannelSetting } from "../settings/channel-settings.ts";
import type { SettingProblem, Settings } from "../settings/settings.ts";
import { hasNoCredentials } from "../settings/settings.ts";
import type { GitHubSource, SetupSources } from "../workflows/doctor/gather-setup.ts";
import type { SecretFile, SetupFacts } from "../workflows/doctor/setup-facts.ts";
import type { RepositoryName } from "../workflows/ports/git-hub.ts";
import { machine } from "./machine.ts";
import { type Environment, findCredentialsPath } from "./read-environment.ts";
import { describeNetworkSettings, useNetworkSettings } from "./use-network-settings.ts";

const CHANNEL_PREFIX = toChannelSetting("");
const CREDENTIALS = new Set(["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET"]);
/** A diagnosis asks a few things, and must not wait behind the budget of what it looks at; GitHub's own waits hold. */
const NO_GATE = { take: () => Promise.resolve(undefined), hold: () => Promise.resolve() };

/** All that `doctor` judges, on this machine. Nothing of it throws: what can't be read is a finding. */
export async function composeDoctor(
  environment: Environment,
  repository: RepositoryName | undefined,
): Promise<SetupFacts> {
  const { parseSettings } = await import("../settings/parse-settings.ts");
  const { gatherSetup } = await import("../workflows/doctor/gather-setup.ts");
  // A channel's address that is wrong keeps nobody from asking GitHub about all else.
  const settings = parseSettings(leaveOutChannels(environment));
  const addresses = parseChannelSettings(environment);
  const networkNote = describeNetworkSettings(environment);
  const sources: SetupSources = {
    now: machine.now,
    hash: machine.hash,
    settingProblems: [
      ...(await listNetworkProblems(environment)),
      ...listProblems(environment, settings, addresses),
    ],
    ...(networkNote === undefined ? {} : { networkNote }),
    ...(settings.ok ? { openGitHub: () => openGitHub(settings.value) } : {}),
    openStore: () => openStore(environment),
    listSecretFiles: () => listSecretFiles(environment),
    channels: new Set(addresses.ok ? addresses.value.keys() : []),
  };
  return gatherSetup(sources, repository);
}

/** Used from here on, where they can be. */
async function listNetworkProblems(environment: Environment): Promise<readonly string[]> {
  try {
    await useNetworkSettings(environment);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function leaveOutChannels(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith(CHANNEL_PREFIX)));
}

type Problems = Result<unknown, readonly SettingProblem[]>;

function listProblems(environment: Environment, ...parsed: readonly Problems[]): readonly string[] {
  const problems = parsed.flatMap((one) => (one.ok ? [] : one.error));
  if (!hasNoCredentials(environment)) return problems.map(({ message }) => message);
  // One sentence for what is one thing: there is no app yet.
  return [
    'No app is registered: "throughline serve" opens a page that registers one, or set APP_ID, PRIVATE_KEY and WEBHOOK_SECRET.',
    ...problems.filter(({ setting }) => !CREDENTIALS.has(setting)).map(({ message }) => message),
  ];
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
      log: { debug: () => undefined, warn: () => undefined },
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

async function listSecretFiles(environment: Environment): Promise<readonly SecretFile[]> {
  const { readFileMode } = await import("../files/read-file-mode.ts");
  const paths = [".env", environment["PRIVATE_KEY_PATH"]?.trim(), await findCredentialsPath(environment)];
  const files: SecretFile[] = [];
  for (const path of paths) {
    const mode = path === undefined || path === "" ? undefined : await readFileMode(path);
    if (path !== undefined && mode !== undefined) files.push({ path, mode });
  }
  return files;
}
