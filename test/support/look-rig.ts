import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { CreditCommit } from "../../src/credit/build-change-notes.ts";
import type { Revision } from "../../src/model/bot-writing.ts";
import type { PullRequestState } from "../../src/model/pull-request.ts";
import type { Repository } from "../../src/model/repository.ts";
import { PRIORITY, type Subject } from "../../src/model/subject.ts";
import type { Delivery, DeliveryFields } from "../../src/model/webhook.ts";
import { openStore } from "../../src/store/open-store.ts";
import type {
  CheckRun,
  CheckWrite,
  GitHub,
  GitHubApp,
  Issue,
  IssueComment,
  Permission,
  Reaction,
} from "../../src/workflows/ports/git-hub.ts";
import type { ServiceLog } from "../../src/workflows/ports/service-log.ts";
import type { ServiceStore, WorkClaim } from "../../src/workflows/ports/service-store.ts";
import type { LookContext } from "../../src/workflows/service-context.ts";
import { createServiceMemory } from "../../src/workflows/service-memory.ts";
import { CATALOG } from "./made-shop.ts";
import { NO_SUMMARIES } from "./no-summaries.ts";

export const NOW_MS = Date.UTC(2026, 0, 5, 10);

export const REPOSITORY: Repository = {
  id: 900,
  installationId: 77,
  ownerId: 5,
  owner: "acme",
  name: "shop",
  visibility: "private",
  defaultBranch: "main",
  isArchived: false,
  isDeleted: false,
};

export const MONA = { id: 11, login: "mona", isBot: false };

export function stateOf(more: Partial<PullRequestState> = {}): PullRequestState {
  return {
    repositoryId: REPOSITORY.id,
    number: 1,
    updatedAtMs: NOW_MS,
    status: "open",
    title: "Faster checkout",
    body: "",
    author: MONA,
    isDraft: false,
    labels: [],
    headSha: "a".repeat(40),
    headBranch: "faster",
    baseBranch: "main",
    isFromFork: false,
    createdAtMs: NOW_MS,
    ...more,
  };
}

export function told(pullRequest: PullRequestState, action = "edited"): DeliveryFields {
  return { kind: "pull-request", action, pullRequest, repository: REPOSITORY, sender: MONA };
}

export const SUBJECT: Subject = {
  kind: "pull-request",
  installationId: REPOSITORY.installationId,
  repositoryId: REPOSITORY.id,
  number: 1,
};

/** What GitHub shows, for the answers of the fake; tests change it as they go. */
export interface FakeState {
  pullRequest: PullRequestState | undefined;
  /** Of the pull request, the last that a delivery told. */
  told: PullRequestState | undefined;
  repository: Repository | undefined;
  paths: readonly string[];
  catalog: string | undefined;
  /** Of other repositories, by `owner/name`. */
  catalogs: Record<string, string>;
  /** Other repositories, by id. */
  repositories: Record<number, Repository>;
  checks: (CheckRun & { readonly write: CheckWrite })[];
  comments: IssueComment[];
  /** Ours, by comment. */
  reactions: Map<number, Set<Reaction>>;
  commits: readonly CreditCommit[];
  /** Of descriptions, `shop#7` -> oldest first; what was told last, as its author's, where nothing is said. */
  revisions: Record<string, readonly Revision[]>;
  /** `shop#7` -> the issue. */
  issues: Record<string, Issue>;
  permissions: Record<string, Permission>;
  /** Thrown by the next call of the method, once; the write itself is carried out where `after` says so. */
  failing: Map<keyof GitHub, { readonly error: Error; readonly when: "before" | "after" }>;
}

export interface LookRig {
  readonly context: LookContext;
  readonly store: ServiceStore;
  readonly gitHub: FakeState;
  /** Methods called, in order. */
  readonly calls: (keyof GitHub)[];
  readonly clock: { nowMs: number };
  /** Stores the deliveries and claims their subject. */
  claim(...fields: readonly DeliveryFields[]): Promise<WorkClaim>;
}

