import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { toDelivery } from "../../src/app/to-delivery.ts";
import {
  connectRaw,
  makeHeaders,
  postWebhook,
  type RunningServer,
  SECRET,
  sign,
  startTestServer,
  toRequestHead,
} from "./running-server.ts";

const BODY = JSON.stringify({ action: "opened" });

async function statusOf(
  server: RunningServer,
  body: string,
  headers: Record<string, string> = {},
): Promise<number> {
  const response = await postWebhook(server, body, headers);
  await response.text();
  return response.status;
}

async function readMetric(server: RunningServer, line: string): Promise<string | undefined> {
  const text = await (await fetch(`${server.metricsUrl}/metrics`)).text();
  return text.split("\n").find((one) => one.startsWith(line));
}

describe("POST /api/github/webhooks", () => {
  it("answers 202 once the delivery is durable", async () => {
    const server = await startTestServer();
    const response = await postWebhook(server, BODY, { "x-github-delivery": "guid-1" });
    expect([response.status, await response.text()]).toEqual([202, "new\n"]);
    expect(server.accepted).toEqual([
      {
        id: "guid-1",
        event: "pull_request",
        payload: { action: "opened" },
        bodyHash: createHash("sha256").update(BODY).digest("hex"),
        receivedAtMs: 10_000,
      },
    ]);
  });

  it("says which address is right where a webhook came to another one", async () => {
    const server = await startTestServer();
    for (const path of [
      "",
      "/api/github/webhooks/",
      "//api/github/webhooks",
      "/api//github/webhooks//",
      "/API/GitHub/Webhooks",
      "/webhooks",
      "/api/github/webhook",
      "/api/github/webhooks%20",
    ]) {
      const response = await fetch(server.url + path, {
        method: "POST",
        headers: makeHeaders(BODY),
        body: BODY,
      });
      expect([path, response.status, await response.text()]).toEqual([
        path,
        404,
        `Webhooks are taken at ${server.url}/api/github/webhooks and nowhere else: set exactly this as the Webhook URL in the settings of your GitHub App.\n`,
      ]);
    }
    const behindProxy = await fetch(`${server.url}/`, {
      method: "POST",
      headers: { ...makeHeaders(BODY), "x-forwarded-proto": "https", "x-forwarded-host": "t.example.com" },
      body: BODY,
    });
    expect(await behindProxy.text()).toContain(" https://t.example.com/api/github/webhooks ");
    expect(server.accepted).toEqual([]);
    // What is no webhook is no business of this.
    expect((await fetch(`${server.url}/`, { method: "POST", body: BODY })).status).toBe(405);
  });

  it("does not answer before the delivery is durable", async () => {
    const stored = Promise.withResolvers<"new">();
    const started = Promise.withResolvers<void>();
    const server = await startTestServer({
      accept: () => {
        started.resolve();
        return stored.promise;
      },
    });
    let answered = false;
    const response = postWebhook(server, BODY).then((one) => {
      answered = true;
      return one;
    });
    await started.promise;
    expect(answered).toBe(false);
    stored.resolve("new");
    expect((await response).status).toBe(202);
  });

  it("answers 202 to each copy of a delivery", async () => {
    const server = await startTestServer();
    const id = { "x-github-delivery": randomUUID() };
    const statuses = await Promise.all([1, 2, 3, 4, 5].map(() => statusOf(server, BODY, id)));
    expect(statuses).toEqual([202, 202, 202, 202, 202]);
    expect(await readMetric(server, 'throughline_webhooks_total{outcome="duplicate"}')).toMatch(/ 4$/);
  });

  it("answers 503 where the store fails, and says so in the log", async () => {
    const server = await startTestServer({ accept: () => Promise.reject(new Error("disk full")) });
    expect(await statusOf(server, BODY)).toBe(503);
    expect(server.logged).toContainEqual(
      expect.objectContaining({ level: "error", message: "webhook not stored" }),
    );
  });

  it("refuses signatures that are missing, wrong, garbled or doubled", async () => {
    const server = await startTestServer();
    const right = sign(BODY);
    for (const signature of [
      "",
      "sha256=",
      right.slice(0, -1),
      `${right}0`,
      right.toUpperCase(),
      right.replace("sha256", "sha1"),
      `${right}, ${right}`,
      `sha256=${"é".repeat(64)}`.normalize("NFC").replaceAll("é", "z"),
      sign(BODY, "development"),
      sign(`${BODY} `),
    ]) {
      expect(await statusOf(server, BODY, { "x-hub-signature-256": signature })).toBe(401);
    }
    expect(server.accepted).toEqual([]);
    expect(JSON.stringify(server.logged)).not.toContain(SECRET);
  });

  it("refuses a signature header that comes twice", async () => {
    const server = await startTestServer();
    const headers = { ...makeHeaders(BODY), "content-length": BODY.length, connection: "close" };
    const doubled = toRequestHead(headers).replace(
      "\r\n\r\n",
      `\r\nX-Hub-Signature-256: ${sign(BODY)}\r\n\r\n`,
    );
    const { socket, ended } = connectRaw(server);
    socket.write(doubled + BODY);
    expect(await ended).toMatch(/^HTTP\/1\.1 401 /);
  });

  it("refuses a delivery without an id or an event, or with odd ones", async () => {
    const server = await startTestServer();
    for (const id of ["", "a b", "x".repeat(101), "a/../b"]) {
      expect(await statusOf(server, BODY, { "x-github-delivery": id })).toBe(400);
    }
    for (const event of ["", "Pull Request", "__proto__.x", "x".repeat(101)]) {
      expect(await statusOf(server, BODY, { "x-github-event": event })).toBe(400);
    }
  });

  it("takes events of any name that GitHub gives them", async () => {
    const server = await startTestServer();
    for (const event of ["projects_v2_item", "projects_v2", "Sub-Issues", "star"]) {
      expect(await statusOf(server, BODY, { "x-github-event": event })).toBe(202);
    }
    expect(server.accepted).toHaveLength(4);
  });

  it("answers what is told of other apps' checks without storing it, once it is signed and whole", async () => {
    const server = await startTestServer();
    const check = { "x-github-event": "check_run" };
    for (const [event, body] of [
      ["check_run", '{"action":"created","check_run":{'],
      ["check_run", ' { "action" : "completed" }'],
      ["check_suite", '{"action":"completed"}'],
      ["check_suite", '{"action":"requested"}'],
    ] as const) {
      const response = await postWebhook(server, body, { "x-github-event": event });
      expect([response.status, await response.text()]).toEqual([202, "unused\n"]);
    }
    expect(server.accepted).toEqual([]);
    expect(await readMetric(server, 'throughline_webhooks_total{outcome="unused"}')).toMatch(/ 4$/);
    const unsigned = { ...check, "x-hub-signature-256": sign("other") };
    expect(await statusOf(server, '{"action":"created"}', unsigned)).toBe(401);
    expect(await statusOf(server, `{"action":"created"}${" ".repeat(25 * 1_048_576)}`, check)).toBe(413);
    expect(await statusOf(server, '{"action":"created"}', { ...check, "x-github-delivery": "" })).toBe(400);
  });

  it("stores what a person asks of a check, and what has no action", async () => {
    const server = await startTestServer();
    for (const event of ["check_run", "check_suite"]) {
      for (const body of ['{"action":"rerequested"}', '{"action":"requested_action"}', "{}"]) {
        expect(await statusOf(server, body, { "x-github-event": event })).toBe(202);
      }
    }
    expect(server.accepted).toHaveLength(6);
    expect(await statusOf(server, '{"action":"created"}', { "x-github-event": "label" })).toBe(202);
    expect(server.accepted).toHaveLength(7);
  });

  it("hands over an id beyond 2^53 as it was sent", async () => {
    const server = await startTestServer();
    expect(await statusOf(server, '{"action":"opened","installation":{"id":9007199254740993}}')).toBe(202);
    expect(server.accepted[0]?.payload).toEqual({
      action: "opened",
      installation: { id: "9007199254740993" },
    });
  });

  it("refuses a body that is no JSON", async () => {
    const server = await startTestServer();
    for (const body of ["", "{", "payload=%7B%7D", "\uFEFF{}", "undefined", "[".repeat(1000)]) {
      expect(await statusOf(server, body)).toBe(400);
    }
  });

  it("takes any JSON, also 100,000 nested arrays", async () => {
    const server = await startTestServer({
      accept: async (webhook) => (toDelivery(webhook).content.kind === "ignored" ? "new" : "duplicate"),
    });
    const nested = "[".repeat(100_000) + "]".repeat(100_000);
    for (const body of ["null", "1", "[]", `{"__proto__":{"action":1}}`, nested, `{"action":${nested}}`]) {
      expect(await statusOf(server, body)).toBe(202);
    }
  });

  it("refuses other content types and encodings, and says what to choose", async () => {
    const server = await startTestServer();
    const form = await postWebhook(server, BODY, { "content-type": "application/x-www-form-urlencoded" });
    expect([form.status, await form.text()]).toEqual([
      415,
      "Choose the content type application/json in the settings of the webhook.\n",
    ]);
    expect(await statusOf(server, BODY, { "content-type": "text/plain" })).toBe(415);
    expect(await statusOf(server, BODY, { "content-type": "application/json; charset=utf-8" })).toBe(202);
    const zipped = await fetch(`${server.url}/api/github/webhooks`, {
      method: "POST",
      headers: { ...makeHeaders(gzipSync(BODY)), "content-encoding": "gzip" },
      body: gzipSync(BODY),
    });
    expect(zipped.status).toBe(415);
  });

  it("answers only POST there", async () => {
    const server = await startTestServer();
    expect((await fetch(`${server.url}/api/github/webhooks`)).status).toBe(404);
    const put = await fetch(`${server.url}/api/github/webhooks`, { method: "PUT", body: BODY });
    expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });
});

