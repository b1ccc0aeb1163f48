import { describe, expect, it } from "vitest";
import { parseSettings } from "../../src/settings/parse-settings.ts";
import type { Settings } from "../../src/settings/settings.ts";

const PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIBOgIBAAJBAK\nabc\n-----END RSA PRIVATE KEY-----\n";
const SECRET = "5f3a9c17d2e8b046a1";
const REQUIRED = { APP_ID: "123", PRIVATE_KEY: PEM, WEBHOOK_SECRET: SECRET };
const DAY_MS = 86_400_000;

function parse(overrides: Record<string, string | undefined> = {}): Settings {
  const parsed = parseSettings({ ...REQUIRED, ...overrides });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}

function listProblems(overrides: Record<string, string | undefined>): readonly string[] {
  const parsed = parseSettings({ ...REQUIRED, ...overrides });
  return parsed.ok ? [] : parsed.error.map(({ message }) => message);
}

describe("parseSettings", () => {
  it("needs three settings, and fills in the rest", () => {
    expect(parse()).toEqual({
      appId: 123,
      privateKey: { kind: "text", pem: PEM },
      webhookSecret: SECRET,
      host: "127.0.0.1",
      port: 3000,
      metrics: { host: "127.0.0.1", port: 9464, allowedHosts: [] },
      gitHub: { webUrl: "https://github.com", apiUrl: "https://api.github.com", isEnterpriseServer: false },
      logLevel: "info",
      dataDir: "./data",
      retentionMs: 396 * DAY_MS,
      channels: new Map(),
      budgets: {
        kind: "on",
        contentPerMinute: 60,
        contentPerHour: 450,
        checksPerMinute: 120,
        pointsPerMinute: 600,
      },
    });
  });

  it("names each missing setting and what to do, in the order of the page", () => {
    const parsed = parseSettings({ PORT: "x" });
    expect(parsed.ok ? [] : parsed.error).toEqual([
      {
        setting: "APP_ID",
        message: "APP_ID is missing: set the number that stands on the settings page of your GitHub App.",
      },
      {
        setting: "PRIVATE_KEY",
        message: "PRIVATE_KEY is missing: set it, or set PRIVATE_KEY_PATH to the file that GitHub gave you.",
      },
      {
        setting: "WEBHOOK_SECRET",
        message:
          "WEBHOOK_SECRET is missing: make one with: openssl rand -hex 32, and set it in the app's settings on GitHub too.",
      },
      { setting: "PORT", message: "PORT is no whole number; write 3000." },
    ]);
  });

  it("takes an empty or blank value as absent", () => {
    expect(parse({ PORT: "", HOST: "  " })).toEqual(parse());
    expect(listProblems({ WEBHOOK_SECRET: " " })).toHaveLength(1);
  });

  it("takes addresses to listen on, and says what is none", () => {
    for (const host of ["0.0.0.0", "::", "::1", "localhost", "fe80::1%eth0", "t-1.example.com"]) {
      expect(parse({ HOST: host, METRICS_HOST: host })).toMatchObject({ host, metrics: { host } });
    }
    expect(parse({ HOST: "[::1]" }).host).toBe("::1");
    expect(listProblems({ HOST: "http://0.0.0.0:3000" })).toEqual([
      "HOST is an address of the web: write a host alone, such as 127.0.0.1 or 0.0.0.0.",
    ]);
    for (const host of ["127.0.0.1:3000", "[::1]:3000", "localhost:1"]) {
      expect(listProblems({ METRICS_HOST: host })).toEqual([
        "METRICS_HOST holds a port: write the host alone, and the port in the setting for it.",
      ]);
    }
    expect(listProblems({ HOST: "*" })[0]).toMatch(/^HOST has to be an address: write 0\.0\.0\.0/);
    expect(listProblems({ HOST: "any where" })[0]).toMatch(/^HOST is no address to listen on/);
  });

  it("takes names for the metrics", () => {
    expect(parse({ METRICS_ALLOWED_HOSTS: "a.example.com, b.example.com" }).metrics.allowedHosts).toEqual([
      "a.example.com",
      "b.example.com",
    ]);
    expect(listProblems({ METRICS_ALLOWED_HOSTS: "https://a" })).toHaveLength(1);
  });

  it("ignores what it does not know", () => {
    expect(parse({ PATH: "/bin", PORTS: "1" })).toEqual(parse());
  });

  it("refuses secrets that can be guessed, and never repeats them", () => {
    for (const weak of [
      "development",
      "Development",
      "short",
      "fifteen chars..",
      "a".repeat(40),
      "abababababababab",
      "passwordpassword",
      "development-development",
      "my-development-secret",
      "0123456789abcdef",
      "zyxwvutsrqponmlkj",
      "aaaaaaaaaaaaaaaaaaab",
    ]) {
      const problems = listProblems({ WEBHOOK_SECRET: weak });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(/^WEBHOOK_SECRET (is|has|holds) .+; make one with: openssl rand -hex 32/);
      expect(problems[0]).not.toContain(weak);
    }
  });

  it("takes secrets that are random enough", () => {
    for (const secret of [
      SECRET,
      "8f14e45fceea167a5a36dedd4bea2543",
      "correct horse battery staple",
      "qZ7!pL2@xW9#mK4$",
    ]) {
      expect(parse({ WEBHOOK_SECRET: secret }).webhookSecret).toBe(secret);
    }
  });

  it("reads a private key however it was put into the environment", () => {
    for (const text of [
      PEM,
      PEM.replaceAll("\n", "\\n"),
      `"${PEM.replaceAll("\n", "\\n")}"`,
      PEM.replaceAll("\n", "\r\n"),
      Buffer.from(PEM).toString("base64"),
      Buffer.from(PEM)
        .toString("base64")
        .replace(/(.{20})/g, "$1\n"),
    ]) {
      expect(parse({ PRIVATE_KEY: text }).privateKey).toEqual({ kind: "text", pem: PEM });
    }
  });

  it("refuses what is no private key, without showing it", () => {
    expect(listProblems({ PRIVATE_KEY: "hunter2" })).toEqual([
      "PRIVATE_KEY is no private key: it has to hold -----BEGIN RSA PRIVATE KEY-----.",
    ]);
    expect(
      listProblems({
        PRIVATE_KEY: "-----BEGIN ENCRYPTED PRIVATE KEY-----\nx\n-----END ENCRYPTED PRIVATE KEY-----",
      }),
    ).toEqual(["PRIVATE_KEY is encrypted: use the key as GitHub gave it to you."]);
  });

  it("takes a path to the key, and the key before the path", () => {
    expect(parse({ PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: "/run/key.pem" }).privateKey).toEqual({
      kind: "file",
      path: "/run/key.pem",
    });
    expect(parse({ PRIVATE_KEY_PATH: "/run/key.pem" }).privateKey.kind).toBe("text");
  });

  it("knows GitHub Enterprise Server, where budgets are off unless set", () => {
    expect(parse({ GHE_HOST: "github.example.com" })).toMatchObject({
      gitHub: {
        webUrl: "https://github.example.com",
        apiUrl: "https://github.example.com/api/v3",
        isEnterpriseServer: true,
      },
      budgets: { kind: "off" },
    });
    expect(parse({ GHE_HOST: "127.0.0.1:8080", GHE_PROTOCOL: "http" }).gitHub.apiUrl).toBe(
      "http://127.0.0.1:8080/api/v3",
    );
    expect(parse({ GHE_HOST: "github.example.com", BUDGETS: "on" }).budgets.kind).toBe("on");
    expect(parse({ GHE_HOST: "acme.ghe.com" })).toMatchObject({
      gitHub: {
        webUrl: "https://acme.ghe.com",
        apiUrl: "https://api.acme.ghe.com",
        isEnterpriseServer: false,
      },
      budgets: { kind: "on" },
    });
  });

  it("refuses hosts with a scheme or a path, and what only looks like one", () => {
    for (const host of [
      "https://github.example.com",
      "github.example.com/api",
      "a b",
      "github.example.com:99999",
      "1.2.3.4.5",
    ]) {
      expect(listProblems({ GHE_HOST: host })).toEqual([
        "GHE_HOST is no host name; write it without https:// and without a path.",
      ]);
    }
  });

  it("takes lengths of time", () => {
    expect(parse({ RETENTION: "90d" }).retentionMs).toBe(90 * DAY_MS);
    expect(parse({ RETENTION: "2y" }).retentionMs).toBe(731 * DAY_MS);
    for (const wrong of ["13", "13 months", "-1m", "1.5y"])
      expect(listProblems({ RETENTION: wrong })).toHaveLength(1);
    expect(listProblems({ RETENTION: "29d" })).toEqual([
      "RETENTION has to be at least 30d: a report looks back 90 days.",
    ]);
  });

  it("refuses other databases, and shows no password", () => {
    expect(parse({ DATABASE_URL: "postgresql://u:p@h/db" }).databaseUrl).toBe("postgresql://u:p@h/db");
    for (const url of ["mysql://root:hunter2@h/db", "hunter2", "postgres://[hunter2"]) {
      expect(listProblems({ DATABASE_URL: url })).toEqual([
        "DATABASE_URL is no address of PostgreSQL; write postgres://user:password@host:5432/name.",
      ]);
    }
  });

  it("refuses numbers out of range, and other words than those it knows", () => {
    expect(listProblems({ PORT: "65536" })).toEqual(["PORT has to be 1 to 65535."]);
    expect(listProblems({ APP_ID: "0" })).toEqual(["APP_ID has to be 1 to 999999999."]);
    expect(listProblems({ LOG_LEVEL: "loud" })).toEqual([
      "LOG_LEVEL has to be one of trace, debug, info, warn, error, fatal, silent.",
    ]);
    expect(listProblems({ GHE_PROTOCOL: "ftp" })).toEqual(["GHE_PROTOCOL has to be https or http."]);
    expect(listProblems({ BUDGETS: "maybe" })).toEqual(["BUDGETS has to be on or off."]);
  });

  it("refuses two servers on one port", () => {
    expect(listProblems({ METRICS_PORT: "3000" })).toEqual([
      "METRICS_PORT is the same as PORT, 3000: choose another one.",
    ]);
    expect(listProblems({ METRICS_PORT: "3000", HOST: "0.0.0.0" })).toHaveLength(1);
    expect(listProblems({ METRICS_PORT: "3000", HOST: "10.0.0.1" })).toEqual([]);
  });
});
