import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toGitHubAddress } from "../../../src/settings/to-git-hub-address.ts";
import {
  parseRegistrationForm,
  type RegistrationForm,
  toAppName,
} from "../../../src/workflows/register-app/parse-registration-form.ts";

const FORM: RegistrationForm = {
  address: "https://throughline.example.com",
  kind: "organisation",
  account: "acme",
  enterprise: "",
  name: "",
  keep: "file",
};

function parse(fields: Partial<RegistrationForm>) {
  return parseRegistrationForm({ ...FORM, ...fields }, undefined);
}

function listProblems(fields: Partial<RegistrationForm>): readonly string[] {
  const parsed = parse(fields);
  return parsed.ok ? [] : Object.keys(parsed.error);
}

describe("parseRegistrationForm", () => {
  it("needs an address and an account, and fills in the rest", () => {
    expect(parse({})).toEqual({
      ok: true,
      value: {
        publicUrl: "https://throughline.example.com",
        account: { kind: "organisation", login: "acme" },
        gitHub: { address: toGitHubAddress(undefined, "https") },
        appName: "Throughline for acme",
        keep: "file",
      },
    });
  });

  it("takes a user, an Enterprise Server, another name, and credentials that are shown", () => {
    const parsed = parse({
      kind: "user",
      account: "@mona_acme",
      enterprise: "https://github.example.com/",
      name: " Lines ",
      keep: "shown",
    });
    expect(parsed.ok && parsed.value).toMatchObject({
      account: { kind: "user", login: "mona_acme" },
      gitHub: {
        address: toGitHubAddress("github.example.com", "https"),
        host: { name: "github.example.com", protocol: "https" },
      },
      appName: "Lines",
      keep: "shown",
    });
  });

  it("names every field that needs another value, at once", () => {
    expect(listProblems({ address: "x", account: "a/b", enterprise: "a b", name: "x".repeat(35) })).toEqual([
      "enterprise",
      "address",
      "account",
      "name",
    ]);
  });

  it.each([
    ["account", ""],
    ["account", "acme/../settings"],
    ["account", "-acme"],
    ["account", "a".repeat(40)],
    ["name", "GitHub helper"],
    ["name", "---"],
    ["enterprise", "github.example.com/path"],
    ["enterprise", "javascript:alert(1)"],
    ["enterprise", "github.example.com:99999"],
    ["enterprise", "1.2.3.4.5"],
    ["enterprise", "user@github.example.com"],
    ["enterprise", "[::1]"],
    ["enterprise", ".."],
    ["enterprise", "-"],
  ] as const)("refuses as %s: %j", (field, value) => {
    expect(listProblems({ [field]: value })).toEqual([field]);
  });

  it.each(["github.com", "GitHub.com.", "https://www.github.com/", "github.com:443", "api.github.com"])(
    "takes %j as github.com, with its rules for addresses",
    (enterprise) => {
      const parsed = parse({ enterprise });
      expect(parsed.ok && parsed.value.gitHub).toEqual({ address: toGitHubAddress(undefined, "https") });
      expect(listProblems({ enterprise, address: "https://10.1.2.3" })).toEqual(["address"]);
    },
  );

  it.each([
    [" https://GHE.example.com/ ", "ghe.example.com"],
    ["ghe.example.com.:8443", "ghe.example.com:8443"],
    ["ghe.example.com:443", "ghe.example.com"],
    ["gíthub.example.com", "xn--gthub-zsa.example.com"],
    ["acme.ghe.com", "acme.ghe.com"],
    ["10.1.2.3", "10.1.2.3"],
  ])("takes the Enterprise Server %j as %j", (enterprise, name) => {
    const parsed = parse({ enterprise });
    expect(parsed.ok && parsed.value.gitHub.host).toEqual({ name, protocol: "https" });
  });

  it("never throws, and what it takes makes an address", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.domain(), fc.ipV4(), fc.stringMatching(/^[a-z0-9.:-]*$/)),
        (text) => {
          const parsed = parse({ enterprise: text });
          if (parsed.ok) expect(new URL(parsed.value.gitHub.address.apiUrl).pathname).not.toContain("..");
        },
      ),
    );
  });

  it("asks for no host where the settings name one", () => {
    const fixed = {
      address: toGitHubAddress("127.0.0.1:3001", "http"),
      host: { name: "127.0.0.1:3001", protocol: "http" },
    };
    const parsed = parseRegistrationForm(
      { ...FORM, address: "http://127.0.0.1:3000", enterprise: "elsewhere.example.com" },
      fixed,
    );
    expect(parsed.ok && parsed.value.gitHub).toBe(fixed);
  });
});

describe("toAppName", () => {
  it("is no longer than GitHub takes", () => {
    expect(toAppName("acme")).toBe("Throughline for acme");
    expect(toAppName("a".repeat(39))).toHaveLength(34);
  });
});
