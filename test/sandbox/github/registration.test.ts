import { describe, expect, it } from "vitest";
import { connect, startReceiver, startWorld } from "./start-world.ts";

const MANIFEST = {
  name: "Throughline for acme",
  url: "https://example.com",
  hook_attributes: { url: "http://127.0.0.1:1/hook" },
  redirect_url: "http://127.0.0.1:3000/setup/registered",
  setup_url: "http://127.0.0.1:3000/setup",
  default_permissions: { checks: "write", metadata: "read" },
  default_events: ["check_run"],
};

function post(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
}

describe("registration by manifest", () => {
  it("makes the app under the name that was confirmed, and gives its credentials once", async () => {
    const { gitHub } = await startWorld();
    const receiver = await startReceiver(503);
    const manifest = JSON.stringify({ ...MANIFEST, hook_attributes: { url: receiver.url } });
    const page = await post(`${gitHub.url}/organizations/acme/settings/apps/new?state=s1`, { manifest });
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const [, action = ""] = /action="([^"]+)"/.exec(await page.text()) ?? [];
    const back = await post(gitHub.url + action.replaceAll("&amp;", "&"), { manifest, name: "Another name" });
    const target = new URL(back.headers.get("location") ?? "");
    expect([back.status, target.pathname, target.searchParams.get("state")]).toEqual([
      302,
      "/setup/registered",
      "s1",
    ]);
    const conversions = `${gitHub.url}/api/v3/app-manifests/${target.searchParams.get("code")}/conversions`;
    const converted = await fetch(conversions, { method: "POST" });
    expect(converted.status).toBe(201);
    expect(await converted.json()).toMatchObject({
      slug: "another-name",
      permissions: MANIFEST.default_permissions,
      events: ["check_run"],
      webhook_secret: expect.stringMatching(/^[0-9a-f]{40}$/),
      pem: expect.stringContaining("BEGIN RSA PRIVATE KEY"),
    });
    expect((await fetch(conversions, { method: "POST" })).status).toBe(404);
    await gitHub.webhooks.settled();
    expect(receiver.received.map(({ headers }) => headers["x-github-event"])).toEqual(["ping"]);
    expect(gitHub.webhooks.deliveries().at(-1)).toMatchObject({ event: "ping", statusCode: 503 });
  });

  it("says that a name is taken, and keeps asking", async () => {
    const { gitHub } = await startWorld();
    gitHub.takeAppName("Throughline for acme");
    const manifest = JSON.stringify(MANIFEST);
    const answer = await post(`${gitHub.url}/settings/apps/manifest?state=s1&owner=acme`, {
      manifest,
      name: "throughline FOR acme",
    });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("Name is already in use");
  });

  it.each([
    ["no JSON", "{"],
    ["no webhook", JSON.stringify({ ...MANIFEST, hook_attributes: {} })],
    ["an odd permission", JSON.stringify({ ...MANIFEST, default_permissions: { checks: "own" } })],
  ])("refuses a manifest with %s", async (_, manifest) => {
    const { gitHub } = await startWorld();
    expect((await post(`${gitHub.url}/settings/apps/new`, { manifest })).status).toBe(422);
  });

  it("knows no organisation that is not there", async () => {
    const { gitHub } = await startWorld();
    const url = `${gitHub.url}/organizations/nobody/settings/apps/new`;
    expect((await post(url, { manifest: JSON.stringify(MANIFEST) })).status).toBe(404);
  });
});

describe("an app that was deleted", () => {
  it("is not known any more, and its tokens have ended", async () => {
    const { gitHub, appOctokit, installationId } = await startWorld();
    gitHub.deleteApp();
    await expect(appOctokit.rest.apps.getAuthenticated()).rejects.toMatchObject({
      status: 404,
      message: expect.stringContaining("Integration not found"),
    });
    await expect(
      connect(gitHub, installationId).rest.issues.listForRepo({ owner: "acme", repo: "shop" }),
    ).rejects.toBeDefined();
  });
});
