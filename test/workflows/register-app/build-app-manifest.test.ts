import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parseAppManifest } from "../../../src/app/parse-app-manifest.ts";
import { toGitHubAddress } from "../../../src/settings/to-git-hub-address.ts";
import {
  buildAppManifest,
  toRegistrationUrl,
} from "../../../src/workflows/register-app/build-app-manifest.ts";
import type { RegistrationWish } from "../../../src/workflows/register-app/registration-wish.ts";
import { REQUIRED_PERMISSIONS } from "../../../src/workflows/required-access.ts";

const WISH: RegistrationWish = {
  publicUrl: "https://throughline.example.com",
  account: { kind: "organisation", login: "acme" },
  gitHub: { address: toGitHubAddress(undefined, "https") },
  appName: "Throughline for acme",
  keep: "file",
};

describe("buildAppManifest", () => {
  it("asks for what app.yml asks for, at the addresses that were wished", async () => {
    const template = parseAppManifest(await readFile("app.yml", "utf8"));
    const manifest = buildAppManifest(template, WISH, "http://127.0.0.1:3000/setup/registered");
    expect(manifest).toMatchObject({
      name: "Throughline for acme",
      public: false,
      hook_attributes: { url: "https://throughline.example.com/api/github/webhooks", active: true },
      redirect_url: "http://127.0.0.1:3000/setup/registered",
      setup_url: "https://throughline.example.com/setup",
      default_permissions: Object.fromEntries(
        REQUIRED_PERMISSIONS.map(({ permission, access }) => [permission, access]),
      ),
    });
    expect(manifest["default_events"]).toContain("merge_group");
  });
});

describe("toRegistrationUrl", () => {
  it.each([
    [WISH, "https://github.com/organizations/acme/settings/apps/new?state=a_b-c"],
    [
      { ...WISH, account: { kind: "user", login: "mona" } },
      "https://github.com/settings/apps/new?state=a_b-c",
    ],
    [
      { ...WISH, gitHub: { address: toGitHubAddress("github.example.com", "https") } },
      "https://github.example.com/organizations/acme/settings/apps/new?state=a_b-c",
    ],
  ] as const)("is GitHub's page for the owner", (wish, url) => {
    expect(toRegistrationUrl(wish, "a_b-c")).toBe(url);
  });
});
