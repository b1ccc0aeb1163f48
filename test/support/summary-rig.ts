/** Organisations with a store and a GitHub made of a state: rounds and looks of the summary, on a clock that is told. */
import { createHash } from "node:crypto";
import type { AssessedChange } from "../../src/model/change.ts";
import type { Actor, Repository } from "../../src/model/repository.ts";
import { PRIORITY } from "../../src/model/subject.ts";
import type { Installation } from "../../src/model/webhook.ts";
import { lookAtSubject } from "../../src/workflows/look-at-subject.ts";
import { planRetry } from "../../src/workflows/plan-retry.ts";
import type { GitHub, GitHubApp, IssueComment, Reaction } from "../../src/workflows/ports/git-hub.ts";
import { GitHubError } from "../../src/workflows/ports/git-hub-error.ts";
import type { ServiceLog } from "../../src/workflows/ports/service-log.ts";
import type { ServiceStore, StoreWrites, WorkClaim } from "../../src/workflows/ports/service-store.ts";
import type { ChannelMessage, ChannelOutcome } from "../../src/workflows/ports/summary-channels.ts";
import type { LookOutcome } from "../../src/workflows/run-worker.ts";
import type { ServiceContext } from "../../src/workflows/service-context.ts";
import { createServiceMemory } from "../../src/workflows/service-memory.ts";
import type { MakeSummary } from "../../src/workflows/summary/made-summary.ts";
import { makeSummary } from "../../src/workflows/summary/make-summary.ts";
import { askForSummaries } from "../../src/workflows/summary/schedule-summaries.ts";

const CATALOG_PATH = ".github/throughline.yml";
const LEASE_MS = 15_000;
const MOST_ROUNDS = 200;
const OUR_BOT: Actor = { id: 1, login: "throughline[bot]", isBot: true };

export interface FakeIssue {
  readonly number: number;
  body: string;
  readonly isOurs: boolean;
  readonly comments: (IssueComment & { reactions: Reaction[] })[];
}

/** What GitHub shows of a repository; tests change it as they go. */
export interface FakeRepository {
  repository: Repository;
  readonly issues: FakeIssue[];
}

/** A GitHub for all organisations of a test. */
export interface FakeSummaryGitHub {
  readonly repositories: Map<number, FakeRepository>;
  /** Text of an organisation's catalog, by the repository that it stands in: `acme/.github`. */
  readonly catalogs: Map<string, string>;
  /** Methods called, in order, since it was emptied. */
  readonly calls: (keyof GitHub)[];
  /** Thrown by the next call of the method; the write itself is carried out where `after` says so. */
  readonly failing: Map<keyof GitHub, { readonly error: Error; readonly when: "before" | "after" }>;
  /** Runs before the next call of the method. */
  readonly before: Map<keyof GitHub, () => Promise<void> | void>;
  readonly gitHub: GitHub;
}

