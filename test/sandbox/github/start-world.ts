import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ProbotOctokit } from "probot";
import { onTestFinished } from "vitest";
import type { SimulatedGitHub, SimulatedGitHubOptions } from "../../../sandbox/github/simulated-git-hub.ts";
import { startSimulatedGitHub } from "../../../sandbox/github/start-simulated-git-hub.ts";

const APP_ID = 4711;
export const SECRET = "a-secret-that-is-long-enough";
const EVENTS = [
  ...["check_run", "check_suite", "issue_comment", "issues", "label"],
  ...["merge_group", "pull_request", "push", "repository"],
];
const START_MS = Date.UTC(2026, 0, 5, 10, 0, 0);

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** What Probot gives an app, without its own throttling and retries: a refusal must reach the test. */
const PlainOctokit = ProbotOctokit.defaults((defaults: object) => ({
  ...defaults,
  throttle: { enabled: false },
  retry: { enabled: false },
}));
type GitHubClient = InstanceType<typeof ProbotOctokit>;

export interface StartedWorld {
  readonly gitHub: SimulatedGitHub;
  /** Moved by hand: time stands still between the steps of a test. */
  readonly clock: { nowMs: number };
  readonly installationId: number;
  /** As the installation, without octokit's own throttling and retries. */
  readonly octokit: GitHubClient;
  readonly appOctokit: GitHubClient;
}

/** An organisation `acme` with a private repository `shop`, a public `docs` outside the installation, and the app. */
export async function startWorld(options: Partial<SimulatedGitHubOptions> = {}): Promise<StartedWorld> {
  const clock = { nowMs: START_MS };
  const gitHub = await startSimulatedGitHub({
    now: () => clock.nowMs,
    // What Throughline asks for, and issues.
    app: { id: APP_ID, publicKey, events: EVENTS },
    tokenTimes: "unchecked",
    ...options,
  });
  onTestFinished(() => gitHub.close());
  const { driver } = gitHub;
  driver.addOrganisation("acme");
  driver.addRepository({
    owner: "acme",
    name: "shop",
    files: { "README.md": "# Shop\n", "src/cart.ts": "one\n" },
  });
  driver.addRepository({
    owner: "acme",
    name: "docs",
    visibility: "public",
    files: { "README.md": "# Docs\n" },
  });
  driver.setRole({ repository: "acme/shop", login: "ada", role: "write" });
  const { id } = driver.install({ account: "acme", repositories: ["acme/shop"] });
  return {
    gitHub,
    clock,
    installationId: id,
    octokit: connect(gitHub, id),
    appOctokit: connect(gitHub, undefined),
  };
}

export const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export function connect(gitHub: SimulatedGitHub, installationId: number | undefined): GitHubClient {
  return new PlainOctokit({
    baseUrl: `${gitHub.url}/api/v3`,
    auth: { appId: APP_ID, privateKey, ...(installationId === undefined ? {} : { installationId }) },
    log: QUIET,
  });
}

/** One token for good: octokit's own renewal waits and tries again where a new token is refused. */
export async function hold(
  appOctokit: GitHubClient,
  installationId: number,
  url: string,
): Promise<GitHubClient> {
  const { data } = await appOctokit.rest.apps.createInstallationAccessToken({
    installation_id: installationId,
  });
  return new PlainOctokit({ baseUrl: url, auth: { token: data.token }, log: QUIET });
}

export const SHOP = { owner: "acme", repo: "shop" };

export interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A receiver of webhooks that answers with `status`. */
export async function startReceiver(
  status = 202,
): Promise<{ readonly url: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((message, response) => {
    let body = "";
    message.setEncoding("utf8");
    message.on("data", (chunk: string) => {
      body += chunk;
    });
    message.on("end", () => {
      received.push({ headers: message.headers, body });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

/** Status of a request that fails. */
export async function readStatus(
  request: Promise<unknown>,
): Promise<{ readonly status: number; readonly message: string }> {
  try {
    await request;
  } catch (error) {
    const { status, message } = error as { readonly status: number; readonly message: string };
    return { status, message };
  }
  throw new Error("The request was expected to fail.");
}
