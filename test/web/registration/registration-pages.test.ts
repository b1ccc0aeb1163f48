import { describe, expect, it } from "vitest";
import { fail, succeed } from "../../../src/model/result.ts";
import { toGitHubAddress } from "../../../src/settings/to-git-hub-address.ts";
import {
  createRegistrationPages,
  type RegistrationPagesDeps,
} from "../../../src/web/registration/registration-pages.ts";
import { RegistrationStates } from "../../../src/web/registration/registration-states.ts";
import { SetupAccess } from "../../../src/web/registration/setup-access.ts";
import type { Registration } from "../../../src/workflows/register-app/register-app.ts";

const APP = { id: 4711, name: "Throughline <acme>", pageUrl: "https://github.com/apps/throughline-for-acme" };
const FORM = {
  address: "https://throughline.example.com",
  kind: "organisation",
  account: "acme",
  keep: "file",
};
const CREDENTIALS = {
  APP_ID: "4711",
  PRIVATE_KEY: "-----BEGIN KEY-----\nMII\n",
  WEBHOOK_SECRET: "5f3a9c17d2e8b046a1",
};

interface Made {
  readonly registrations?: Registration[];
  readonly overrides?: Partial<RegistrationPagesDeps>;
  /** Of the browser's first request. */
  readonly headers?: Record<string, string>;
}

/** The pages, and a browser that has opened the link of the terminal. */
async function openPages({
  registrations = [{ kind: "kept", app: APP }],
  overrides = {},
  headers = {},
}: Made = {}) {
  const access = new SetupAccess();
  const codes: string[] = [];
  const starts: string[] = [];
  let nowMs = 0;
  const pages = createRegistrationPages({
    access,
    states: new RegistrationStates(() => nowMs),
    addresses: {
      prove: (nonce) => (nonce === undefined ? {} : { "x-throughline-proof": "proof" }),
      ask: async () => ({ finding: { kind: "reached" } }),
    },
    place: { path: "data/credentials.json", inspect: async () => succeed(undefined) },
    template: {
      url: "https://example.com",
      description: `Lines & "links"`,
      permissions: { checks: "write" },
      events: ["check_run"],
    },
    register: async (code) => {
      codes.push(code);
      return registrations.shift() ?? { kind: "failed", message: "No more." };
    },
    start: async () => {
      starts.push("start");
      return { kind: "running", delivery: { kind: "unknown" } };
    },
    log: { warn: () => undefined, error: () => undefined },
    ...overrides,
  });
  const entered = await pages.request(`http://localhost:3000/setup?token=${access.token}`, { headers });
  const cookie = entered.headers.getSetCookie()[0]?.split(";", 1)[0] ?? "";
  const open = (path: string) => pages.request(`http://localhost:3000${path}`, { headers: { cookie } });
  const post = (fields: Record<string, string>, more: Record<string, string> = {}) =>
    pages.request("http://localhost:3000/setup/register", {
      method: "POST",
      headers: { cookie, host: "localhost:3000", ...more },
      body: new URLSearchParams(fields),
    });
  const readState = async (): Promise<string> => {
    const page = await (await post({ ...FORM, action: "continue" })).text();
    return /state=([\w-]+)/.exec(page)?.[1] ?? "";
  };
  const answer = async (state: string) => open(`/setup/registered?code=c0de&state=${state}`);
  const pass = (ms: number): void => {
    nowMs += ms;
  };
  return { pages, entered, open, post, readState, answer, pass, codes, starts };
}

