import type { Repository } from "../../model/repository.ts";
import { fail, succeed } from "../../model/result.ts";
import type { EffectiveCatalog } from "../catalog/effective-catalog.ts";
import { readEffectiveCatalog } from "../catalog/read-effective-catalog.ts";
import { readStoredCatalog } from "../catalog/read-stored-catalog.ts";
import type { AppInspection, Granted, RepositoryInspection } from "../ports/app-inspection.ts";
import type { RepositoryName } from "../ports/git-hub.ts";
import type { ListPage, UnreadableRow } from "../ports/list-page.ts";
import type { StoreSurvey, SurveyedStore } from "../ports/store-survey.ts";
import { createServiceMemory } from "../service-memory.ts";
import type {
  GitHubFacts,
  InstallationFacts,
  Reading,
  RepositoryFacts,
  SecretFile,
  SetupFacts,
} from "./setup-facts.ts";
import { showMinute } from "./show-minute.ts";

/** GitHub as the settings say it is reached. */
export interface GitHubSource {
  readonly appId: number;
  readonly isEnterpriseServer: boolean;
  readonly wanted: Granted;
  readonly inspection: AppInspection;
}

export interface SetupSources {
  readonly now: () => number;
  readonly hash: (text: string) => string;
  readonly settingProblems: readonly string[];
  /** Which settings of the network are in use. */
  readonly networkNote?: string;
  /** Absent: the settings are not enough. */
  readonly openGitHub?: () => Promise<GitHubSource>;
  readonly openStore: () => Promise<SurveyedStore>;
  readonly listSecretFiles: () => Promise<readonly SecretFile[]>;
  readonly channels: ReadonlySet<string>;
}

/**
 * Reads all that `doctor` judges. A part that fails leaves its sentence and the others go on, whatever it failed of:
 * who asks for a diagnosis has something broken already.
 */
export async function gatherSetup(
  sources: SetupSources,
  repository: RepositoryName | undefined,
): Promise<SetupFacts> {
  const source = sources.openGitHub === undefined ? undefined : await attempt(sources.openGitHub);
  const gitHub = source?.ok ? await attempt(() => gatherGitHub(source.value)) : source;
  const store = await attempt(sources.openStore);
  try {
    const isAnswered = gitHub?.ok === true && gitHub.value.app.kind === "accepted";
    const asked: Asked = {
      ...sources,
      ...(isAnswered && source?.ok ? { inspection: source.value.inspection } : {}),
      ...(store.ok ? { store: store.value } : {}),
    };
    return {
      nowMs: sources.now(),
      settingProblems: sources.settingProblems,
      ...(sources.networkNote === undefined ? {} : { networkNote: sources.networkNote }),
      secretFiles: await sources.listSecretFiles(),
      ...(gitHub === undefined ? {} : { gitHub }),
      store: store.ok ? await attempt((): Promise<StoreSurvey> => store.value.readSurvey()) : store,
      ...(repository === undefined ? {} : { repository: await gatherRepository(asked, repository) }),
      channels: sources.channels,
    };
  } finally {
    if (store.ok) await store.value.close();
  }
}

async function attempt<Value>(work: () => Promise<Value>): Promise<Reading<Value>> {
  try {
    return succeed(await work());
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

async function gatherGitHub(source: GitHubSource): Promise<GitHubFacts> {
  const { appId, isEnterpriseServer, wanted, inspection } = source;
  const app = await inspection.readApp();
  const lead = inspection.findClockLead();
  const isAccepted = app.kind === "accepted";
  // Whom GitHub does not know, it tells nothing else either.
  const skip = fail("not asked");
  return {
    appId,
    isEnterpriseServer,
    app,
    ...(lead === undefined ? {} : { clockLeadMs: lead }),
    wanted,
    installations: isAccepted ? await attempt(() => listInstallations(inspection)) : skip,
    hook: isAccepted ? await attempt(inspection.readHook) : skip,
    deliveries: isAccepted ? await attempt(inspection.listDeliveries) : skip,
  };
}

async function listInstallations(inspection: AppInspection): Promise<ListPage<InstallationFacts>> {
  const rows: InstallationFacts[] = [];
  const unreadable: UnreadableRow[] = [];
  for await (const page of inspection.listInstallations()) {
    rows.push(...page.rows.map((one) => ({ ...one, account: one.accountLogin })));
    unreadable.push(...page.unreadable);
  }
  return { rows, unreadable };
}

interface Asked extends Pick<SetupSources, "now" | "hash"> {
  readonly inspection?: AppInspection;
  readonly store?: SurveyedStore;
}

async function gatherRepository(asked: Asked, name: RepositoryName): Promise<Reading<RepositoryFacts>> {
  const { inspection, store } = asked;
  if (inspection !== undefined) return attempt(() => askGitHub(asked, inspection, name));
  if (store !== undefined) return attempt(() => askStore(store, name, "GitHub does not answer"));
  return fail("neither GitHub nor the store answers");
}

async function askGitHub(
  asked: Asked,
  inspection: AppInspection,
  name: RepositoryName,
): Promise<RepositoryFacts> {
  const absent = { kind: "not-installed", name: `${name.owner}/${name.name}` } as const;
  const installationId = await inspection.findInstallationOf(name);
  if (installationId === undefined) return absent;
  const { now, store } = asked;
  // Whoever asks inside such a wait makes it longer, for the service too.
  const heldUntilMs = (await store?.findHold(installationId)) ?? 0;
  if (store !== undefined && heldUntilMs > now()) {
    return askStore(store, name, `GitHub wants nothing asked before ${showMinute(heldUntilMs)}`);
  }
  const gitHub = inspection.forInstallation(installationId);
  const repository = await gitHub.findRepository(name);
  if (repository === undefined) return absent;
  return {
    kind: "found",
    repository,
    readFrom: "GitHub",
    catalog: await attempt(() => readCatalog(asked, gitHub, repository)),
    required: await attempt(() => gitHub.listRequiredChecks(repository, repository.defaultBranch ?? "HEAD")),
  };
}

/** As it stands on GitHub now: what the service has stored may be older. */
async function readCatalog(
  { now, hash, store }: Asked,
  gitHub: RepositoryInspection,
  repository: Repository,
): Promise<EffectiveCatalog> {
  const { effective } = await readEffectiveCatalog(
    {
      now,
      hash,
      memory: createServiceMemory(now),
      github: gitHub,
      store: {
        listCatalogs: () => Promise.resolve([]),
        findRepositoryByName: (owner, name) =>
          store?.report.findRepositoryByName(owner, name) ?? Promise.resolve(undefined),
      },
    },
    repository,
    "refresh",
  );
  return effective;
}

async function askStore(
  { report }: SurveyedStore,
  name: RepositoryName,
  why: string,
): Promise<RepositoryFacts> {
  const repository = await report.findRepositoryByName(name.owner, name.name);
  // The store knows what was told so far; that the app is not installed only GitHub can say.
  if (repository === undefined) throw new Error(`${why}, and the store does not know it`);
  return {
    kind: "found",
    repository,
    readFrom: "the store",
    catalog: await attempt(() => readStoredCatalog(report, repository)),
    required: fail(why),
  };
}
