import { describe, expect, it } from "vitest";
import { createServiceMetrics } from "../../src/web/service-metrics.ts";
import { connectRaw, makeHeaders, postWebhook, startTestServer, toRequestHead } from "./running-server.ts";

describe("the open port", () => {
  it("says only yes or no", async () => {
    let isReady = true;
    const server = await startTestServer({ isReady: async () => isReady });
    const ask = async (path: string) => {
      const response = await fetch(server.url + path);
      return [response.status, await response.text()];
    };
    expect(await ask("/healthz")).toEqual([200, "yes\n"]);
    expect(await ask("/readyz")).toEqual([200, "yes\n"]);
    isReady = false;
    expect(await ask("/healthz")).toEqual([200, "yes\n"]);
    expect(await ask("/readyz")).toEqual([503, "no\n"]);
  });

  it("is not ready where nobody can tell", async () => {
    const server = await startTestServer({ isReady: () => Promise.reject(new Error("store gone")) });
    const response = await fetch(`${server.url}/readyz`);
    expect([response.status, await response.text()]).toEqual([503, "no\n"]);
  });

  it("has no metrics and no details", async () => {
    const server = await startTestServer();
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect((await fetch(`${server.url}/details`)).status).toBe(404);
  });

  it("allows no script, no frame and no sniffing", async () => {
    const server = await startTestServer();
    const { headers } = await fetch(`${server.url}/setup`);
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
  });
});

describe("the operator's port", () => {
  it("tells ages and depths from the store", async () => {
    const server = await startTestServer();
    expect(await (await fetch(`${server.metricsUrl}/details`)).json()).toEqual({
      store: "readable",
      app: "accepted",
      oldestUndoneDeliverySeconds: 6,
      undoneDeliveries: 3,
      waitingSubjects: 2,
      deadSubjects: 1,
      quarantinedSubjects: 0,
    });
    const text = await (await fetch(`${server.metricsUrl}/metrics`)).text();
    for (const line of [
      "throughline_store_up 1",
      "throughline_oldest_undone_delivery_seconds 6",
      "throughline_undone_deliveries 3",
      "throughline_dead_subjects 1",
    ]) {
      expect(text).toContain(`\n${line}\n`);
    }
  });

  it("goes on where the store can't be read", async () => {
    const server = await startTestServer({ readFigures: () => Promise.reject(new Error("locked")) });
    expect((await fetch(`${server.metricsUrl}/details`)).status).toBe(503);
    expect(await (await fetch(`${server.metricsUrl}/metrics`)).text()).toContain(
      "\nthroughline_store_up 0\n",
    );
  });

  it("takes no webhooks", async () => {
    const server = await startTestServer();
    const response = await fetch(`${server.metricsUrl}/api/github/webhooks`, { method: "POST", body: "{}" });
    expect(response.status).toBe(405);
  });

  it("counts what the service tells", async () => {
    const metrics = createServiceMetrics();
    const server = await startTestServer({ metrics });
    metrics.countRequest("GET /repos/{owner}/{repo}/pulls", 304);
    metrics.countLeaseSteal();
    metrics.countRefusedWrite();
    metrics.countLostDelivery();
    metrics.countLimited("secondary");
    const text = await (await fetch(`${server.metricsUrl}/metrics`)).text();
    for (const line of [
      'throughline_github_requests_total{route="GET /repos/{owner}/{repo}/pulls",status="304"} 1',
      "throughline_lease_steals_total 1",
      "throughline_refused_writes_total 1",
      "throughline_lost_deliveries_total 1",
      'throughline_limited_total{why="secondary"} 1',
    ]) {
      expect(text).toContain(line);
    }
  });
});

describe("startWebServer", () => {
  it("fails where a port is taken, and leaves none open", async () => {
    const first = await startTestServer();
    await expect(startTestServer({ port: 0, metricsPort: first.metricsPort })).rejects.toThrow("EADDRINUSE");
  });
});

describe("close", () => {
  it("finishes what is in flight, answers no more, and ends connections that are kept alive", async () => {
    const stored = Promise.withResolvers<"new">();
    const started = Promise.withResolvers<void>();
    const server = await startTestServer({
      accept: () => {
        started.resolve();
        return stored.promise;
      },
    });
    const response = postWebhook(server, "{}");
    await started.promise;
    const closed = server.close();
    stored.resolve("new");
    expect((await response).status).toBe(202);
    await closed;
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow("fetch failed");
  });

  it("cuts what does not finish", async () => {
    const server = await startTestServer({ limits: { closeTimeoutMs: 50 } });
    const { socket, ended } = connectRaw(server);
    socket.write(`${toRequestHead({ ...makeHeaders("{}"), "content-length": 500 })}{`);
    await (await fetch(`${server.url}/healthz`)).text();
    await server.close();
    await ended;
    expect(server.accepted).toEqual([]);
  });
});
