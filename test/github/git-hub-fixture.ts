import { generateKeyPairSync } from "node:crypto";
import nock from "nock";
import { afterEach, beforeEach, expect } from "vitest";
import { createGitHubApp, type GitHubAppOptions } from "../../src/github/create-git-hub-app.ts";
import type { RequestEvent } from "../../src/github/request-event.ts";
import { GitHubError, type GitHubFailure } from "../../src/workflows/ports/git-hub-error.ts";
import type { RequestKind } from "../../src/workflows/ports/request-gate.ts";

export const API = "https://api.github.com";
export const NOW_MS = Date.UTC(2026, 2, 31, 9, 0, 0);
export const APP_ID = 77;
const INSTALLATION_ID = 900;
export const REPOSITORY = { owner: "octocat", name: "shop" };
export const PULL_REQUEST = { ...REPOSITORY, number: 812 };

export const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

/** An adapter under test and everything it did to what surrounds it. */
export function openGitHub(options: Partial<GitHubAppOptions> & { readonly full?: number } = {}) {
  const requests: RequestEvent[] = [];
  const logged: string[] = [];
  const warned: unknown[] = [];
  const taken: RequestKind[] = [];
  const held: number[] = [];
  const app = createGitHubApp({
    appId: APP_ID,
    privateKey: keys.privateKey,
    now: () => NOW_MS,
    gate: {
      take: async (_installationId, kind) => {
        taken.push(kind);
        return options.full;
      },
      hold: async (_installationId, untilMs) => {
        held.push(untilMs);
      },
    },
    log: {
      debug: (fields, message) => logged.push(`${message} ${JSON.stringify(fields)}`),
      warn: (fields, message) => warned.push([fields, message]),
    },
    onRequest: (event) => requests.push(event),
    ...options,
  });
  return { app, gitHub: app.forInstallation(INSTALLATION_ID), requests, logged, warned, taken, held };
}

export function expectToken(token = "ghs_first", base = API): nock.Scope {
  return nock(base)
    .post(`${base === API ? "" : "/api/v3"}/app/installations/${INSTALLATION_ID}/access_tokens`)
    .reply(201, { token, expires_at: new Date(NOW_MS + 3_600_000).toISOString() });
}

/** What GitHub is to answer, to a token that needs no asking for. */
export function expectRequests(): nock.Scope {
  expectToken();
  return nock(API, { reqheaders: { authorization: "token ghs_first" } });
}

export async function catchFailure(work: Promise<unknown>): Promise<GitHubFailure> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GitHubError)) throw new Error("expected a GitHubError", { cause: error });
  return error.failure;
}

export async function collect<Value>(pages: AsyncIterable<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for await (const page of pages) values.push(page);
  return values;
}

/** Each request of a test must be foreseen, and each that was foreseen must come. */
export function watchRequests(): void {
  const unforeseen: string[] = [];
  const note = (request: Request | { readonly method?: string; readonly path?: string }): void => {
    unforeseen.push(`${request.method} ${"url" in request ? request.url : request.path}`);
  };
  beforeEach(() => {
    unforeseen.length = 0;
    // nock answers what it does not know with 501, which looks like a fault of GitHub.
    nock.emitter.on("no match", note);
  });
  afterEach(() => {
    nock.emitter.removeListener("no match", note);
    const pending = nock.pendingMocks();
    nock.cleanAll();
    expect({ unforeseen, pending }).toEqual({ unforeseen: [], pending: [] });
  });
}

export function pullRequestJson(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    number: 812,
    state: "open",
    title: "Keep the cart",
    body: "Impact: checkout-conversion",
    draft: false,
    user: { id: 1, login: "octocat", type: "User" },
    labels: [{ id: 5, name: "bug" }],
    changed_files: 3,
    created_at: "2026-03-30T08:00:00Z",
    updated_at: "2026-03-31T08:00:00Z",
    merged_at: null,
    merge_commit_sha: "feed",
    head: { sha: "abc123", ref: "keep-cart", repo: { id: 42 } },
    base: { ref: "main", repo: { id: 42 } },
    ...changes,
  };
}

export function commentJson(changes: Readonly<Record<string, unknown>> = {}) {
  return {
    id: 1,
    body: "Looks good",
    user: { id: 2, login: "hubot", type: "User" },
    performed_via_github_app: null,
    reactions: { "+1": 0 },
    created_at: "2026-03-31T08:00:00Z",
    updated_at: "2026-03-31T08:05:00Z",
    ...changes,
  };
}
