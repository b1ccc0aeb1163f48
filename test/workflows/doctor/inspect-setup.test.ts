import { describe, expect, it } from "vitest";
import { inspectSetup } from "../../../src/workflows/doctor/inspect-setup.ts";
import type { GitHubFacts, SetupFacts } from "../../../src/workflows/doctor/setup-facts.ts";
import type { SetupFinding } from "../../../src/workflows/doctor/setup-finding.ts";
import type { HookDelivery } from "../../../src/workflows/ports/delivery-log.ts";
import type { StoreContent, StoreSurvey } from "../../../src/workflows/ports/store-survey.ts";

const NOW_MS = Date.UTC(2026, 2, 31, 9, 0, 0);
const MINUTE_MS = 60_000;
const GIB = 1_073_741_824;
const GRANTED = {
  permissions: { checks: "write", contents: "read", metadata: "read" },
  events: ["pull_request", "push"],
};
const APP = { id: 77, slug: "throughline", ...GRANTED };
const DELIVERY: HookDelivery = {
  id: "1",
  guid: "a",
  deliveredAtMs: NOW_MS - MINUTE_MS,
  event: "push",
  statusCode: 202,
  status: "Accepted",
};
const GIT_HUB: GitHubFacts = {
  appId: 77,
  isEnterpriseServer: false,
  app: { kind: "accepted", app: APP },
  clockLeadMs: 300,
  wanted: { permissions: { checks: "write", contents: "read" }, events: ["pull_request", "push"] },
  installations: {
    ok: true,
    value: { rows: [{ account: "acme", isSuspended: false, ...GRANTED }], unreadable: [] },
  },
  hook: {
    ok: true,
    value: {
      url: "https://throughline.example.com/api/github/webhooks",
      contentType: "json",
      isVerified: true,
      hasSecret: true,
    },
  },
  deliveries: { ok: true, value: { rows: [DELIVERY], unreadable: [] } },
};
const CONTENT: StoreContent = {
  figures: {
    oldestUndoneReceivedAtMs: undefined,
    undoneDeliveries: 0,
    waitingSubjects: 0,
    deadSubjects: 0,
    quarantinedSubjects: 0,
  },
  deadWork: [],
  lastDeliveryAtMs: NOW_MS - MINUTE_MS,
  oldestChangeAtMs: Date.UTC(2026, 0, 1),
  repositories: 3,
  heldSummaries: [],
  catalogs: [],
};
const SURVEY: StoreSurvey = {
  engine: "sqlite",
  name: "data/throughline.sqlite",
  sizeBytes: 4_194_304,
  freeBytes: 20 * GIB,
  migrations: { applied: 9, missing: [], unknown: [] },
  content: CONTENT,
};
const FACTS: SetupFacts = {
  nowMs: NOW_MS,
  settingProblems: [],
  secretFiles: [{ path: "app.pem", mode: 0o100600 }],
  gitHub: { ok: true, value: GIT_HUB },
  store: { ok: true, value: SURVEY },
  channels: new Set(),
};

const isWrong = ({ severity }: SetupFinding): boolean => severity !== "ok";
const inspect = (more: Partial<SetupFacts>) =>
  inspectSetup({ ...FACTS, ...more })
    .filter(isWrong)
    .map(({ part, severity, message }) => `${part}: ${severity}: ${message}`);
const inspectGitHub = (more: Partial<GitHubFacts>) =>
  inspect({ gitHub: { ok: true, value: { ...GIT_HUB, ...more } } });
const inspectStored = (more: Partial<StoreSurvey>) =>
  inspect({ store: { ok: true, value: { ...SURVEY, ...more } } });
const inspectHook = (more: object) =>
  inspectGitHub({
    hook: GIT_HUB.hook.ok ? { ok: true, value: { ...GIT_HUB.hook.value, ...more } } : GIT_HUB.hook,
  });
const inspectDeliveries = (...deliveries: readonly Partial<HookDelivery>[]) =>
  inspectGitHub({
    deliveries: {
      ok: true,
      value: {
        rows: deliveries.map((one, at) => ({ ...DELIVERY, id: `${100 - at}`, guid: `g${at}`, ...one })),
        unreadable: [],
      },
    },
  });

