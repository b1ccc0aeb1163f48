import { get } from "node:http";
import nock from "nock";
import { describe, expect, it, onTestFinished } from "vitest";
import { startHttpServer } from "../../src/web/http-server.ts";
import { listen, WEB_SERVER_LIMITS } from "../../src/web/start-web-server.ts";
import { startTestServer } from "./running-server.ts";

// These tests talk to their own server on loopback alone.
nock.restore();

const OPTIONS = { host: "127.0.0.1", port: 0, requestTimeoutMs: 5_000, closeTimeoutMs: 1_000 };

describe("handing a port over", () => {
  it("ends what is under way where it began, and sends what comes after to the new one", async () => {
    const gate = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const server = await startHttpServer(OPTIONS, (_, response) => {
      arrived.resolve();
      void gate.promise.then(() => response.end("first"));
    });
    onTestFinished(() => server.close());
    const url = `http://127.0.0.1:${server.port}/`;
    const early = fetch(url).then((response) => response.text());
    await arrived.promise;
    server.handOver((_, response) => void response.end("second"));
    expect(await (await fetch(url)).text()).toBe("second");
    gate.resolve();
    expect(await early).toBe("first");
  });

  it("gives the service servers that listen already, on an open connection too", async () => {
    const addresses = { host: "127.0.0.1", port: 0, metricsHost: "127.0.0.1", metricsPort: 0 };
    const listening = await listen(addresses, WEB_SERVER_LIMITS, [
      (_, response) => void response.writeHead(503).end(),
      (_, response) => void response.writeHead(503).end(),
    ]);
    const readStatus = (port: number, path: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        get({ host: "127.0.0.1", port, path }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).once("error", reject);
      });
    expect(await readStatus(listening.open.port, "/readyz")).toBe(503);
    const server = await startTestServer({ listening });
    expect([server.port, server.metricsPort]).toEqual([listening.open.port, listening.operator.port]);
    expect(await readStatus(server.port, "/readyz")).toBe(200);
    expect(await readStatus(server.metricsPort, "/details")).toBe(200);
  });

  it("leaves no port held where the second one can't be had", async () => {
    const taken = await startHttpServer(OPTIONS, (_, response) => void response.end());
    onTestFinished(() => taken.close());
    const free = await startHttpServer(OPTIONS, (_, response) => void response.end());
    await free.close();
    const addresses = {
      host: "127.0.0.1",
      port: free.port,
      metricsHost: "127.0.0.1",
      metricsPort: taken.port,
    };
    const show = (): void => undefined;
    await expect(listen(addresses, WEB_SERVER_LIMITS, [show, show])).rejects.toThrow("EADDRINUSE");
    const again = await startHttpServer({ ...OPTIONS, port: free.port }, show);
    await again.close();
  });
});
