import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import nock from "nock";
import { describe, expect, it, onTestFinished } from "vitest";
import { type ChannelsOptions, createChannels } from "../../src/channels/create-channels.ts";
import type { ChannelAddress } from "../../src/settings/channel-address.ts";
import { makeCertificate } from "./made-certificate.ts";

const HOST = "hooks.example.test";
const NOW_MS = Date.parse("2026-11-23T08:00:00Z");
const MESSAGE = {
  title: "acme, 2026-W47",
  lines: ["Two & <three>"],
  link: { url: "https://x.test/1", text: "All" },
};

// Names of no network at all (RFC 6761): each test says what they resolve to, and that is loopback.
nock.enableNetConnect(/^(?:hooks|other)\.example\.test:\d+$/u);

interface Received {
  readonly body: unknown;
  readonly headers: IncomingMessage["headers"];
}

/** A webhook on loopback that speaks TLS under a name of the Internet. */
async function startHook(answer: (response: ServerResponse) => void) {
  const { cert, key } = makeCertificate(HOST);
  const received: Received[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ body: JSON.parse(Buffer.concat(chunks).toString()), headers: request.headers });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const { port } = server.address() as AddressInfo;
  return { received, ca: cert, port, url: `https://${HOST}:${port}/secret-path` };
}

function open(address: ChannelAddress, more: Partial<ChannelsOptions> = {}) {
  const channels = createChannels({
    addresses: new Map([["THROUGHLINE_CHANNEL_SALES_EU", address]]),
    now: () => NOW_MS,
    resolve: () => Promise.resolve([{ address: "127.0.0.1", family: 4 }]),
    isAllowed: (one) => one === "127.0.0.1",
    ...more,
  });
  return channels.tell("sales-eu", MESSAGE);
}

