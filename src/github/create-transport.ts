import { Octokit } from "@octokit/rest";
import { parseExactJson } from "../payload/parse-exact-json.ts";
import { hideSecrets } from "../text/show-code.ts";
import { GitHubError } from "../workflows/ports/git-hub-error.ts";
import type { GitHubAnswer, GitHubClient, GitHubRequest } from "./git-hub-client.ts";
import type { RequestEvent, RequestLog } from "./request-event.ts";

export interface TransportOptions {
  readonly baseUrl: string;
  readonly now: () => number;
  readonly log: RequestLog;
  readonly timeoutMs: number;
  readonly fetch?: typeof fetch;
  readonly onRequest?: (event: RequestEvent) => void;
}

/** A request made concrete: where a redirect leads, only the address changes. */
export interface Call {
  readonly method: string;
  readonly route: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Caller {
  /** `token ghs_...` or `bearer <JWT>`; absent: nobody in particular. */
  readonly authorization?: string;
  readonly installationId?: number;
}

export interface Transport {
  toCall(request: GitHubRequest): Call;
  /** One HTTP request; any status is an answer, redirects too. Throws `fault` where none came in time. */
  exchange(call: Call, caller: Caller): Promise<GitHubAnswer>;
  readonly reportUnreadable: GitHubClient["reportUnreadable"];
}

// https://docs.github.com/rest/about-the-rest-api/api-versions
const API_VERSION = "2022-11-28";
const silent = () => undefined;

/**
 * octokit with its parts for retries, throttling and following redirects left out: who may send, when, and what an
 * answer means is decided one floor up, where the budget of the installation is known.
 */
export function createTransport(options: TransportOptions): Transport {
  const { baseUrl, now, log, timeoutMs, onRequest } = options;
  const { request } = new Octokit({
    baseUrl,
    userAgent: "throughline",
    // octokit logs whole requests, tokens and bodies included.
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: {
      redirect: "manual",
      // Read here: octokit makes BigInts of large ids, which its own addresses leave out and nothing can serialise.
      parseSuccessResponseBody: false,
      ...(options.fetch && { fetch: options.fetch }),
    },
  });
  return {
    reportUnreadable(route, [first, ...others]) {
      if (first === undefined) return;
      const fields = { route, count: 1 + others.length, why: first.why };
      log.warn(fields, "rows of a list of GitHub's can't be read: left out");
    },
    toCall({ route, parameters, headers }) {
      const call = request.endpoint(route, {
        ...parameters,
        ...(route === "POST /graphql" && { baseUrl: toGraphQLBase(baseUrl) }),
        headers: { "x-github-api-version": API_VERSION, ...headers },
      });
      return {
        method: call.method,
        route,
        url: call.url,
        headers: toTextHeaders(call.headers),
        ...(call.body === undefined ? {} : { body: call.body }),
      };
    },
    async exchange(call, caller) {
      const startedAtMs = now();
      const report = (status: number | undefined): void => {
        const event = toEvent({ call, caller, status, ms: now() - startedAtMs });
        log.debug(event, "GitHub request");
        onRequest?.(event);
      };
      try {
        const answer = await toAnswer(
          await request({
            method: call.method as "GET",
            url: call.url,
            headers: {
              ...call.headers,
              ...(caller.authorization === undefined ? {} : { authorization: caller.authorization }),
            },
            // As text: octokit's own writer takes words such as "12n" for large numbers.
            ...(call.body === undefined ? {} : { data: JSON.stringify(call.body) }),
            // Without it one hung connection holds its installation until the process ends.
            request: { signal: AbortSignal.timeout(timeoutMs) },
          }),
        );
        report(answer.status);
        return answer;
      } catch (error) {
        const answer = await findAnswer(error);
        report(answer?.status);
        if (answer !== undefined) return answer;
        throw toFault(call.route, error);
      }
    },
  };
}

interface Sent {
  readonly call: Call;
  readonly caller: Caller;
  readonly status: number | undefined;
  readonly ms: number;
}

function toEvent({ call, caller, status, ms }: Sent): RequestEvent {
  return {
    method: call.method,
    route: call.route.slice(call.method.length + 1),
    ...(status === undefined ? {} : { status }),
    ms,
    ...(caller.installationId === undefined ? {} : { installationId: caller.installationId }),
  };
}

/** Enterprise Server has REST at `/api/v3` and GraphQL beside it at `/api/graphql`. */
function toGraphQLBase(baseUrl: string): string {
  return baseUrl.replace(/\/api\/v3\/?$/, "/api");
}

interface AnyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
}

async function toAnswer({ status, headers, data }: AnyAnswer): Promise<GitHubAnswer> {
  const told = toTextHeaders(headers);
  return { status, headers: told, data: data instanceof ReadableStream ? await readData(data, told) : data };
}

/** JSON in which no id was rounded; text where it is none; empty where reading it broke off. */
async function readData(body: ReadableStream, headers: Readonly<Record<string, string>>): Promise<unknown> {
  const text = await new Response(body).text().catch(() => "");
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(headers["content-type"] ?? "")) return text;
  try {
    return parseExactJson(text);
  } catch {
    return text;
  }
}

function toTextHeaders(
  headers: Readonly<Record<string, string | number | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]])),
  );
}

/** octokit throws what is 304 or over 399, with the answer inside. */
async function findAnswer(error: unknown): Promise<GitHubAnswer | undefined> {
  if (typeof error !== "object" || error === null || !("response" in error)) return undefined;
  return error.response === undefined ? undefined : await toAnswer(error.response as AnyAnswer);
}

/** `ENOTFOUND`: "fetch failed" alone helps nobody. */
function findCode(cause: unknown): string | undefined {
  if (typeof cause !== "object" || cause === null) return undefined;
  if ("code" in cause && typeof cause.code === "string") return cause.code;
  // octokit's own error stands around that of the connection.
  return "cause" in cause ? findCode(cause.cause) : undefined;
}

/** The cause is the connection's own error: octokit's carries the request, body included. */
function toFault(route: string, error: unknown): GitHubError {
  const told = error instanceof Error ? error.message : "unknown error";
  const code = error instanceof Error ? findCode(error.cause) : undefined;
  const message = code === undefined || told.includes(code) ? told : `${told} (${code})`;
  return new GitHubError(
    { kind: "fault", message: hideSecrets(`${route}: no answer: ${message}`) },
    error instanceof Error && error.cause !== undefined ? { cause: error.cause } : {},
  );
}
