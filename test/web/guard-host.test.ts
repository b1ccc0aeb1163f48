import { get } from "node:http";
import { describe, expect, it } from "vitest";
import { startTestServer } from "./running-server.ts";

/** The status for a request that says it came for `host`. */
function ask(port: number, host: string, path = "/details"): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).once("error", reject);
  });
}

describe("the operator's port, asked by name", () => {
  it("answers loopback alone where it listens on loopback", async () => {
    const { metricsPort } = await startTestServer();
    for (const host of [
      "127.0.0.1",
      `127.0.0.1:${metricsPort}`,
      "localhost:9464",
      "LOCALHOST",
      "[::1]:9464",
    ]) {
      expect([host, await ask(metricsPort, host)]).toEqual([host, 200]);
    }
    for (const host of ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.7"]) {
      expect([host, await ask(metricsPort, host)]).toEqual([host, 421]);
      expect([host, await ask(metricsPort, host, "/metrics")]).toEqual([host, 421]);
    }
  });

  it("answers what no stranger can own where it listens for others, and what the operator allows", async () => {
    const { metricsPort } = await startTestServer({
      metricsHost: "0.0.0.0",
      metricsAllowedHosts: ["Metrics.Example.com"],
    });
    for (const host of [
      "10.0.0.7:9464",
      "throughline:9464",
      "throughline.prod.svc",
      "metrics.example.com.",
    ]) {
      expect([host, await ask(metricsPort, host)]).toEqual([host, 200]);
    }
    expect(await ask(metricsPort, "evil.example")).toBe(421);
    const open = await startTestServer({ metricsAllowedHosts: ["*"] });
    expect(await ask(open.metricsPort, "evil.example")).toBe(200);
  });
});