describe("the limit of a body", () => {
  const CAP = 1000;
  const limits = { maxBodyBytes: CAP, requestTimeoutMs: 5000 };

  it("is 25 MB where nothing else is set", async () => {
    const server = await startTestServer();
    const { socket, ended } = connectRaw(server);
    socket.write(toRequestHead({ ...makeHeaders(BODY), "content-length": 26 * 1024 * 1024 }));
    expect(await ended).toMatch(/^HTTP\/1\.1 413 /);
  });

  it("lets a body of just that size in", async () => {
    const server = await startTestServer({ limits });
    expect(await statusOf(server, JSON.stringify("x".repeat(CAP - 2)))).toBe(202);
    expect(await statusOf(server, JSON.stringify("x".repeat(CAP - 1)))).toBe(413);
  });

  it("goes by the bytes that come, not by what is announced", async () => {
    const server = await startTestServer({ limits });
    const { socket, ended } = connectRaw(server);
    socket.write(toRequestHead({ ...makeHeaders(BODY), "transfer-encoding": "chunked" }));
    for (let sent = 0; sent <= CAP; sent += 100) socket.write(`64\r\n${"x".repeat(100)}\r\n`);
    const answer = await ended;
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/connection: close/i);
    expect(await readMetric(server, 'throughline_webhooks_total{outcome="too-large"}')).toMatch(/ 1$/);
  });

  it("does not wait for a body that was announced and never comes", async () => {
    const server = await startTestServer({ limits: { ...limits, requestTimeoutMs: 100 } });
    const { socket, ended } = connectRaw(server);
    socket.write(`${toRequestHead({ ...makeHeaders(BODY), "content-length": 500 })}{`);
    expect(await ended).toMatch(/^HTTP\/1\.1 (408|400) |^$/);
    expect(server.accepted).toEqual([]);
  });

  it("takes what is announced as the end: the rest is another request, and a wrong one", async () => {
    const server = await startTestServer({ limits });
    const { socket, ended } = connectRaw(server);
    socket.write(`${toRequestHead({ ...makeHeaders("{}"), "content-length": 2 })}{}{}{}{}{}\r\n\r\n`);
    expect(await ended).toMatch(/^HTTP\/1\.1 (202|400) /);
  });

  it("refuses a request with both kinds of length", async () => {
    const server = await startTestServer({ limits });
    const { socket, ended } = connectRaw(server);
    socket.write(
      toRequestHead({ ...makeHeaders("{}"), "content-length": 2, "transfer-encoding": "chunked" }),
    );
    expect(await ended).toMatch(/^HTTP\/1\.1 400 /);
  });

  it("cuts a sender who gives a byte now and then", async () => {
    const server = await startTestServer({ limits: { ...limits, requestTimeoutMs: 200 } });
    const { socket, ended } = connectRaw(server);
    socket.write(toRequestHead({ ...makeHeaders(BODY), "content-length": 500 }));
    const drip = setInterval(() => void socket.write("x"), 10);
    socket.once("close", () => clearInterval(drip));
    await ended;
    expect(server.accepted).toEqual([]);
  });

  it("holds for all bodies together: the largest goes, the small one gets in", async () => {
    const server = await startTestServer({ limits: { ...limits, maxTotalBodyBytes: 900 } });
    const large = connectRaw(server);
    large.socket.write(toRequestHead({ ...makeHeaders(BODY), "content-length": 1000 }));
    large.socket.write("x".repeat(800));
    // The server reads connections in the order in which they become readable, so a health check behind it is enough.
    await (await fetch(`${server.url}/healthz`)).text();
    expect(await statusOf(server, JSON.stringify("y".repeat(300)))).toBe(202);
    expect(await large.answered).toMatch(/^HTTP\/1\.1 503 /);
  });

  it("outlives a sender who hangs up", async () => {
    const server = await startTestServer({ limits });
    const { socket } = connectRaw(server);
    socket.write(`${toRequestHead({ ...makeHeaders(BODY), "content-length": 500 })}{`);
    await (await fetch(`${server.url}/healthz`)).text();
    socket.resetAndDestroy();
    await once(socket, "close");
    expect(await statusOf(server, BODY)).toBe(202);
  });
});
