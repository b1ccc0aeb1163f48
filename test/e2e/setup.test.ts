import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type FormBrowser, openFormBrowser } from "../support/form-browser.ts";
import { runCommand } from "../support/run-command.ts";
import { findFreePort } from "../support/running-service.ts";
import { openSetupRig, type SetupProcess, type SetupRig } from "../support/setup-rig.ts";

let rig: SetupRig;
afterEach(() => rig.close());

function toForm(fields: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { address: rig.url, kind: "organisation", account: "acme", ...fields };
}

/** From the terminal's link to the page on which GitHub asks for the name. */
async function goToGitHub(
  browser: FormBrowser,
  { link, output }: SetupProcess,
  fields: Readonly<Record<string, string>> = {},
) {
  if (link === undefined) throw new Error(`No link was printed.\n${output()}`);
  await browser.open(link);
  const asked = await browser.submit(toForm(fields), "Continue");
  expect(asked.text).toContain("Register it on");
  return browser.submit({}, `Register on ${rig.gitHub.host}`);
}

async function register(browser: FormBrowser, process: SetupProcess, fields = {}) {
  await goToGitHub(browser, process, fields);
  return browser.submit({}, "Create GitHub App");
}

describe("setting up in a browser", () => {
  it("registers, keeps the credentials, runs without a restart, and closes for good", async () => {
    rig = await openSetupRig();
    const process = await rig.start();
    const browser = openFormBrowser();
    const done = await register(browser, process);
    expect([done.status, done.text]).toEqual([200, expect.stringContaining("Registered. The service runs")]);
    expect(done.text).toContain("GitHub's first webhook arrived here");
    expect(done.text).toContain(`${rig.gitHub.url}/apps/throughline-for-acme/installations/new`);
    expect(rig.gitHub.app).toMatchObject({
      name: "Throughline for acme",
      events: expect.arrayContaining(["push"]),
    });

    const file = join(rig.folder, "data/credentials.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      APP_ID: `${rig.gitHub.app.id}`,
      GHE_HOST: rig.gitHub.host,
      GHE_PROTOCOL: "http",
    });
    expect(readFileSync(file, "utf8")).not.toContain("client_secret");
    await process.untilSaid("webhooks on port");
    expect((await fetch(`${rig.url}/readyz`)).status).toBe(200);

    // The registration is gone, and the page of an installation stands in its place.
    const closed = await browser.open(done.url);
    expect([closed.status, closed.text]).toEqual([
      404,
      expect.stringContaining("Nothing to register any more"),
    ]);
    expect((await browser.open(`${rig.url}/setup/register`)).status).toBe(404);
    expect((await browser.open(`${rig.url}/setup/registered?code=x&state=y`)).status).toBe(404);
    await browser.open(`${rig.gitHub.url}/apps/throughline-for-acme/installations/new`);
    const installed = await browser.submit({}, "Install");
    expect(installed.text).toContain("Installed. Nothing happens until a catalog exists");
    await rig.gitHub.webhooks.settled();
    expect(rig.gitHub.webhooks.deliveries().at(-1)).toMatchObject({
      event: "installation",
      statusCode: 202,
    });

    expect(await process.stop()).toBe(0);
    const again = await rig.start();
    expect(again.link).toBeUndefined();
    expect((await browser.open(`${rig.url}/setup/register`)).status).toBe(404);
    expect((await fetch(`${rig.url}/readyz`)).status).toBe(200);
    // Other commands find the credentials as the service does; without GHE_HOST too, which stands beside them.
    const { GHE_HOST: _, GHE_PROTOCOL: __, ...env } = rig.env;
    const doctor = await runCommand(["doctor"], env);
    expect(doctor.stdout).toContain("GitHub takes the key as that of the app throughline-for-acme");
    expect(rig.gitHub.unknownRoutes()).toEqual([]);
    for (const output of [process.output(), again.output()]) {
      expect(output).not.toMatch(/PRIVATE KEY|code=|state=/);
      expect(output).not.toContain(
        (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>)["WEBHOOK_SECRET"],
      );
    }
  });

  it("shows the credentials once where a secret store keeps them, and keeps nothing", async () => {
    rig = await openSetupRig();
    const process = await rig.start();
    const browser = openFormBrowser();
    const done = await register(browser, process, { keep: "shown" });
    const lines =
      /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(done.text)?.[1]?.replaceAll("&quot;", '"') ?? "";
    expect(lines).toMatch(/^APP_ID=\d+\nPRIVATE_KEY="-----BEGIN RSA/);
    expect(readdirSync(join(rig.folder, "data"))).not.toContain("credentials.json");
    const closed = await browser.open(`${rig.url}/setup`);
    expect(closed.text).toContain("The credentials were shown, once.");
    expect(closed.text).not.toContain("PRIVATE KEY");
    expect((await browser.open(`${rig.url}/setup/register`)).status).toBe(404);
    expect(await process.stop()).toBe(0);
    const env = Object.fromEntries(
      lines.split("\n").map((line) => line.split(/=(.*)/s).slice(0, 2)),
    ) as Record<string, string>;
    const again = await rig.start(env);
    expect(again.link).toBeUndefined();
  });

  it("lets a name that is taken be changed on GitHub", async () => {
    rig = await openSetupRig();
    rig.gitHub.takeAppName("Throughline for acme");
    const browser = openFormBrowser();
    const taken = await register(browser, await rig.start());
    expect(taken.text).toContain("Name is already in use");
    const done = await browser.submit({ name: "Throughline of acme" }, "Create GitHub App");
    expect(done.text).toContain("Install Throughline of acme");
  });

  it("says that GitHub could not reach the address, and runs nevertheless", async () => {
    rig = await openSetupRig();
    const browser = openFormBrowser();
    const { link = "" } = await rig.start();
    await browser.open(link);
    const address = `http://127.0.0.1:${await findFreePort()}`;
    const checked = await browser.submit(toForm({ address }), "Only check the address");
    expect(checked.text).toContain("does not seem to lead here: the connection was refused");
    await browser.submit(toForm({ address }), "Continue");
    await browser.submit({}, `Register on ${rig.gitHub.host}`);
    const done = await browser.submit({}, "Create GitHub App");
    expect(done.text).toContain("first webhook did not arrive: failed to connect to host");
    expect(done.text).toContain("The service runs");
  });

  it("tries again where GitHub did not answer, without another app", async () => {
    rig = await openSetupRig();
    const browser = openFormBrowser();
    const process = await rig.start();
    rig.gitHub.faults.add({
      what: { kind: "status", status: 502 },
      route: "POST /app-manifests/:code/conversions",
      times: 1,
    });
    const failed = await register(browser, process);
    expect([failed.status, failed.text]).toEqual([503, expect.stringContaining("Reload this page")]);
    const reloaded = await browser.open(failed.url);
    expect([reloaded.status, reloaded.text]).toEqual([200, expect.stringContaining("The service runs")]);
  });
});

