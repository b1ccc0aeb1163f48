import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import nock from "nock";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  AddressCheck,
  NONCE_HEADER,
  renderAddressReport,
} from "../../../src/web/registration/address-check.ts";

// These tests talk to their own server on loopback alone.
nock.restore();

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server that answers as the service does, or as something that passes on what the service answers. */
function serveProof(check: AddressCheck): Promise<string> {
  return serve((request, response) => {
    const nonce = request.headers[NONCE_HEADER];
    response.writeHead(200, check.prove(typeof nonce === "string" ? nonce : undefined)).end("yes\n");
  });
}

describe("AddressCheck", () => {
  it("knows this very service again, and no other one", async () => {
    const check = new AddressCheck();
    expect(await check.ask(await serveProof(check))).toEqual({ finding: { kind: "reached" } });
    expect(await check.ask(await serveProof(new AddressCheck()))).toEqual({
      finding: { kind: "another", status: 200 },
    });
  });

  it("asks /healthz, below the path of the address", async () => {
    const paths: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(404).end();
    });
    expect(await new AddressCheck().ask(`${url}/throughline`)).toEqual({
      finding: { kind: "another", status: 404 },
    });
    expect(paths).toEqual(["/throughline/healthz"]);
  });

  it("follows no redirect", async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: "http://10.0.0.1/" }).end());
    expect(await new AddressCheck().ask(url)).toEqual({
      finding: { kind: "redirected", location: "http://10.0.0.1/" },
    });
  });

  it("says why nobody answered", async () => {
    const failing = (error: Error): AddressCheck =>
      new AddressCheck({ fetch: () => Promise.reject(error), resolve: async () => [] });
    const withCode = (code: string): Error =>
      new TypeError("fetch failed", { cause: Object.assign(new Error("cause"), { code }) });
    for (const [error, reason] of [
      [withCode("ENOTFOUND"), "the name is not known"],
      [withCode("ECONNREFUSED"), "the connection was refused"],
      [withCode("ECONNRESET"), "the connection was cut"],
      [withCode("CERT_HAS_EXPIRED"), "its certificate has expired"],
      [withCode("SELF_SIGNED_CERT_IN_CHAIN"), "its certificate is of nobody whom this machine trusts"],
      [withCode("EHOSTUNREACH"), "no way leads there from this machine"],
      [withCode("EPIPE"), "EPIPE"],
      [new DOMException("late", "TimeoutError"), "it did not answer in time"],
      [new TypeError("fetch failed", { cause: new Error("bad port") }), "bad port"],
    ] as const) {
      expect(await failing(error).ask("https://example.com")).toEqual({
        finding: { kind: "unreachable", reason },
      });
    }
  });

  it("tells that a name leads into one's own network", async () => {
    const check = new AddressCheck({
      fetch: async () => new Response("", { status: 200 }),
      resolve: async () => ["203.0.113.7", "10.1.2.3"],
    });
    expect(await check.ask("https://throughline.example.com")).toMatchObject({ privateAddress: "10.1.2.3" });
  });

  it.each(["169.254.169.254", "fe80::1%eth0", "::ffff:169.254.169.254", "0.0.0.0", "224.0.0.1", "ff02::1"])(
    "asks nothing of a name that leads to %s",
    async (address) => {
      const asked: unknown[] = [];
      const check = new AddressCheck({
        fetch: async (url) => {
          asked.push(url);
          return new Response("", { status: 200 });
        },
        resolve: async () => ["203.0.113.7", address],
      });
      expect(await check.ask("https://throughline.example.com")).toEqual({
        finding: { kind: "unreachable", reason: `the name leads to ${address}, where no service is` },
      });
      expect(asked).toEqual([]);
    },
  );

  it("does not wait for a name server that says nothing, and cuts a long answer", async () => {
    const check = new AddressCheck({
      fetch: async () => new Response("", { status: 302, headers: { location: `/${"a".repeat(5000)}` } }),
      resolve: () => new Promise(() => undefined),
      timeoutMs: 1,
    });
    expect(await check.ask("https://throughline.example.com")).toEqual({
      finding: { kind: "redirected", location: `/${"a".repeat(199)}...` },
    });
  });

  it("proves nothing to a nonce that is none of ours", () => {
    const check = new AddressCheck();
    for (const nonce of [undefined, "", "short", "a".repeat(44), `${"a".repeat(42)}=`]) {
      expect(check.prove(nonce)).toEqual({});
    }
  });
});

describe("renderAddressReport", () => {
  it("escapes what others answered, and says what to do", () => {
    const page = String(
      renderAddressReport("https://example.com", {
        finding: { kind: "redirected", location: '"><script>' },
        privateAddress: "10.1.2.3",
      }),
    );
    expect(page).toContain("it redirects to &quot;&gt;&lt;script&gt;");
    expect(page).toContain("leads to 10.1.2.3, an address of your own network");
  });
});