describe("a channel", () => {
  it("is told by one request, at the address that was looked up, under the name of its host", async () => {
    const hook = await startHook((response) => response.writeHead(202).end("ok"));
    let lookups = 0;
    const outcome = await open(
      { kind: "slack", url: hook.url },
      {
        ca: hook.ca,
        // A name that leads elsewhere the second time reaches nothing: it is asked for once.
        resolve: () => {
          lookups += 1;
          return Promise.resolve([{ address: lookups === 1 ? "127.0.0.1" : "127.0.0.9", family: 4 }]);
        },
      },
    );
    expect(outcome).toEqual({ kind: "told" });
    expect(lookups).toBe(1);
    expect(hook.received).toHaveLength(1);
    expect(hook.received[0]?.headers.host).toBe(`${HOST}:${hook.port}`);
    expect(hook.received[0]?.body).toEqual({
      text: "acme, 2026-W47\nTwo &amp; &lt;three&gt;\n<https://x.test/1|All>",
      mrkdwn: false,
    });
  });

  it.each([
    [500, {}, { kind: "later", why: "it answered 500" }],
    [429, { "retry-after": "120" }, { kind: "later", why: "it answered 429", afterMs: 120_000 }],
    [
      503,
      { "retry-after": "Mon, 23 Nov 2026 08:01:00 GMT" },
      { kind: "later", why: "it answered 503", afterMs: 60_000 },
    ],
    [503, { "retry-after": "soon" }, { kind: "later", why: "it answered 503" }],
    [404, {}, { kind: "refused", why: "it answered 404" }],
    [
      302,
      { location: "https://127.0.0.1/" },
      { kind: "refused", why: "it redirects (302), and redirects are not followed" },
    ],
  ])("that answers %i %j", async (status, headers, outcome) => {
    const hook = await startHook((response) => response.writeHead(status, headers).end());
    expect(await open({ kind: "text", url: hook.url }, { ca: hook.ca })).toEqual(outcome);
    expect(hook.received).toHaveLength(1);
  });

  it("that hangs, or never ends its answer, is given up", async () => {
    const hanging = await startHook(() => undefined);
    const more = { ca: hanging.ca, timeoutMs: 200 };
    expect(await open({ kind: "text", url: hanging.url }, more)).toEqual({
      kind: "later",
      why: "no answer in 200 ms",
    });
    const endless = await startHook((response) => void response.writeHead(200).write("x".repeat(100_000)));
    expect(await open({ kind: "text", url: endless.url }, { ca: endless.ca })).toEqual({ kind: "told" });
  });

  it.each([
    [200, { kind: "told" }],
    [503, { kind: "later", why: "it answered 503" }],
  ])(
    "that answers %i and then drips is taken at its first line, and is not told again",
    async (status, outcome) => {
      const hook = await startHook((response) => {
        response.writeHead(status);
        response.write("o");
      });
      const more = { ca: hook.ca, timeoutMs: 1_500 };
      expect(await open({ kind: "text", url: hook.url }, more)).toEqual(outcome);
      expect(hook.received).toHaveLength(1);
    },
  );

  it("whose host is never looked up to an end is given up", async () => {
    const resolve = () => new Promise<never>(() => undefined);
    expect(await open({ kind: "text", url: `https://${HOST}/` }, { resolve, timeoutMs: 20 })).toEqual({
      kind: "later",
      why: "no answer in 20 ms",
    });
  });

  it("whose certificate is not its host's, or is nobody's, is not told", async () => {
    const hook = await startHook((response) => response.end());
    const outcome = await open({ kind: "text", url: hook.url });
    expect(outcome).toMatchObject({ kind: "later", why: expect.stringMatching(/^no connection \(/u) });
    const other = hook.url.replace(HOST, "other.example.test");
    expect(await open({ kind: "text", url: other }, { ca: hook.ca })).toMatchObject({ kind: "later" });
    expect(hook.received).toEqual([]);
  });

  it.each([
    ["127.0.0.1", ["127.0.0.1"]],
    ["a public and a private address", ["93.184.216.34", "10.0.0.7"]],
    ["an IPv6 address that holds 127.0.0.1", ["::ffff:127.0.0.1"]],
    ["nothing", []],
  ])("whose name resolves to %s is not reached", async (_, addresses) => {
    const hook = await startHook((response) => response.end());
    const channels = createChannels({
      addresses: new Map([["THROUGHLINE_CHANNEL_SALES", { kind: "text", url: hook.url }]]),
      now: () => NOW_MS,
      ca: hook.ca,
      resolve: () => Promise.resolve(addresses.map((address) => ({ address, family: 4 }))),
    });
    expect(await channels.tell("sales", MESSAGE)).toEqual({
      kind: "refused",
      why: "the host resolves to an address that is not on the Internet",
    });
    expect(hook.received).toEqual([]);
  });

  it.each([
    "https://127.0.0.1",
    "https://[::1]",
    "https://0x7f.1",
    "https://2130706433",
    "https://169.254.169.254",
  ])("whose address is %s itself is not reached", async (url) => {
    const channels = createChannels({
      addresses: new Map([["THROUGHLINE_CHANNEL_SALES", { kind: "text", url }]]),
      now: () => NOW_MS,
      resolve: () => Promise.reject(new Error("An address is not looked up.")),
    });
    expect(await channels.tell("sales", MESSAGE)).toMatchObject({ kind: "refused" });
  });

  it("without an address is said to have none, and no outcome holds an address", async () => {
    const channels = createChannels({ addresses: new Map(), now: () => NOW_MS });
    expect(channels.toSetting("sales-eu")).toBe("THROUGHLINE_CHANNEL_SALES_EU");
    expect(await channels.tell("sales-eu", MESSAGE)).toEqual({ kind: "no-address" });
    const failed = await open(
      { kind: "text", url: "https://hooks.example.test/secret-path" },
      { resolve: () => Promise.reject(Object.assign(new Error("secret-path"), { code: "ENOTFOUND" })) },
    );
    expect(failed).toEqual({ kind: "later", why: "the host can't be resolved (ENOTFOUND)" });
  });
});