/** A real store in a folder of its own, and a GitHub made of a state: one look at a time, in this process. */
export async function openLookRig(): Promise<LookRig> {
  const dataDir = mkdtempSync(join(tmpdir(), "throughline-look-"));
  const clock = { nowMs: NOW_MS };
  const store = await openStore({ dataDir, now: () => clock.nowMs, budgets: "off" });
  onTestFinished(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true });
  });
  const state: FakeState = {
    pullRequest: stateOf(),
    told: undefined,
    repository: REPOSITORY,
    paths: ["services/checkout/pay.ts"],
    catalog: CATALOG,
    catalogs: {},
    repositories: {},
    checks: [],
    comments: [],
    reactions: new Map(),
    commits: [],
    revisions: {},
    issues: {},
    permissions: {},
    failing: new Map(),
  };
  const calls: (keyof GitHub)[] = [];
  const github = createFakeGitHub(state, calls);
  let deliveries = 0;
  return {
    store,
    gitHub: state,
    calls,
    clock,
    context: {
      store,
      github,
      app: { forInstallation: () => github } as Partial<GitHubApp> as GitHubApp,
      log: SILENT,
      now: () => clock.nowMs,
      hash: (text) => createHash("sha256").update(text).digest("hex"),
      seal: (text) => createHash("sha256").update(`secret ${text}`).digest("hex"),
      privacyUrl: "https://example.com/privacy",
      makeReport: () => Promise.reject(new Error("No report was to be made.")),
      summaries: NO_SUMMARIES,
      memory: createServiceMemory(() => clock.nowMs),
      // What only other subjects' looks work with is left out.
    } as Partial<LookContext> as LookContext,
    async claim(...fields) {
      for (const one of fields) if (one.kind === "pull-request") state.told = one.pullRequest;
      await store.recordDeliveries(
        fields.map((one): Delivery => {
          deliveries += 1;
          return {
            id: `delivery-${deliveries}`,
            event: one.kind,
            bodyHash: "ab".repeat(32),
            receivedAtMs: clock.nowMs,
            content: { kind: "work", subject: SUBJECT, priority: PRIORITY.event, fields: one },
          };
        }),
      );
      // Work begins after what it is about has come in.
      clock.nowMs += 1;
      const [claim] = await store.claimWork({ owner: "test", limit: 1, leaseMs: 15_000 });
      if (claim === undefined) throw new Error("There was nothing to claim.");
      return claim;
    },
  };
}

export const SILENT: ServiceLog = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => SILENT,
};

/** Methods that no test of a look needs fail loudly. */
function createFakeGitHub(state: FakeState, calls: (keyof GitHub)[]): GitHub {
  const reactionsOf = (id: number): Set<Reaction> => {
    const known = state.reactions.get(id) ?? new Set();
    state.reactions.set(id, known);
    return known;
  };
  const methods: Partial<GitHub> = {
    readRepository: async (id) => state.repositories[id] ?? state.repository,
    readPullRequest: async () => state.pullRequest,
    listPullRequestPaths: async () => ({ paths: state.paths, truncated: false }),
    readPermission: async (_repository, login) => state.permissions[login] ?? "read",
    readFile: async ({ owner, name }, path) => {
      const text = name === REPOSITORY.name ? state.catalog : state.catalogs[`${owner}/${name}`];
      return path.endsWith(".yml") && text !== undefined
        ? { kind: "text", text, etag: '"1"' }
        : { kind: "absent" };
    },
    listOurCheckRuns: async (_repository, headSha) =>
      state.checks.filter((check) => check.headSha === headSha),
    createCheckRun: async (_repository, write) => {
      const id = 500 + state.checks.length;
      state.checks.push(toCheckRun(id, write));
      return { id };
    },
    updateCheckRun: async (_repository, id, write) => {
      state.checks = state.checks.map((check) => (check.id === id ? toCheckRun(id, write) : check));
    },
    listComments: async () => state.comments,
    listCommits: async () => state.commits,
    readComment: async (_repository, id) => state.comments.find((comment) => comment.id === id),
    updateComment: async (_repository, id, body) => {
      state.comments = state.comments.map((comment) => (comment.id === id ? { ...comment, body } : comment));
    },
    addReaction: async (_repository, id, reaction) => void reactionsOf(id).add(reaction),
    removeReaction: async (_repository, id, reaction) => void reactionsOf(id).delete(reaction),
    listRevisions: async ({ name, number }) => {
      const opened = state.issues[`${name}#${number}`] ?? state.told ?? stateOf();
      return state.revisions[`${name}#${number}`] ?? [{ body: opened.body, isByBot: opened.author.isBot }];
    },
    readIssue: async ({ name }, number) => state.issues[`${name}#${number}`],
  };
  return new Proxy(methods as GitHub, {
    get: (_target, name: keyof GitHub) => {
      const method = methods[name] as ((...values: unknown[]) => Promise<unknown>) | undefined;
      if (method === undefined) throw new Error(`The fake GitHub has no ${name}.`);
      return async (...values: unknown[]) => {
        calls.push(name);
        const failing = state.failing.get(name);
        state.failing.delete(name);
        if (failing?.when === "before") throw failing.error;
        const answer = await method(...values);
        if (failing !== undefined) throw failing.error;
        return answer;
      };
    },
  });
}

function toCheckRun(id: number, write: CheckWrite): FakeState["checks"][number] {
  const { title, summary, text, conclusion } = write.output;
  const { name, headSha, externalId } = write;
  return { id, name, headSha, externalId, conclusion, title, summary, text, write };
}