describe("setting up where the process is told to stop", () => {
  it("lets the registration end, keeps its credentials, and stops as ever", async () => {
    rig = await openSetupRig();
    const process = await rig.start();
    const browser = openFormBrowser();
    await goToGitHub(browser, process);
    rig.gitHub.faults.add({
      what: { kind: "latency", ms: 3000 },
      route: "POST /app-manifests/:code/conversions",
      times: 1,
    });
    const isAsked = (): boolean =>
      rig.gitHub.requests().some(({ route }) => route === "POST /app-manifests/:code/conversions");
    const answered = browser.submit({}, "Create GitHub App");
    await vi.waitUntil(isAsked, { timeout: 90_000 });
    const ended = process.stop();
    const page = await answered;
    expect([page.status, page.text]).toEqual([500, expect.stringContaining("was told to stop meanwhile")]);
    expect(await ended).toBe(0);
    expect(process.output()).not.toContain("Not everything ended");
    expect((await rig.start()).link).toBeUndefined();
  });
});

describe("setting up where somebody interferes", () => {
  it("gives nothing to who has no link, a wrong one, or a used one", async () => {
    rig = await openSetupRig();
    const { link = "" } = await rig.start();
    const stranger = openFormBrowser();
    expect((await stranger.open(`${rig.url}/setup`)).status).toBe(403);
    expect((await stranger.open(`${rig.url}/setup/register`)).status).toBe(403);
    expect((await stranger.open(`${rig.url}/setup?token=guess`)).status).toBe(403);
    // A link that is only looked ahead at is not used up.
    expect((await fetch(link, { method: "HEAD" })).status).toBe(405);
    const browser = openFormBrowser();
    expect((await browser.open(link)).text).toContain("Set up Throughline");
    // A second tab of the same browser goes on, another browser does not.
    expect((await browser.open(link)).status).toBe(200);
    const late = await stranger.open(link);
    expect([late.status, late.text]).toEqual([
      403,
      expect.stringContaining("opened before, in another browser"),
    ]);
  });

  it("refuses an answer that was stolen, repeated or made up", async () => {
    rig = await openSetupRig();
    const process = await rig.start();
    const browser = openFormBrowser();
    await goToGitHub(browser, process);
    const madeUp = await browser.open(`${rig.url}/setup/registered?code=${"a".repeat(40)}&state=made-up`);
    expect([madeUp.status, madeUp.text]).toEqual([
      403,
      expect.stringContaining("no registration that was begun here"),
    ]);
    expect((await openFormBrowser().open(madeUp.url)).status).toBe(403);

    await browser.open(`${rig.url}/setup/register`);
    const asked = await browser.submit(toForm(), "Continue");
    const state = /state=([\w-]+)/.exec(asked.text)?.[1];
    const target = `${rig.url}/setup/registered?code=${"b".repeat(40)}&state=${state}`;
    const unknown = await browser.open(target);
    expect([unknown.status, unknown.text]).toEqual([403, expect.stringContaining("does not know this code")]);
    const repeated = await browser.open(target);
    expect([repeated.status, repeated.text]).toEqual([403, expect.stringContaining("was used already")]);
    expect(readdirSync(join(rig.folder, "data"))).not.toContain("credentials.json");
  });

  it("answers 503 to webhooks, and is not ready", async () => {
    rig = await openSetupRig();
    await rig.start();
    expect((await fetch(`${rig.url}/api/github/webhooks`, { method: "POST", body: "{}" })).status).toBe(503);
    expect((await fetch(`${rig.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${rig.url}/healthz`)).status).toBe(200);
  });
});