describe("a sound installation", () => {
  it("says of each part that it is well", () => {
    expect(inspectSetup(FACTS).map(({ part, severity }) => `${part}: ${severity}`)).toEqual([
      "credentials: ok",
      "clock: ok",
      "permissions: ok",
      "permissions: ok",
      "webhook: ok",
      "webhook: ok",
      "store: ok",
      "store: ok",
      "store: ok",
      "store: ok",
      "work: ok",
    ]);
  });
});

describe("settings and credentials", () => {
  it("tells what is missing, and looks at the store all the same", () => {
    const { gitHub: _gitHub, ...rest } = FACTS;
    const findings = inspectSetup({ ...rest, settingProblems: ["APP_ID is missing."] });
    expect(findings.filter(isWrong)).toEqual([
      { part: "settings", severity: "error", message: "APP_ID is missing." },
    ]);
    expect(findings.map(({ part }) => part)).toContain("store");
  });

  it("tells that GitHub can't be reached, once", () => {
    expect(inspect({ gitHub: { ok: false, error: "GET /app: no answer" } })).toEqual([
      "credentials: error: GitHub could not be asked (GET /app: no answer): check the network, GHE_HOST and the key, then run this again. Behind a proxy set HTTPS_PROXY; where certificates are of an authority of your own, NODE_EXTRA_CA_CERTS.",
    ]);
    expect(
      inspect({
        gitHub: { ok: false, error: "GET /app: no answer" },
        networkNote: "HTTPS_PROXY is set and used",
      })[0],
    ).toMatch(/ HTTPS_PROXY is set and used: check what they say too\.$/);
  });

  it("tells a wrong key, an unknown app and a key of another app apart", () => {
    expect(inspectGitHub({ app: { kind: "wrong-key" } })).toEqual([
      expect.stringMatching(/^credentials: error: GitHub refuses the key for the app 77: .*Make a new one/),
    ]);
    expect(inspectGitHub({ app: { kind: "unknown-app" } })).toEqual([
      expect.stringMatching(/^credentials: error: GitHub knows no app 77: /),
    ]);
    expect(inspectGitHub({ appId: 78 })).toEqual([
      expect.stringMatching(/belongs to the app throughline \(77\), and APP_ID is 78/),
    ]);
  });

  it("warns of a secret that everybody can read, not of one that a group can", () => {
    expect(inspect({ secretFiles: [{ path: "app.pem", mode: 0o100644 }] })).toEqual([
      expect.stringMatching(/^credentials: warning: app\.pem .*\(644\): chmod 600 it\.$/),
    ]);
    expect(inspect({ secretFiles: [{ path: "app.pem", mode: 0o100440 }] })).toEqual([]);
  });
});

describe("the clock", () => {
  it.each([
    [4_000, []],
    [30_000, ["clock: note: This machine's clock is 30 s behind GitHub's, which GitHub puts up with."]],
    [
      -61_000,
      [expect.stringMatching(/^clock: error: This machine's clock is 61 s ahead of GitHub's: .*NTP/)],
    ],
  ])("%i ms behind GitHub's", (clockLeadMs, findings) => {
    expect(inspectGitHub({ clockLeadMs })).toEqual(findings);
  });
});