describe("the way in", () => {
  it("is the terminal's link, which gives the browser a cookie and leaves no token behind", async () => {
    const { entered, open } = await openPages();
    expect([entered.status, entered.headers.get("location")]).toEqual([303, "/setup/register"]);
    expect(entered.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^throughline_setup=[\w-]{43}; Path=\/setup; HttpOnly; SameSite=Lax$/),
    ]);
    expect((await open("/setup/register")).status).toBe(200);
  });

  it("marks the cookie for https alone where a proxy ends TLS", async () => {
    const { entered } = await openPages({
      headers: { host: "throughline.example.com", "x-forwarded-proto": "https" },
    });
    expect(entered.headers.getSetCookie()[0]).toMatch(/; Secure/);
  });

  it("is closed to everybody else, whatever they ask for", async () => {
    const { pages } = await openPages();
    for (const path of ["/setup", "/setup?token=x", "/setup/register", "/setup/registered?code=a&state=b"]) {
      const response = await pages.request(`http://localhost:3000${path}`);
      expect([path, response.status]).toEqual([path, 403]);
      expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    }
  });

  it("takes no form of another site, nor one that is too large", async () => {
    const { post } = await openPages();
    for (const origin of ["https://evil.example", "http://localhost:4000", "null"]) {
      expect((await post({ ...FORM, action: "continue" }, { origin })).status).toBe(403);
    }
    expect((await post(FORM, { origin: "http://localhost:3000" })).status).toBe(200);
    expect((await post({ ...FORM, name: "x".repeat(20_000) })).status).toBe(413);
    expect((await post(FORM, { host: "local host" })).status).toBe(400);
  });
});

describe("the form", () => {
  it("posts to GitHub what GitHub takes, and allows that address alone", async () => {
    const { post } = await openPages();
    const response = await post({ ...FORM, action: "continue" });
    const page = await response.text();
    expect(page).toMatch(
      /<form method="post" action="https:\/\/github\.com\/organizations\/acme\/settings\/apps\/new\?state=[\w-]{43}">/,
    );
    expect(response.headers.get("content-security-policy")).toContain(
      "form-action 'self' https://github.com;",
    );
    expect(response.headers.get("referrer-policy")).toBe("strict-origin");
    const [, encoded = ""] = /name="manifest" value="([^"]*)"/.exec(page) ?? [];
    expect(encoded).not.toMatch(/[<>]/);
    const manifest = JSON.parse(encoded.replaceAll("&quot;", '"').replaceAll("&amp;", "&")) as object;
    expect(manifest).toMatchObject({
      name: "Throughline for acme",
      description: `Lines & "links"`,
      redirect_url: "http://localhost:3000/setup/registered",
    });
  });

  it("comes back through the proxy that it came by", async () => {
    const { post } = await openPages();
    const forwarded = { host: "throughline.example.com", "x-forwarded-proto": "https" };
    const page = await (await post({ ...FORM, action: "continue" }, forwarded)).text();
    expect(page).toContain("https://throughline.example.com/setup/registered");
  });

  it("keeps what was typed, escaped, and says what is wrong with it", async () => {
    const { post } = await openPages();
    const page = await (
      await post({ ...FORM, account: `"><script>alert(1)</script>`, action: "continue" })
    ).text();
    expect(page).toContain("&quot;&gt;&lt;script&gt;");
    expect(page).not.toContain("<script");
    expect(page).toContain("Write the name of the account as GitHub has it");
    expect(page).toContain('value="https://throughline.example.com"');
  });

  it("says that the credentials can't be kept, and offers to show them", async () => {
    const place = { path: "data/credentials.json", inspect: async () => fail("The disk is full.") };
    const { open, post } = await openPages({ overrides: { place } });
    const page = await (await open("/setup/register")).text();
    expect(page).toContain("Not possible: The disk is full.");
    expect(page).toMatch(/id="keep-file"[^>]*disabled/);
    expect(page).toMatch(/id="keep-shown"[^>]*checked/);
    const forced = await (await post({ ...FORM, action: "continue" })).text();
    expect(forced).not.toContain('name="manifest"');
    expect(await (await post({ ...FORM, keep: "shown", action: "continue" })).text()).toContain(
      'name="manifest"',
    );
  });

  it("asks for no host that the settings name", async () => {
    const fixedGitHub = {
      address: toGitHubAddress("github.example.com", "https"),
      host: { name: "github.example.com", protocol: "https" },
    };
    const { open, post } = await openPages({ overrides: { fixedGitHub } });
    expect(await (await open("/setup/register")).text()).not.toContain('name="enterprise"');
    const response = await post({ ...FORM, action: "continue" });
    expect(response.headers.get("content-security-policy")).toContain("'self' https://github.example.com;");
  });

  it("checks an address without the answers to anything else", async () => {
    const { post } = await openPages();
    const page = await (await post({ address: FORM.address, account: "", action: "check" })).text();
    expect(page).toContain("leads to this service");
    expect(page).not.toContain("another look");
    const wrong = await (await post({ address: "http://example.com", account: "", action: "check" })).text();
    expect(wrong).toContain("One answer needs another look");
  });

  it.each(["github.example.com:99999", "1.2.3.4.5", "..", "::1", "[::1]", "a;script-src"])(
    "shows as wrong the Enterprise Server %s",
    async (enterprise) => {
      const { post } = await openPages();
      const response = await post({ ...FORM, enterprise, action: "continue" });
      expect([response.status, await response.text()]).toEqual([
        200,
        expect.stringContaining("Write the host alone"),
      ]);
    },
  );

  it("says that what was sent is no form", async () => {
    const { post } = await openPages();
    for (const type of ["multipart/form-data", "multipart/form-data; boundary=x"]) {
      const response = await post(FORM, { "content-type": type });
      expect([response.status, await response.text()]).toEqual([
        400,
        expect.stringContaining("The form can&#39;t be read"),
      ]);
    }
  });

  it("tells what asking the address came to, and goes back without asking GitHub anything", async () => {
    const { post } = await openPages();
    expect(await (await post({ ...FORM, action: "check" })).text()).toContain("leads to this service");
    const edited = await (await post({ ...FORM, name: "Lines", action: "edit" })).text();
    expect(edited).toContain('value="Lines"');
  });
});