describe("setting up where it can't", () => {
  it("says before anything is registered that the folder can't be written", async () => {
    rig = await openSetupRig();
    writeFileSync(join(rig.folder, "file"), "");
    const process = await rig.start({ DATA_DIR: join(rig.folder, "file/data") });
    expect(await process.ended).toBe(1);
    expect(process.output()).toMatch(/credentials\.json can't be written .*: set DATA_DIR/);
    expect(process.output()).not.toContain("defect");
  });

  it("keeps the credentials where the service can't start, says why, and needs no second registration", async () => {
    rig = await openSetupRig();
    const process = await rig.start();
    const { privateKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs1", format: "pem" },
    });
    // Somebody starts another service on the same folder, between the first page and the last.
    const other = await rig.start({
      PORT: `${await findFreePort()}`,
      METRICS_PORT: `${await findFreePort()}`,
      APP_ID: "1",
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: "3f9d2c7b8a1e6054d7c9b2f0a8e35171",
    });
    const stopped = await register(openFormBrowser(), process);
    expect([stopped.status, stopped.text]).toEqual([500, expect.stringContaining("is in use by process")]);
    expect(await process.ended).toBe(1);
    expect(process.output()).toMatch(/is in use by process \d+: stop it first/);
    await other.stop();
    expect((await rig.start()).link).toBeUndefined();
  });

  it("registers no second app where two processes wait on the same folder", async () => {
    rig = await openSetupRig();
    const [first, second] = [
      await rig.start(),
      await rig.start({ PORT: `${await findFreePort()}`, METRICS_PORT: `${await findFreePort()}` }),
    ];
    const late = openFormBrowser();
    await late.open(second.link ?? "");
    await register(openFormBrowser(), first);
    const refused = await late.submit(toForm(), "Continue");
    expect(refused.text).toContain("is there already: an app was registered by another process");
    expect(refused.text).not.toContain('name="manifest"');
  });

  it("says that a port is taken", async () => {
    rig = await openSetupRig();
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const port = typeof address === "object" ? `${address?.port}` : "";
    for (const name of ["PORT", "METRICS_PORT"]) {
      const process = await rig.start({ [name]: port });
      expect(await process.ended).toBe(1);
      expect(process.output()).toContain(
        `127.0.0.1:${port} is taken by another process: stop it, or set PORT`,
      );
    }
    await new Promise((resolve) => taken.close(resolve));
  });

  it("names what is missing where a part of the credentials is set", async () => {
    rig = await openSetupRig();
    const process = await rig.start({ APP_ID: "123" });
    expect(await process.ended).toBe(4);
    expect(process.output()).toContain("PRIVATE_KEY is missing");
    expect(process.output()).not.toContain("token=");
  });

  it("finds credentials in an .env that an editor has marked, and says what can't be read", async () => {
    rig = await openSetupRig();
    const file = join(rig.folder, ".env");
    const replaceByFolder = (): void => {
      rmSync(file);
      mkdirSync(file);
    };
    const tries: readonly (readonly [() => void, number, string])[] = [
      [() => writeFileSync(file, "\u{FEFF}APP_ID=5\r\n"), 4, "PRIVATE_KEY is missing"],
      [() => writeFileSync(file, Buffer.from("APP_ID=5\n", "utf16le")), 1, ".env is no UTF-8 text"],
      [replaceByFolder, 1, "can't be read (it is a folder)"],
    ];
    for (const [prepare, code, words] of tries) {
      prepare();
      const process = await rig.start();
      expect([await process.ended, process.output()]).toEqual([code, expect.stringContaining(words)]);
      expect(process.output()).not.toContain("defect");
    }
  });

  it("says that the kept credentials are damaged", async () => {
    rig = await openSetupRig();
    writeFileSync(join(rig.folder, "credentials.json"), "{}");
    const process = await rig.start({ DATA_DIR: rig.folder });
    expect(await process.ended).toBe(1);
    expect(process.output()).toMatch(/credentials\.json is damaged \(APP_ID, PRIVATE_KEY, WEBHOOK_SECRET\)/);
  });
});
