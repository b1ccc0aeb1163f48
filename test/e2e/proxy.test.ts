import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeAll, expect, it, onTestFinished } from "vitest";
import { runCommand } from "../support/run-command.ts";

let privateKey = "";
beforeAll(() => {
  privateKey = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  }).privateKey;
});

/** A proxy that refuses all, and remembers what it was asked for. */
async function startProxy(): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(502).end();
  });
  server.on("connect", (request, socket) => {
    asked.push(request.url ?? "");
    socket.end("HTTP/1.1 502 No\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function diagnose(environment: Record<string, string>) {
  return runCommand(["doctor"], {
    APP_ID: "1",
    WEBHOOK_SECRET: "3f9d2c7b8a1e6054d7c9b2f0a8e35171aa",
    PRIVATE_KEY: privateKey,
    ...environment,
  });
}

it.each(["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])(
  "GitHub is asked through the proxy of %s",
  async (name) => {
    const proxy = await startProxy();
    const run = await diagnose({ GHE_HOST: "ghe.example.invalid", [name]: proxy.url });
    expect(proxy.asked).toContain("ghe.example.invalid:443");
    expect(run.stdout).toContain(`${name.toUpperCase()}`);
    expect(run.stdout).toContain("set and used: check what they say too.");
  },
);

it("neither NO_PROXY nor this machine is asked for through it", async () => {
  const proxy = await startProxy();
  await diagnose({ GHE_HOST: "ghe.example.invalid", HTTPS_PROXY: proxy.url, NO_PROXY: ".example.invalid" });
  await diagnose({ GHE_HOST: "127.0.0.1:9999", GHE_PROTOCOL: "http", HTTP_PROXY: proxy.url });
  expect(proxy.asked).toEqual([]);
});
