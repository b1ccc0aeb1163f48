import type { Repository } from "../model/repository.ts";
import type { GitHub, GitHubApp } from "../workflows/ports/git-hub.ts";
import type { RequestGate } from "../workflows/ports/request-gate.ts";
import { buildGitHub } from "./build-git-hub.ts";
import { buildRepositories } from "./build-repositories.ts";
import { createInstallationClient } from "./create-installation-client.ts";
import { createSlots } from "./create-slots.ts";
import { createTransport } from "./create-transport.ts";
import type { RequestLog } from "./request-event.ts";

export interface TokenGitHubOptions {
  /** Of a person or a workflow. */
  readonly token: string;
  /** `owner/name`: the one repository that is looked at. */
  readonly repository: string;
  /** `https://api.github.com`, or `https://HOST/api/v3`. */
  readonly baseUrl: string;
  readonly gate: RequestGate;
  readonly now: () => number;
  readonly log: RequestLog;
}

const TIMEOUT_MS = 10_000;
const MOST_AT_ONCE = 10;
/** Stands for the installation that there is none of. */
const INSTALLATION_ID = 1;

/**
 * GitHub as the holder of a token sees it, in the shape of an app that is installed in one repository. Meant for
 * reading: what is the app's own can't be told, but for checks by the app's name for them.
 */
export function createTokenGitHub(options: TokenGitHubOptions): GitHubApp {
  const { token, repository, gate, now } = options;
  const [owner = "", name = ""] = repository.split("/");
  const client = createInstallationClient({
    installationId: INSTALLATION_ID,
    transport: createTransport({ ...options, timeoutMs: TIMEOUT_MS }),
    tokens: { readToken: async () => token, renewToken: async () => token },
    slots: createSlots(MOST_AT_ONCE),
    gate,
    now,
  });
  const { findRepository } = buildRepositories(client, INSTALLATION_ID);
  const listOne = async (): Promise<readonly Repository[]> => {
    const found = await findRepository({ owner, name });
    return found === undefined ? [] : [found];
  };
  const gitHub: GitHub = {
    ...buildGitHub({ client, installationId: INSTALLATION_ID, readSlug: async () => "" }),
    // Asked for by the app's name, which is not known here.
    listOurIssues: async () => [],
    async *listRepositories() {
      yield { rows: await listOne(), unreadable: [] };
    },
  };
  const installation = {
    id: INSTALLATION_ID,
    accountId: 0,
    accountLogin: owner,
    accountType: "Organization",
    isSuspended: false,
  } as const;
  return {
    forInstallation: () => gitHub,
    readInstallation: async () => installation,
    readApp: async () => ({ id: 0, slug: "", permissions: {}, events: [] }),
    async *listInstallations() {
      yield { rows: [{ ...installation, permissions: {}, events: [] }], unreadable: [] };
    },
  };
}
