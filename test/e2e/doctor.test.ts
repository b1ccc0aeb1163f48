import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { ENGINES, openServiceRig, type RigOptions, type ServiceRig } from "../support/service-rig.ts";

const CATALOG = "version: 1\nmetrics: { retention: { name: Retention, kind: revenue } }\n";

let rig: ServiceRig | undefined;
afterEach(async () => {
  await rig?.close();
  rig = undefined;
});

async function open(options: RigOptions): Promise<ServiceRig> {
  rig = await openServiceRig(options);
  const { driver } = rig;
  driver.addOrganisation("acme");
  driver.addRepository({ owner: "acme", name: "shop", files: { ".github/throughline.yml": CATALOG } });
  return rig;
}

interface Finding {
  readonly part: string;
  readonly severity: string;
  readonly message: string;
}

async function diagnose(
  on: ServiceRig,
  more: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
) {
  const { code, stdout, stderr } = await on.run(["doctor", "--json", ...args], more);
  if (stdout === "") throw new Error(stderr);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
  return {
    code,
    findings,
    wrong: findings.filter(({ severity }) => severity === "error" || severity === "warning"),
  };
}

describe.each(ENGINES)("doctor beside a running service on %s", (engine) => {
  it("finds nothing wrong, with the repository's catalog and its required check", async () => {
    const on = await open({ engine });
    await on.start();
    on.driver.install({ account: "acme" });
    on.driver.requireCheck({ repository: "acme/shop", name: "throughline", appId: 4711 });
    on.driver.openPullRequest({
      repository: "acme/shop",
      title: "One",
      by: "mona",
      body: "Impact: retention",
    });
    await on.untilIdle();
    const { code, wrong, findings } = await diagnose(on, {}, ["--repo", "acme/shop"]);
    expect(wrong).toEqual([]);
    expect(code).toBe(0);
    const messages = findings.map(({ message }) => message).join("\n");
    expect(messages).toContain("GitHub takes the key as that of the app");
    expect(messages).toContain("The catalog of acme/shop is valid, by GitHub: 1 metric,");
    expect(messages).toContain('A ruleset requires "throughline" of this app.');
    expect(messages).toContain("The last webhook arrived at");
    expect(on.gitHub.unknownRoutes()).toEqual([]);
  });

  it("speaks of the store and its catalogs with GitHub out of reach", async () => {
    const on = await open({ engine });
    await on.start();
    on.driver.install({ account: "acme" });
    await on.untilIdle();
    const { code, findings, wrong } = await diagnose(on, { GHE_HOST: "127.0.0.1:9" }, [
      "--repo",
      "acme/shop",
    ]);
    expect(code).toBe(1);
    expect(wrong.map(({ part }) => part)).toEqual(["credentials"]);
    expect(findings.map(({ message }) => message).join("\n")).toContain("by the store: 1 metric,");
  });
});

describe("doctor", () => {
  it("tells a check that anybody may give, and one that waits for ever", async () => {
    const on = await open({ engine: "sqlite" });
    await on.start();
    on.driver.install({ account: "acme" });
    await on.untilIdle();
    on.driver.requireCheck({ repository: "acme/shop", name: "throughline", by: "protection" });
    on.driver.requireCheck({ repository: "acme/shop", name: "throughline / catalog", appId: 4711 });
    const { wrong } = await diagnose(on, {}, ["--repo", "Acme/Shop"]);
    expect(wrong.map(({ severity }) => severity)).toEqual(["warning", "error"]);
    const { wrong: elsewhere } = await diagnose(on, {}, ["--repo", "acme/absent"]);
    expect(elsewhere).toEqual([expect.objectContaining({ part: "repository", severity: "error" })]);
  });

  it("tells a clock that is off, although the service makes up for it", async () => {
    const on = await open({ engine: "sqlite", gitHub: { now: () => Date.now() + 300_000 } });
    await on.start();
    on.driver.install({ account: "acme" });
    await on.untilIdle();
    const { wrong } = await diagnose(on);
    expect(wrong).toContainEqual({
      part: "clock",
      severity: "error",
      message: expect.stringMatching(/^This machine's clock is (29[0-9]|300) s behind GitHub's/),
    });
  });

  it("tells deliveries that GitHub could not deliver, and a key that is another app's", async () => {
    const on = await open({ engine: "sqlite" });
    const service = await on.start();
    on.driver.install({ account: "acme" });
    await on.untilIdle();
    on.gitHub.webhooks.setTarget({ url: service.webhookUrl, secret: "another secret than the service's" });
    on.driver.openPullRequest({ repository: "acme/shop", title: "One", by: "mona" });
    await on.gitHub.webhooks.settled();
    const { code, wrong } = await diagnose(on);
    expect(code).toBe(1);
    expect(wrong).toEqual([
      {
        part: "webhook",
        severity: "error",
        message: expect.stringMatching(/were answered 401.*WEBHOOK_SECRET/),
      },
    ]);
    const unknown = await diagnose(on, { APP_ID: "4712" });
    expect(unknown.wrong[0]).toMatchObject({
      part: "credentials",
      message: expect.stringContaining("no app 4712"),
    });
  });

  it("without settings or a store: says both, exit code 4", async () => {
    const on = await open({ engine: "sqlite" });
    const { code, wrong } = await diagnose(on, { APP_ID: "", WEBHOOK_SECRET: "" });
    expect(code).toBe(4);
    expect(wrong.map(({ part }) => part)).toEqual(["settings", "settings", "store"]);
  });

  it("says in one sentence that there is no app yet", async () => {
    const on = await open({ engine: "sqlite" });
    const { code, wrong } = await diagnose(on, { APP_ID: "", WEBHOOK_SECRET: "", PRIVATE_KEY: "" });
    expect(code).toBe(4);
    expect(wrong[0]).toMatchObject({
      part: "settings",
      message: expect.stringContaining("No app is registered"),
    });
    expect(wrong.map(({ part }) => part)).toEqual(["settings", "store"]);
  });

  it("warns of a file of secrets that everybody can read, and wants OWNER/NAME", async () => {
    const on = await open({ engine: "sqlite" });
    const service = await on.start();
    on.driver.install({ account: "acme" });
    await on.untilIdle();
    const folder =
      (await on.run(["doctor", "--json"])).stdout.match(/SQLite (.*)\/throughline\.sqlite/)?.[1] ?? "";
    writeFileSync(join(folder, ".env"), "LOG_LEVEL=warn\n");
    chmodSync(join(folder, ".env"), 0o644);
    const { code, wrong } = await diagnose(on);
    expect(code).toBe(0);
    expect(wrong).toEqual([expect.objectContaining({ part: "credentials", severity: "warning" })]);
    const channel = await diagnose(on, { THROUGHLINE_CHANNEL_SALES: "http://sales.example.com" });
    expect(channel.code).toBe(1);
    expect(channel.findings.map(({ part }) => part)).toEqual(expect.arrayContaining(["settings", "webhook"]));
    expect(channel.wrong.filter(({ part }) => part === "settings")).toHaveLength(1);
    expect(await on.run(["doctor", "--repo", "shop"])).toMatchObject({ code: 2, stdout: "" });
    const held = await on.run(["doctor", "--retry"]);
    expect(held).toMatchObject({ code: 1, stdout: "" });
    expect(held.stderr).toContain(`is in use by process ${service.pid}`);
  });
});