describe("GitHub's answer", () => {
  it("is exchanged once, and starts the service", async () => {
    const { readState, answer, open, codes, starts } = await openPages();
    const done = await answer(await readState());
    const page = await done.text();
    expect([done.status, codes, starts]).toEqual([200, ["c0de"], ["start"]]);
    expect(page).toContain("Install Throughline &lt;acme&gt;");
    expect(page).toContain("https://github.com/apps/throughline-for-acme/installations/new");
    expect((await open("/setup/register")).status).toBe(404);
  });

  it("is refused with a sentence where its state is made up, used or late", async () => {
    const { readState, answer, pass, codes } = await openPages({
      registrations: [{ kind: "failed", message: "GitHub does not know this code." }],
    });
    const readRefusal = async (shown: string) => {
      const response = await answer(shown);
      return [response.status, /<strong>([^<]*)<\/strong>/.exec(await response.text())?.[1]];
    };
    expect(await readRefusal("made-up")).toEqual([403, expect.stringContaining("no registration")]);
    const state = await readState();
    expect(await readRefusal(state)).toEqual([403, "GitHub does not know this code."]);
    expect(await readRefusal(state)).toEqual([403, expect.stringContaining("used already")]);
    const late = await readState();
    pass(3_600_001);
    expect(await readRefusal(late)).toEqual([403, expect.stringContaining("more than an hour ago")]);
    expect(codes).toHaveLength(1);
  });

  it("can come again where GitHub did not answer us", async () => {
    const { readState, answer } = await openPages({
      registrations: [
        { kind: "postponed", message: "GitHub gave no credentials." },
        { kind: "kept", app: APP },
      ],
    });
    const state = await readState();
    const first = await answer(state);
    expect([first.status, await first.text()]).toEqual([503, expect.stringContaining("Reload this page")]);
    expect((await answer(state)).status).toBe(200);
  });

  it("is taken one at a time", async () => {
    const gate = Promise.withResolvers<Registration>();
    const { readState, answer } = await openPages({ overrides: { register: () => gate.promise } });
    const [state, other] = [await readState(), await readState()];
    const first = answer(state);
    expect((await answer(other)).status).toBe(409);
    gate.resolve({ kind: "kept", app: APP });
    expect((await first).status).toBe(200);
  });

  it("shows the credentials once, and then nothing but what to do", async () => {
    const { readState, answer, open } = await openPages({
      registrations: [{ kind: "shown", app: APP, credentials: CREDENTIALS, why: "The disk is full." }],
    });
    const state = await readState();
    const page = await (await answer(state)).text();
    expect(page).toContain("They could not be kept here: The disk is full.");
    expect(page).toContain("WEBHOOK_SECRET=5f3a9c17d2e8b046a1");
    expect((await answer(state)).status).toBe(404);
    const closed = await open("/setup");
    expect([closed.status, await closed.text()]).toEqual([200, expect.not.stringContaining("5f3a9c17")]);
  });

  it("says why the service did not start, and names an app that is of no use", async () => {
    const stopped = await openPages({
      overrides: { start: async () => ({ kind: "stopped", message: "The store is in use." }) },
    });
    const response = await stopped.answer(await stopped.readState());
    expect([response.status, await response.text()]).toEqual([
      500,
      expect.stringContaining("The store is in use."),
    ]);
    const failed = await openPages({ registrations: [{ kind: "failed", message: "No key.", app: APP }] });
    const page = await (await failed.answer(await failed.readState())).text();
    expect(page).toContain("exists on GitHub and can't be used here: delete it there");
  });
});

