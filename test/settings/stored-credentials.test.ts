import { describe, expect, it } from "vitest";
import { parseServerSettings, parseSettings } from "../../src/settings/parse-settings.ts";
import { hasNoCredentials } from "../../src/settings/settings.ts";
import {
  parseStoredCredentials,
  renderCredentialLines,
  renderStoredCredentials,
  type StoredCredentials,
} from "../../src/settings/stored-credentials.ts";

const PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIBOgIBAAJBAK\nabc\n-----END RSA PRIVATE KEY-----\n";
const CREDENTIALS: StoredCredentials = {
  APP_ID: "4711",
  PRIVATE_KEY: PEM,
  WEBHOOK_SECRET: "5f3a9c17d2e8b046a1",
};

describe("the stored credentials", () => {
  it("come back as they were written, the host of an Enterprise Server too", () => {
    for (const credentials of [
      CREDENTIALS,
      { ...CREDENTIALS, GHE_HOST: "github.example.com", GHE_PROTOCOL: "https" },
    ]) {
      expect(parseStoredCredentials(renderStoredCredentials(credentials, "About."))).toEqual({
        ok: true,
        value: credentials,
      });
    }
  });

  it("are settings that the service starts with", () => {
    const parsed = parseSettings({ ...CREDENTIALS });
    expect(parsed.ok && parsed.value.privateKey).toEqual({ kind: "text", pem: PEM });
  });

  it("say which part is damaged, and never show one", () => {
    const { WEBHOOK_SECRET: _, ...partly } = CREDENTIALS;
    expect(parseStoredCredentials(JSON.stringify(partly))).toEqual({
      ok: false,
      error: expect.stringMatching(/^is damaged \(WEBHOOK_SECRET\): set APP_ID/),
    });
    for (const damaged of ["", "{", "[]", '"text"', '{"APP_ID":4711}']) {
      const parsed = parseStoredCredentials(damaged);
      expect(parsed.ok).toBe(false);
      expect(JSON.stringify(parsed)).not.toContain("4711");
    }
  });

  it.each([
    ["APP_ID", "abc"],
    ["PRIVATE_KEY", "no key"],
    ["WEBHOOK_SECRET", "short"],
    ["GHE_HOST", "https://github.example.com"],
    ["GHE_PROTOCOL", "ftp"],
  ])("are damaged where %s is no setting: %j", (name, value) => {
    const parsed = parseStoredCredentials(JSON.stringify({ ...CREDENTIALS, [name]: value }));
    expect(parsed.ok ? "" : parsed.error).toMatch(new RegExp(`^is damaged \\(${name}\\)`));
  });

  it("are lines of an environment file as well, the key on one of them", () => {
    const lines = renderCredentialLines(CREDENTIALS).split("\n");
    expect(lines).toHaveLength(3);
    const env = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
    const parsed = parseSettings(env as Record<string, string>);
    expect(parsed.ok && parsed.value.privateKey).toEqual({ kind: "text", pem: PEM });
  });
});

describe("hasNoCredentials", () => {
  it("holds where all four are absent or blank", () => {
    expect(hasNoCredentials({})).toBe(true);
    expect(hasNoCredentials({ APP_ID: "", WEBHOOK_SECRET: "  ", PORT: "3000" })).toBe(true);
  });

  it.each(["APP_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH", "WEBHOOK_SECRET"])("fails with %s alone", (name) => {
    expect(hasNoCredentials({ [name]: "x" })).toBe(false);
  });
});

describe("parseServerSettings", () => {
  it("gives what parseSettings gives, without the credentials", () => {
    const whole = parseSettings({ ...CREDENTIALS, PORT: "4000", GHE_HOST: "github.example.com" });
    const server = parseServerSettings({ PORT: "4000", GHE_HOST: "github.example.com" });
    expect(whole.ok && whole.value).toMatchObject(server.ok ? server.value : { failed: true });
    expect(server.ok && Object.keys(server.value)).not.toContain("appId");
  });

  it("tells what is wrong with the rest", () => {
    const server = parseServerSettings({ PORT: "x", METRICS_PORT: "3000" });
    expect(server.ok ? [] : server.error.map(({ setting }) => setting)).toEqual(["PORT"]);
    const clash = parseServerSettings({ METRICS_PORT: "3000" });
    expect(clash.ok ? [] : clash.error.map(({ setting }) => setting)).toEqual(["METRICS_PORT"]);
  });
});
