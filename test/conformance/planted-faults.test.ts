import { afterEach, describe, expect, it } from "vitest";
import {
  type Exchange,
  exchangeChannel,
  type PostedWebhook,
  webhookChannel,
} from "../../sandbox/github/observe/traffic.ts";
import { PULL_REQUEST_PAGE } from "../../src/github/pull-request-page-query.ts";
import { findGraphQLFaults } from "./find-graphql-faults.ts";
import { findRestFaults } from "./find-rest-faults.ts";
import { findWebhookFaults } from "./find-webhook-faults.ts";
import type { Fault } from "./read-published.ts";
import { listRecordedPayloads } from "./recorded-payloads.ts";
import { Traffic } from "./traffic.ts";

const CHECK = {
  name: "throughline",
  head_sha: "d6fde92930d4715a2b49857d24b940956b26d2d3",
  output: { title: "Not said", summary: "Which metric is this for?" },
  actions: [{ label: "No metric", description: "It serves none", identifier: "none" }],
};

/** A request whose answer is not looked at unless it is given. */
function ask(
  method: string,
  path: string,
  more: Partial<Exchange> & { readonly body?: unknown } = {},
): Exchange {
  const { body, ...others } = more;
  return {
    method,
    url: `/api/v3${path}`,
    accept: "application/json",
    requestText: body === undefined ? "" : JSON.stringify(body),
    status: 404,
    responseText: JSON.stringify({ message: "Not Found" }),
    isInjected: false,
    ...others,
  };
}

function list(faults: readonly Fault[]): readonly string[] {
  return faults.map(({ by, what }) => `${by}: ${what}`);
}

const RUNS = "/repos/acme/shop/check-runs";
const LIST = "/repos/acme/shop/issues/7/comments";

describe("what the app asks", () => {
  it("passes where it is right", () => {
    const asked = [
      ask("POST", RUNS, { body: CHECK }),
      ask("GET", `${LIST}?per_page=100&page=2`),
      ask("GET", "/repos/acme/shop/contents/docs/a%20b/c.md?ref=main"),
      ask("GET", "/repositories/81/issues/7/comments?per_page=1"),
      ask("POST", "/app/installations/5/access_tokens"),
    ];
    expect(asked.flatMap(findRestFaults)).toEqual([]);
  });

  it.each<[string, Exchange, string]>([
    [
      "an unknown route",
      ask("GET", "/repos/acme/shop/metrics"),
      "app: no such route is described; if GitHub has it, add it to used.ts and renew",
    ],
    [
      "a method that the route has not",
      ask("PUT", RUNS),
      "app: no such route is described; if GitHub has it, add it to used.ts and renew",
    ],
    ["an unknown query parameter", ask("GET", `${LIST}?pagesize=3`), "app: unknown query parameter pagesize"],
    [
      "a page that is too large",
      ask("GET", `${LIST}?per_page=500`),
      "app: per_page=500: a page has 1 to 100",
    ],
    [
      "a query parameter of the wrong type",
      ask("GET", `${LIST}?page=next`),
      "app: page=next: must be integer",
    ],
    [
      "a value that is none of the known",
      ask("GET", "/repos/acme/shop/issues?state=merged"),
      'app: state=merged: must be equal to one of the allowed values: ["open","closed","all"]',
    ],
    [
      "a path of the wrong type",
      ask("GET", "/repos/acme/shop/issues/seven"),
      "app: {issue_number} = seven: must be integer",
    ],
    [
      "an unknown property",
      ask("POST", RUNS, { body: { ...CHECK, colour: "red" } }),
      "app: unknown property .colour in the body",
    ],
    [
      "an unknown property further down",
      ask("POST", RUNS, { body: { ...CHECK, actions: [{ ...CHECK.actions[0], tone: "calm" }] } }),
      "app: unknown property .actions[].tone in the body",
    ],
    [
      "an over-long label",
      ask("POST", RUNS, {
        body: { ...CHECK, actions: [{ ...CHECK.actions[0], label: "Yes, exactly as suggested" }] },
      }),
      "app: body /actions/[]/label must NOT have more than 20 characters",
    ],
    [
      "an over-long description",
      ask("POST", RUNS, {
        body: { ...CHECK, actions: [{ ...CHECK.actions[0], description: "x".repeat(41) }] },
      }),
      "app: body /actions/[]/description must NOT have more than 40 characters",
    ],
    [
      "an over-long summary",
      ask("POST", RUNS, { body: { ...CHECK, output: { title: "t", summary: "x".repeat(65_536) } } }),
      "app: body /output/summary must NOT have more than 65535 characters",
    ],
    [
      "a wrong type",
      ask("PATCH", "/repos/acme/shop/issues/comments/9", { body: { body: 7 } }),
      "app: body /body must be string",
    ],
    [
      "a body without what is required",
      ask("POST", "/repos/acme/shop/issues/7/comments", { body: {} }),
      "app: body / must have required property 'body'",
    ],
    ["no body where one is required", ask("POST", LIST), "app: a body is required"],
    [
      "a body where there is none",
      ask("GET", "/app", { body: { page: 1 } }),
      "app: a body where none is described",
    ],
  ])("is caught with %s", (_, exchange, fault) => {
    expect(list(findRestFaults(exchange))).toContain(fault);
  });
});