describe("what goes wrong in between", () => {
  it("says so on a page, and in the log alone what it was", async () => {
    const logged: object[] = [];
    const { readState, answer } = await openPages({
      overrides: {
        register: () => Promise.reject(new Error("of the inside")),
        log: { warn: () => undefined, error: (fields) => logged.push(fields) },
      },
    });
    const response = await answer(await readState());
    const page = await response.text();
    expect([response.status, page]).toEqual([500, expect.stringContaining("by a mistake of ours")]);
    expect(page).not.toContain("of the inside");
    expect(logged).toEqual([{ err: expect.objectContaining({ message: "of the inside" }) }]);
  });

  it("tells whose answer of GitHub comes too late that an app is left over", async () => {
    const { pages, answer } = await openPages();
    const left = expect.stringContaining("delete it there");
    expect(await (await answer("of-an-earlier-process")).text()).toEqual(left);
    const stranger = await pages.request("/setup/registered?code=c0de&state=x");
    expect([stranger.status, await stranger.text()]).toEqual([403, left]);
  });

  it("tells a second tab that the registration is over", async () => {
    const { readState, answer, open } = await openPages();
    const [state, other] = [await readState(), await readState()];
    await answer(state);
    const late = await answer(other);
    expect([late.status, await late.text()]).toEqual([404, expect.stringContaining("from a second tab")]);
    expect((await open("/setup")).status).toBe(200);
  });
});

describe("what others ask meanwhile", () => {
  it("frames and guesses nothing, whatever is answered", async () => {
    const { pages, entered, post } = await openPages();
    for (const response of [
      entered,
      await pages.request("/"),
      await pages.request("/healthz"),
      await pages.request("/elsewhere"),
      await post({ ...FORM, name: "x".repeat(20_000) }),
    ]) {
      expect(response.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
  });

  it("says that it lives and is not ready, and proves itself to who asks", async () => {
    const { pages } = await openPages();
    const health = await pages.request("/healthz", { headers: { "x-throughline-nonce": "n" } });
    expect([health.status, health.headers.get("x-throughline-proof")]).toEqual([200, "proof"]);
    expect((await pages.request("/readyz")).status).toBe(503);
    expect((await pages.request("/elsewhere")).status).toBe(404);
  });
});