describe("permissions", () => {
  it("names one that is missing or too weak, and where to add it", () => {
    const app = { ...APP, permissions: { checks: "read", contents: "read" } };
    expect(inspectGitHub({ app: { kind: "accepted", app } })).toEqual([
      expect.stringMatching(/^permissions: error: .*throughline lacks .*checks: write: add it in/),
    ]);
  });

  it("takes a stronger one for enough in an installation", () => {
    const permissions = { checks: "admin", contents: "write" };
    const value = [{ account: "acme", isSuspended: false, permissions, events: [] }];
    expect(inspectGitHub({ installations: { ok: true, value: { rows: value, unreadable: [] } } })).toEqual(
      [],
    );
  });

  it("names an event that is missing and a permission that nothing uses", () => {
    const app = { ...APP, permissions: { ...GRANTED.permissions, issues: "write" }, events: ["push"] };
    const findings = inspectGitHub({ app: { kind: "accepted", app } });
    expect(findings[0]).toMatch(/^permissions: error: .*pull_request/);
    expect(findings[1]).toMatch(/^permissions: warning: .*issues: write/);
  });

  it("says of an installation what its owner has to accept, and of a suspended one only that", () => {
    const value = [
      { account: "acme", isSuspended: false, permissions: {}, events: [] },
      { account: "globex", isSuspended: true, permissions: {}, events: [] },
    ];
    expect(inspectGitHub({ installations: { ok: true, value: { rows: value, unreadable: [] } } })).toEqual([
      expect.stringMatching(/^permissions: error: .*acme lacks checks: write, contents: read: an owner/),
      expect.stringMatching(/^permissions: warning: .*globex is suspended/),
    ]);
  });

  it("names an installation that can't be read, and judges the others", () => {
    const unreadable = [{ id: 901, why: "account: expected object, received null" }, { why: "id: absent" }];
    const rows = [{ account: "acme", isSuspended: true, ...GRANTED }];
    expect(inspectGitHub({ installations: { ok: true, value: { rows, unreadable } } })).toEqual([
      expect.stringMatching(/^permissions: warning: .*can't be read \(number 901, account: expected/),
      expect.stringMatching(/^permissions: warning: .*can't be read \(id: absent\)/),
      expect.stringMatching(/^permissions: warning: .*acme is suspended/),
    ]);
    expect(inspectGitHub({ installations: { ok: true, value: { rows: [], unreadable } } })).toHaveLength(2);
  });

  it("says that it is installed nowhere, or that it could not be asked", () => {
    expect(inspectGitHub({ installations: { ok: true, value: { rows: [], unreadable: [] } } })).toEqual([
      expect.stringMatching(/^permissions: warning: The app is installed nowhere/),
    ]);
    expect(inspectGitHub({ installations: { ok: false, error: "502" } })).toEqual([
      "permissions: error: The installations could not be listed (502).",
    ]);
  });
});

describe("the webhook", () => {
  it.each([
    [{ url: undefined }, /error: No webhook address is set/],
    [{ url: "not an address" }, /error: No webhook address is set/],
    [{ url: "https://localhost/api/github/webhooks" }, /error: GitHub can't reach localhost/],
    [{ url: "https://172.20.1.2/api/github/webhooks" }, /error: GitHub can't reach 172\.20\.1\.2/],
    [{ url: "http://t.example.com/api/github/webhooks" }, /error: .*begins with http/],
    [{ url: "https://t.example.com/hooks" }, /warning: .*ends with \/hooks/],
    [{ contentType: "form" }, /error: The webhook sends form/],
    [{ hasSecret: false }, /error: The webhook has no secret/],
    [{ isVerified: false }, /warning: .*certificate/],
  ])("%o", (hook, finding) => {
    expect(inspectHook(hook)).toEqual([expect.stringMatching(finding)]);
  });

  it("may lie in the network of an Enterprise Server", () => {
    const url = "http://10.0.0.5:3000/api/github/webhooks";
    const hook = GIT_HUB.hook.ok
      ? ({ ok: true, value: { ...GIT_HUB.hook.value, url } } as const)
      : GIT_HUB.hook;
    expect(inspectGitHub({ isEnterpriseServer: true, hook })).toEqual([]);
  });

  it.each([
    [0, /got no answer \(timed out\).*firewall/],
    [401, /were answered 401.*WEBHOOK_SECRET/],
    [404, /address leads elsewhere/],
    [413, /25 MB/],
    [302, /follows no redirect/],
    [502, /proxy does not reach/],
    [503, /could not write its store/],
    [418, /not the service's own/],
  ])("what to do about a delivery that was answered %i", (statusCode, advice) => {
    const earlier = { deliveredAtMs: NOW_MS - 2 * MINUTE_MS };
    const [finding, ...more] = inspectDeliveries({ statusCode, status: "timed out" }, earlier);
    expect(more).toEqual([]);
    expect(finding).toMatch(/^webhook: error: 1 of the last 2 deliveries .*push at 2026-03-31 08:59 UTC/);
    expect(finding).toMatch(advice);
    expect(finding).toMatch(/fetches what was lost/);
  });

  it("takes what failed before the last that arrived for lost, and the cause for mended", () => {
    const earlier = { deliveredAtMs: NOW_MS - 2 * MINUTE_MS, statusCode: 502 };
    expect(inspectDeliveries({}, earlier)).toEqual([
      expect.stringMatching(/^webhook: warning: 1 of the last 2 deliveries were answered 502/),
    ]);
  });

  it("does not count what was delivered at the second attempt", () => {
    expect(inspectDeliveries({ guid: "a", statusCode: 202 }, { guid: "a", statusCode: 503 })).toEqual([]);
  });

  it("says where the log is empty, and where nothing of it can be read", () => {
    expect(inspectDeliveries()).toEqual([
      expect.stringMatching(/^webhook: note: .*log of deliveries is empty/),
    ]);
    expect(inspectGitHub({ deliveries: { ok: false, error: "502" } })).toEqual([
      expect.stringMatching(/^webhook: error: GitHub's log of deliveries could not be read \(502\)/),
    ]);
  });

  it("is in error where one delivery of the log can't be read, and still says what it knows of the others", () => {
    const unreadable = [{ why: "guid: expected string" }];
    const failed = { ...DELIVERY, statusCode: 401 };
    expect(inspectGitHub({ deliveries: { ok: true, value: { rows: [failed], unreadable } } })).toEqual([
      expect.stringMatching(/^webhook: error: In GitHub's log 1 delivery of the last 2 could not be read/),
      expect.stringMatching(/^webhook: error: 1 of the last 1 deliveries were answered 401/),
    ]);
    expect(inspectGitHub({ deliveries: { ok: true, value: { rows: [], unreadable } } })).toHaveLength(1);
  });

  it("tells attempts of one second apart by ids that no number holds", () => {
    const [older, newer] = ["3804004623172239366", "3804004623172239367"];
    const [finding] = inspectDeliveries({ id: older, statusCode: 202 }, { id: newer, statusCode: 502 });
    expect(finding).toMatch(/^webhook: error/);
    const [mended] = inspectDeliveries({ id: newer, statusCode: 202 }, { id: older, statusCode: 502 });
    expect(mended).toMatch(/^webhook: warning/);
  });

  it("does not look in the store for checks of other apps, which are not stored", () => {
    const deliveredAtMs = NOW_MS + 60 * MINUTE_MS;
    const traffic = { event: "check_run", action: "completed", deliveredAtMs };
    expect(inspectDeliveries(traffic, {})).toEqual([]);
    expect(inspectDeliveries({ ...traffic, action: "requested_action" }, {})).toHaveLength(1);
  });

  it("notices that webhooks end in another store", () => {
    const { lastDeliveryAtMs: _last, ...never } = CONTENT;
    expect(inspectStored({ content: never })).toEqual([
      expect.stringMatching(/^webhook: warning: GitHub delivered push .* is none: .*DATA_DIR/),
      "store: note: No webhook has ever arrived here.",
    ]);
    const content = { ...CONTENT, lastDeliveryAtMs: NOW_MS - 30 * MINUTE_MS };
    expect(inspectStored({ content })).toEqual([
      expect.stringMatching(/of 2026-03-31 08:30 UTC: webhooks go/),
    ]);
  });
});

describe("the store", () => {
  it("passes on why it could not be opened", () => {
    expect(inspect({ store: { ok: false, error: "There is no store x: start the service." } })).toEqual([
      "store: error: There is no store x: start the service.",
    ]);
  });

  it("tells an older version from a newer one", () => {
    const { content: _content, ...older } = SURVEY;
    const missing = { applied: 8, missing: ["0009-x"], unknown: [] };
    expect(inspect({ store: { ok: true, value: { ...older, migrations: missing } } })).toEqual([
      expect.stringMatching(/^store: warning: .*older version \(it lacks 0009-x\).*start the service/),
    ]);
    expect(inspectStored({ migrations: { applied: 10, missing: [], unknown: ["0099-y"] } })).toEqual([
      expect.stringMatching(/^store: error: .*newer version/),
    ]);
  });

  it("tells a disk that runs full, and knows no disk of a server", () => {
    expect(inspectStored({ freeBytes: 0.5 * GIB })).toEqual([
      expect.stringMatching(/^store: warning: Its disk has 512\.0 MiB left/),
    ]);
    expect(inspectStored({ freeBytes: 1_000 })).toEqual([expect.stringMatching(/^store: error: /)]);
    const { freeBytes: _free, ...server } = SURVEY;
    expect(inspect({ store: { ok: true, value: { ...server, engine: "postgres" } } })).toEqual([]);
  });

  it("asks whether the service runs where deliveries wait for long", () => {
    const late = { oldestUndoneReceivedAtMs: NOW_MS - 11 * MINUTE_MS, undoneDeliveries: 4 };
    expect(inspectStored({ content: { ...CONTENT, figures: { ...CONTENT.figures, ...late } } })).toEqual([
      expect.stringMatching(/^store: warning: 4 deliveries waiting, .*is the service running\?/),
    ]);
  });

  it("lists work that was given up and how to have it done again, to a limit", () => {
    const deadWork = Array.from({ length: 25 }, (_, at) => ({
      key: `pull-request:900:${at}`,
      state: at === 1 ? ("quarantined" as const) : ("dead" as const),
      why: "GitHub refused it (422)",
      sinceMs: 0,
    }));
    const figures = { ...CONTENT.figures, deadSubjects: 24, quarantinedSubjects: 1 };
    const findings = inspectStored({ content: { ...CONTENT, deadWork, figures } });
    expect(findings).toHaveLength(21);
    expect(findings[0]).toMatch(/^work: warning: pull-request:900:0 was given up .*doctor --retry\.$/);
    expect(findings[1]).toMatch(/pull-request:900:1 was set aside after three crashes/);
    expect(findings[20]).toBe("work: warning: 5 more were given up before.");
  });
});

describe("summaries", () => {
  const held = {
    account: "acme",
    week: "2026-W13",
    state: "waiting",
    atMs: NOW_MS - 2 * 60 * MINUTE_MS,
  } as const;

  it("that something is in the way of, and those that hang", () => {
    const heldSummaries = [
      { ...held, why: "acme/leadership is archived" },
      { ...held, channel: "sales", state: "failed" as const, why: "the address answered 410" },
      { ...held, channel: "product", state: "telling" as const },
    ];
    expect(inspectStored({ content: { ...CONTENT, heldSummaries } })).toEqual([
      "summary: warning: The summary 2026-W13 of acme is not posted since 2026-03-31 07:00 UTC: acme/leadership is archived. Mend it, and it is posted by itself.",
      "summary: warning: The channel sales was not told of the summary 2026-W13 of acme: the address answered 410.",
      "summary: note: Whether the channel product was told of the summary 2026-W13 of acme is not known; it is not told twice.",
    ]);
  });

  it("says nothing of one that is on its way", () => {
    const heldSummaries = [{ ...held, state: "posting" as const, atMs: NOW_MS }];
    expect(inspectStored({ content: { ...CONTENT, heldSummaries } })).toEqual([]);
  });
});

describe("channels", () => {
  const catalogs = [
    {
      source: "acme/.github",
      path: ".github/throughline.yml",
      text: "version: 1\nsummary: { repository: acme/leadership, channels: [{ name: sales-eu }, { name: product }] }\n",
    },
  ];

  it("names those without an address and addresses without a channel", () => {
    const content = { ...CONTENT, catalogs };
    const channels = new Set(["THROUGHLINE_CHANNEL_SALES_EU", "THROUGHLINE_CHANNEL_OLD"]);
    expect(inspect({ store: { ok: true, value: { ...SURVEY, content } }, channels })).toEqual([
      "channels: warning: acme/.github:.github/throughline.yml names the channel product, which has no address: set THROUGHLINE_CHANNEL_PRODUCT, or take it out.",
      "channels: note: THROUGHLINE_CHANNEL_OLD is set, and no catalog that was read names this channel.",
    ]);
  });
});