const COMMENT = {
  id: 9,
  node_id: "IC_9",
  url: "https://api.github.com/repos/acme/shop/issues/comments/9",
  html_url: "https://github.com/acme/shop/issues/7#issuecomment-9",
  issue_url: "https://api.github.com/repos/acme/shop/issues/7",
  body: "Impact: retention",
  user: null,
  created_at: "2026-01-05T10:00:00Z",
  updated_at: "2026-01-05T10:00:00Z",
};

function answer(json: unknown, more: Partial<Exchange> = {}): Exchange {
  return ask("GET", "/repos/acme/shop/issues/comments/9", {
    status: 200,
    responseText: JSON.stringify(json),
    ...more,
  });
}

describe("what the simulated GitHub answers", () => {
  it("passes where it is right, and where a fault was injected on purpose", () => {
    const rights = [
      answer(COMMENT),
      answer("<html>", { isInjected: true }),
      answer("", { status: 304, responseText: "" }),
    ];
    expect(rights.flatMap(findRestFaults)).toEqual([]);
  });

  it.each<[string, Exchange, string]>([
    [
      "a missing property",
      answer({ ...COMMENT, node_id: undefined }),
      "simulation: answers 200: / must have required property 'node_id'",
    ],
    ["a wrong type", answer({ ...COMMENT, id: "9" }), "simulation: answers 200: /id must be integer"],
    [
      "a time of another form",
      answer({ ...COMMENT, created_at: "5 Jan 2026" }),
      'simulation: answers 200: /created_at must match format "date-time"',
    ],
    [
      "a property that GitHub has not",
      answer({ ...COMMENT, mood: "good" }),
      "simulation: answers 200 with .mood, which no schema names",
    ],
    [
      "a status that GitHub never gives",
      answer(COMMENT, { status: 206 }),
      "simulation: answers 206, which is not described",
    ],
    ["no JSON", answer(COMMENT, { responseText: "<html>" }), "simulation: answers 200 with no JSON"],
    ["nothing", answer(COMMENT, { responseText: "" }), "simulation: answers 200 without a body"],
  ])("is caught with %s", (_, exchange, fault) => {
    expect(list(findRestFaults(exchange))).toContain(fault);
  });
});

const VARIABLES = { owner: "acme", name: "shop", first: 100, after: null, appId: 5 };

function query(text: string, more: { readonly variables?: object; readonly answer?: object } = {}): Exchange {
  const operationName = /query (\w+)/.exec(text)?.[1];
  return {
    ...ask("POST", "", { body: { query: text, operationName, variables: more.variables ?? {} } }),
    url: "/api/graphql",
    status: 200,
    responseText: JSON.stringify(
      more.answer ?? { data: null, errors: [{ type: "NOT_FOUND", message: "None" }] },
    ),
  };
}

const NAME = 'query Name { repository(owner: "a", name: "b") { nameWithOwner isArchived } }';