export function createFakeSummaryGitHub(now: () => number): FakeSummaryGitHub {
  const repositories = new Map<number, FakeRepository>();
  const catalogs = new Map<string, string>();
  const calls: (keyof GitHub)[] = [];
  const failing: FakeSummaryGitHub["failing"] = new Map();
  const before: FakeSummaryGitHub["before"] = new Map();
  let ids = 700;
  const find = ({ owner, name }: { owner: string; name: string }): FakeRepository => {
    const found = [...repositories.values()].find(
      ({ repository }) => repository.owner === owner && repository.name === name,
    );
    if (found === undefined) throw new GitHubError({ kind: "gone", status: 404, message: "Not Found" });
    return found;
  };
  const findIssue = (name: { owner: string; name: string }, number: number): FakeIssue => {
    const issue = find(name).issues.find((one) => one.number === number);
    if (issue === undefined) throw new GitHubError({ kind: "gone", status: 410, message: "Gone" });
    return issue;
  };
  const findComment = (name: { owner: string; name: string }, id: number) =>
    find(name)
      .issues.flatMap(({ comments }) => comments)
      .find((comment) => comment.id === id);
  const methods: Partial<GitHub> = {
    readRepository: async (id) => repositories.get(id)?.repository,
    readFile: async ({ owner, name }, path) => {
      const text = path === CATALOG_PATH ? catalogs.get(`${owner}/${name}`) : undefined;
      return text === undefined ? { kind: "absent" } : { kind: "text", text, etag: '"1"' };
    },
    listOurIssues: async (name) =>
      find(name)
        .issues.filter(({ isOurs }) => isOurs)
        .toReversed(),
    listComments: async (name) =>
      findIssue(name, name.number).comments.map((comment) => ({
        ...comment,
        hasOurThumbsUp: comment.reactions.includes("+1"),
      })),
    readComment: async (name, id) => findComment(name, id),
    createIssue: async (name, { body }) => {
      const { issues } = find(name);
      const number = 40 + issues.length;
      issues.push({ number, body, isOurs: true, comments: [] });
      return { number };
    },
    updateComment: async (name, id, body) => {
      const comment = findComment(name, id);
      if (comment !== undefined) Object.assign(comment, { body });
    },
    updateIssue: async (name, number, body) => {
      findIssue(name, number).body = body;
    },
    createComment: async (name, body) => {
      ids += 1;
      findIssue(name, name.number).comments.push(commentOf(ids, body, { author: OUR_BOT, atMs: now() }));
      return { id: ids };
    },
    addReaction: async (name, id, reaction) => void findComment(name, id)?.reactions.push(reaction),
    removeReaction: async (name, id, reaction) => {
      const comment = findComment(name, id);
      if (comment !== undefined) comment.reactions = comment.reactions.filter((one) => one !== reaction);
    },
  };
  const gitHub = new Proxy(methods as GitHub, {
    get: (_target, name: keyof GitHub) => {
      const method = methods[name] as ((...values: unknown[]) => Promise<unknown>) | undefined;
      if (method === undefined) throw new Error(`The fake GitHub has no ${name}.`);
      return async (...values: unknown[]) => {
        calls.push(name);
        const run = before.get(name);
        before.delete(name);
        await run?.();
        const fails = failing.get(name);
        failing.delete(name);
        if (fails?.when === "before") throw fails.error;
        const answer = await method(...values);
        if (fails !== undefined) throw fails.error;
        return answer;
      };
    },
  });
  return { repositories, catalogs, calls, failing, before, gitHub };
}

export function commentOf(
  id: number,
  body: string,
  { author, atMs }: { readonly author: Actor; readonly atMs: number },
): FakeIssue["comments"][number] {
  return {
    id,
    body,
    author,
    isOurs: author === OUR_BOT,
    hasOurThumbsUp: false,
    createdAtMs: atMs,
    updatedAtMs: atMs,
    reactions: [],
  };
}

export interface SummaryReplica {
  readonly context: ServiceContext;
  /** Fields of lines, by their message. */
  readonly lines: { readonly message: string; readonly fields: object }[];
  readonly told: { readonly name: string; readonly message: ChannelMessage }[];
  /** The next outcomes of telling, first come first; `told` where there is none. */
  readonly outcomes: ChannelOutcome[];
  /** One round of the schedule, then all that is due now. */
  run(): Promise<void>;
  /** All that is due now, without a round. */
  work(): Promise<void>;
}

