/** Payloads as GitHub sends them, with a few of the many fields that nobody reads. */
type Json = Record<string, unknown>;

export const PERSON = { id: 11, login: "mona", type: "User", site_admin: false };
export const BOT = { id: 12, login: "renovate[bot]", type: "Bot" };

export const REPOSITORY = {
  id: 900,
  node_id: "R_1",
  name: "shop",
  full_name: "acme/shop",
  private: true,
  visibility: "private",
  owner: { id: 5, login: "acme", type: "Organization" },
  default_branch: "main",
  archived: false,
  topics: [],
};

const INSTALLATION = { id: 77, node_id: "I_1" };

const COMMON = { repository: REPOSITORY, installation: INSTALLATION, sender: PERSON };

export function makePullRequestPayload(action: string, overrides: Json = {}, extra: Json = {}): Json {
  return {
    ...COMMON,
    action,
    number: 812,
    pull_request: {
      id: 1,
      number: 812,
      state: "open",
      title: "Faster checkout",
      body: "Impact: checkout-conversion",
      user: PERSON,
      draft: false,
      labels: [{ id: 1, name: "area: checkout", color: "fff" }],
      created_at: "2026-03-01T10:00:00Z",
      updated_at: "2026-03-01T10:05:00Z",
      merged_at: null,
      merge_commit_sha: "t".repeat(40),
      changed_files: 3,
      head: { sha: "a".repeat(40), ref: "faster", repo: { id: 900 } },
      base: { sha: "b".repeat(40), ref: "main", repo: { id: 900 } },
      ...overrides,
    },
    ...extra,
  };
}

export function makeCommentPayload(action: string, comment: Json = {}, extra: Json = {}): Json {
  return {
    ...COMMON,
    action,
    issue: { number: 812, pull_request: { url: "https://api.github.com/..." } },
    comment: {
      id: 4001,
      body: "/impact refund-rate",
      user: PERSON,
      created_at: "2026-03-01T11:00:00Z",
      updated_at: "2026-03-01T11:00:00Z",
      author_association: "NONE",
      ...comment,
    },
    ...extra,
  };
}

export function makeCheckRunPayload(action: string, checkRun: Json = {}, extra: Json = {}): Json {
  return {
    ...COMMON,
    action,
    check_run: {
      id: 31,
      name: "throughline",
      head_sha: "a".repeat(40),
      external_id: "pull-request:812",
      pull_requests: [],
      ...checkRun,
    },
    ...(action === "requested_action" ? { requested_action: { identifier: "yes" } } : {}),
    ...extra,
  };
}

export function makePushPayload(overrides: Json = {}): Json {
  return {
    ...COMMON,
    ref: "refs/heads/main",
    before: `${"0".repeat(39)}1`,
    after: "c".repeat(40),
    created: false,
    deleted: false,
    forced: false,
    commits: [makeCommit({ modified: ["src/index.ts"] })],
    ...overrides,
  };
}

export function makeCommit(files: { added?: string[]; modified?: string[]; removed?: string[] }): Json {
  return { id: "c".repeat(40), distinct: false, added: [], modified: [], removed: [], ...files };
}

export function makeRepositoryPayload(action: string, repository: Json = {}, extra: Json = {}): Json {
  return { ...COMMON, action, repository: { ...REPOSITORY, ...repository }, ...extra };
}

export function makeInstallationPayload(action: string, installation: Json = {}, extra: Json = {}): Json {
  return {
    action,
    installation: {
      id: 77,
      account: { id: 5, login: "acme", type: "Organization" },
      target_type: "Organization",
      suspended_at: null,
      ...installation,
    },
    sender: PERSON,
    ...extra,
  };
}

export function makePayload(action: string | undefined, extra: Json): Json {
  return { ...COMMON, ...(action === undefined ? {} : { action }), ...extra };
}