describe("what the app asks of GraphQL", () => {
  it("passes where it is right", () => {
    expect(findGraphQLFaults(query(PULL_REQUEST_PAGE, { variables: VARIABLES }))).toEqual([]);
    const data = { repository: { nameWithOwner: "a/b", isArchived: false } };
    expect(findGraphQLFaults(query(NAME, { answer: { data } }))).toEqual([]);
  });

  it.each<[string, Exchange, string]>([
    [
      "an unknown field",
      query(NAME.replace("isArchived", "isFrozen")),
      'app: Cannot query field "isFrozen" on type "Repository".',
    ],
    [
      "an unknown argument",
      query(NAME.replace('name: "b"', 'called: "b"')),
      'app: Unknown argument "called" on field "Query.repository".',
    ],
    ["no GraphQL", query("query Broken {"), "app: Syntax Error: Expected Name, found <EOF>."],
    [
      "a variable of the wrong type",
      query(PULL_REQUEST_PAGE, { variables: { ...VARIABLES, first: "100" } }),
      'app: $first: Int cannot represent non-integer value: "100"',
    ],
    [
      "a list that is too long",
      query(PULL_REQUEST_PAGE, { variables: { ...VARIABLES, first: 101 } }),
      "app: pullRequests wants first or last from 1 to 100, and has 101",
    ],
    [
      "a list without a length",
      query('query Many { repository(owner: "a", name: "b") { pullRequests { totalCount } } }'),
      "app: pullRequests wants first or last from 1 to 100, and has NaN",
    ],
    [
      "too many nodes",
      query(
        'query Many { repository(owner: "a", name: "b") { pullRequests(first: 100) { nodes { comments(first: 100) { nodes { id } } commits(first: 100) { nodes { commit { checkSuites(first: 100) { totalCount } } } } } } } }',
      ),
      "app: asks for up to 1020100 nodes, more than 500000",
    ],
  ])("is caught with %s", (_, exchange, fault) => {
    expect(list(findGraphQLFaults(exchange)).map((line) => line.split(" Did you mean")[0])).toContain(fault);
  });

  it.each<[string, object, string]>([
    [
      "a field of the wrong type",
      { nameWithOwner: 5, isArchived: false },
      "data.repository.nameWithOwner: 5 is no String",
    ],
    [
      "a null that never is",
      { nameWithOwner: "a/b", isArchived: null },
      "data.repository.isArchived is null, and never null on GitHub",
    ],
    [
      "more than was asked for",
      { nameWithOwner: "a/b", isArchived: true, id: "R_1" },
      "data.repository.id is answered and was not asked for",
    ],
  ])("catches an answer with %s", (_, repository, fault) => {
    expect(list(findGraphQLFaults(query(NAME, { answer: { data: { repository } } })))).toContain(
      `simulation: ${fault}`,
    );
  });
});

it("reads fragments on an interface, whether or not an answer says its type", () => {
  const text =
    'query Both { repository(owner: "a", name: "b") { issueOrPullRequest(number: 1) { ... on Comment { body id } } } }';
  const hold = (issueOrPullRequest: object) =>
    list(findGraphQLFaults(query(text, { answer: { data: { repository: { issueOrPullRequest } } } })));
  expect(hold({ body: "Text", id: "I_1" })).toEqual([]);
  expect(hold({ body: 5 })).toEqual([
    "simulation: data.repository.issueOrPullRequest.body: 5 is no String",
    "simulation: data.repository.issueOrPullRequest.id is undefined, and never null on GitHub",
  ]);
});

describe("webhooks that the simulated GitHub sends", () => {
  const payload = listRecordedPayloads().find(({ event }) => event === "label")?.payload ?? {};
  const headers = Object.fromEntries(
    [
      "content-type",
      "user-agent",
      "x-github-delivery",
      "x-github-event",
      "x-github-hook-id",
      "x-hub-signature-256",
    ]
      .concat(["x-github-hook-installation-target-id", "x-github-hook-installation-target-type"])
      .map((name) => [name, "x"]),
  );
  const post = (more: object, sent = headers): PostedWebhook => ({
    event: "label",
    headers: sent,
    body: JSON.stringify({ ...payload, ...more }),
  });

  it.each<[string, PostedWebhook, string]>([
    ["without what is required", post({ label: undefined }), "/ must have required property 'label'"],
    [
      "with a wrong type",
      post({ label: { ...(payload["label"] as object), color: 7 } }),
      "/label/color must be string",
    ],
    ["with a property that GitHub has not", post({ mood: "good" }), ".mood, which no schema names"],
    ["of an unknown action", post({ action: "polished" }), "no such webhook is described"],
    ["without a header", post({}, { "x-github-event": "label" }), "without the header x-hub-signature-256"],
  ])("are caught %s", (_, webhook, fault) => {
    expect(list(findWebhookFaults(webhook))).toContain(`simulation: ${fault}`);
  });
});

describe("the traffic of a process", () => {
  const traffic = new Traffic();
  afterEach(() => traffic.stop());

  it("is counted, and each kind of fault told once", () => {
    traffic.start();
    for (let times = 0; times < 3; times += 1) exchangeChannel.publish(ask("GET", `${LIST}?per_page=500`));
    exchangeChannel.publish(query(NAME));
    exchangeChannel.publish({ ...ask("GET", ""), url: "/apps/throughline/installations/new" });
    exchangeChannel.publish({ ...ask("POST", ""), url: "/api/graphql", requestText: "no JSON" });
    webhookChannel.publish({ event: "star", headers: {}, body: '{"action":"created"}' });
    expect(traffic.counts).toEqual({ rest: 3, graphQL: 2, webhooks: 1 });
    expect(traffic.faults()).toEqual([
      expect.stringMatching(/^1x simulation \| star.created \| no such webhook/),
      expect.stringMatching(/^1x simulation \| the check itself \| SyntaxError/),
      "3x app | GET /repos/{owner}/{repo}/issues/{issue_number}/comments | per_page=500: a page has 1 to 100",
    ]);
  });
});