/** One process of the service with a store that others may share. */
export function openReplica(options: {
  readonly store: ServiceStore;
  readonly fake: FakeSummaryGitHub;
  readonly now: () => number;
  readonly owner: string;
  readonly make?: MakeSummary;
}): SummaryReplica {
  const { store, fake, now, owner } = options;
  const lines: SummaryReplica["lines"] = [];
  const told: SummaryReplica["told"] = [];
  const outcomes: ChannelOutcome[] = [];
  const log = createLog(lines);
  const catalogs = new Map();
  const context = {
    store,
    log,
    now,
    app: { forInstallation: () => fake.gitHub } as Partial<GitHubApp> as GitHubApp,
    hash: (text: string) => createHash("sha256").update(text).digest("hex"),
    seal: (text: string) => createHash("sha256").update(`secret ${text}`).digest("hex"),
    memory: createServiceMemory(now),
    summaries: {
      make: options.make ?? ((request) => makeSummary(store, request)),
      webUrl: "https://github.com",
      channels: {
        toSetting: (name) => `THROUGHLINE_CHANNEL_${name.toUpperCase()}`,
        tell: async (name, message) => {
          told.push({ name, message });
          return outcomes.shift() ?? { kind: "told" };
        },
      },
    },
  } as Partial<ServiceContext> as ServiceContext;
  const settle = async (claim: WorkClaim): Promise<void> => {
    const outcome = await lookAtSubject(context, claim, log).catch((error: unknown): LookOutcome => {
      if (!(error instanceof GitHubError)) throw error;
      const { attempts } = claim;
      const failed = { failure: error.failure, attempts, nowMs: now(), jitter: 0.5 };
      return { settlement: planRetry(failed), writes: {} };
    });
    await store.settle(claim, outcome.settlement, outcome.writes);
  };
  const work = async (): Promise<void> => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const claims = await store.claimWork({ owner, limit: 10, leaseMs: LEASE_MS });
      if (claims.length === 0) return;
      for (const claim of claims) await settle(claim);
    }
    throw new Error("The work does not come to an end.");
  };
  return {
    context,
    lines,
    told,
    outcomes,
    work,
    run: async () => {
      await askForSummaries({ store, log, now, wake: () => undefined, catalogs });
      await work();
    },
  };
}

function createLog(lines: SummaryReplica["lines"]): ServiceLog {
  const add = (fields: object, message: string): void => void lines.push({ message, fields });
  const log: ServiceLog = { debug: () => undefined, info: add, warn: add, error: add, child: () => log };
  return log;
}

/** Stores facts through a subject of their own, as every write goes. */
export async function storeFacts(store: ServiceStore, writes: StoreWrites): Promise<void> {
  await store.bump([
    {
      subject: { kind: "repository", installationId: 999, repositoryId: 999 },
      priority: PRIORITY.mergeQueue,
    },
  ]);
  const [claim] = await store.claimWork({
    owner: "facts",
    limit: 1,
    leaseMs: LEASE_MS,
    keys: ["repository:999"],
  });
  if (claim === undefined) throw new Error("There was nothing to claim.");
  await store.settle(claim, { kind: "done" }, writes);
}

export interface OrganisationParts {
  readonly id: number;
  readonly login: string;
  readonly catalog: string;
  readonly repositories: readonly Repository[];
}

/** Installs the app in an organisation whose catalog stands in its `.github`; GitHub and the store both know it. */
export async function addOrganisation(
  store: ServiceStore,
  fake: FakeSummaryGitHub,
  { id, login, catalog, repositories }: OrganisationParts,
): Promise<void> {
  const installation: Installation = {
    id: id + 70,
    accountId: id,
    accountLogin: login,
    accountType: "Organization",
    isSuspended: false,
  };
  for (const repository of repositories) fake.repositories.set(repository.id, { repository, issues: [] });
  fake.catalogs.set(`${login}/.github`, catalog);
  await storeFacts(store, {
    installations: [installation],
    repositories,
    catalogs: [
      {
        repositoryId: id,
        layer: "organisation",
        source: `${login}/.github`,
        path: CATALOG_PATH,
        state: "text",
        text: catalog,
        readAtMs: 0,
      },
    ],
  });
}

export function repositoryOf(id: number, more: Partial<Repository> = {}): Repository {
  return {
    id,
    installationId: 75,
    ownerId: 5,
    owner: "acme",
    name: `repo-${id}`,
    visibility: "private",
    defaultBranch: "main",
    isArchived: false,
    isDeleted: false,
    ...more,
  };
}

export function landedOf(
  repositoryId: number,
  number: number,
  more: Partial<AssessedChange> = {},
): NonNullable<StoreWrites["changes"]>[number] {
  return {
    repositoryId,
    catalogVersion: "v1",
    change: {
      id: `#${number}`,
      sha: number.toString(16).padStart(40, "0"),
      number,
      title: `Change ${number}`,
      author: "mona",
      landedAtMs: 0,
      areas: [],
      touchesNoArea: true,
      paths: [],
      eligible: true,
      asked: true,
      answer: { kind: "none" },
      ...more,
    },
  };
}
