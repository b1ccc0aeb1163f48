import { describe, expect, it } from "vitest";
import { parseCatalog } from "../../src/catalog/parse-catalog.ts";
import { listStarters, renderSetupPage, toStarterLink } from "../../src/web/setup-page.ts";
import { startTestServer } from "./running-server.ts";

const GITHUB = "https://github.com";

describe("GET /setup", () => {
  it("says that nothing happens yet, and shows starters to copy", async () => {
    const server = await startTestServer();
    const response = await fetch(`${server.url}/setup?installation_id=1&setup_action=install`);
    const page = await response.text();
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "text/html; charset=UTF-8",
    ]);
    expect(page).toContain("Installed. Nothing happens until a catalog exists");
    expect(page).toContain("throughline init --starter saas");
    // The package stands in no registry: whoever takes its name there would be run.
    expect(page).not.toContain("npx");
    expect(page).not.toContain("<script");
  });

  it("links to GitHub's new file page of the repository that was typed", async () => {
    const server = await startTestServer();
    const page = await (await fetch(`${server.url}/setup?repository=acme/shop`)).text();
    expect(page).toContain(
      "https://github.com/acme/shop/new/HEAD?filename=.github%2Fthroughline.yml&amp;value=",
    );
  });

  it("stands behind the open address", async () => {
    const server = await startTestServer();
    const response = await fetch(server.url, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([302, "/setup"]);
  });

  it("says where the registration was that there is nothing to register", async () => {
    const server = await startTestServer();
    for (const path of ["/setup/register", "/setup/registered?code=a&state=b"]) {
      const response = await fetch(`${server.url}${path}`);
      expect([response.status, await response.text()]).toEqual([
        404,
        expect.stringContaining("Nothing to register any more"),
      ]);
      expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    }
    expect((await fetch(`${server.url}/setup/else`)).status).toBe(404);
  });

  it("makes no link from anything but owner/name, and shows it escaped", async () => {
    for (const repository of [
      "acme",
      "acme/shop/../..",
      "acme/shop?x",
      "//evil.example",
      "javascript:alert(1)",
      `"><script>alert(1)</script>`,
    ]) {
      const page = String(renderSetupPage({ gitHubUrl: GITHUB, starters: listStarters(), repository }));
      expect(page).not.toContain("/new/HEAD");
      expect(page).not.toContain("<script");
      expect(page).toContain("Write owner/name, such as acme/shop.");
    }
  });

  it("escapes the text of a starter", () => {
    const starters = [{ name: "saas", title: "<b>", text: "</textarea><script>" }] as const;
    const page = String(renderSetupPage({ gitHubUrl: GITHUB, starters, repository: undefined }));
    expect(page).toContain("&lt;/textarea&gt;&lt;script&gt;");
    expect(page).toContain("&lt;b&gt;");
  });
});

describe("toStarterLink", () => {
  it("carries the whole text", () => {
    const text = 'name: "a & b" # 50 %\n';
    const link = new URL(toStarterLink(GITHUB, "acme/shop", text) ?? "");
    expect(link.searchParams.get("value")).toBe(text);
    expect(link.searchParams.get("filename")).toBe(".github/throughline.yml");
  });

  it("gives up where the address would be longer than 6,000 characters", () => {
    const frame = toStarterLink(GITHUB, "acme/shop", "")?.length ?? 0;
    expect(toStarterLink(GITHUB, "acme/shop", "x".repeat(6000 - frame))).toHaveLength(6000);
    expect(toStarterLink(GITHUB, "acme/shop", "x".repeat(6001 - frame))).toBeUndefined();
  });
});

describe("listStarters", () => {
  it("are catalogs without a problem", () => {
    for (const { text } of listStarters()) {
      expect(parseCatalog({ text, file: "throughline.yml" }).problems).toEqual([]);
    }
  });
});
