import { expect, it } from "vitest";
import type { RepositoryVisibility } from "../../../src/model/repository.ts";
import { GitHubError } from "../../../src/workflows/ports/git-hub-error.ts";
import { describeOnEngines } from "../../store/store-rig.ts";
import {
  addOrganisation,
  commentOf,
  createFakeSummaryGitHub,
  landedOf,
  openReplica,
  repositoryOf,
  storeFacts,
} from "../../support/summary-rig.ts";

const WEEK_MS = 7 * 86_400_000;
/** Monday 23 November 2026, 09:07 in Berlin: week 47 is due. */
const DUE_MS = Date.parse("2026-11-23T08:07:00Z");
const IN_WEEK_MS = Date.parse("2026-11-18T12:00:00Z");
const TARGET = 901;
const SHOP = 902;

function catalogOf(summary = "", target = "acme/leadership"): string {
  return `version: 1
metrics:
  deal-velocity: { name: Deal velocity, kind: revenue, visibility: public, partner: Sales }
prompt: { repositories: ["acme/*"] }
summary:
  repository: ${target}
  schedule: { weekday: monday, time: "09:07", timezone: Europe/Berlin }
${summary}`;
}

const CLAIM = {
  landedAtMs: IN_WEEK_MS,
  answer: {
    kind: "tags",
    tags: [{ metric: "deal-velocity", effect: "moves", provenance: "declared", source: "line" }],
  },
} as const;

interface World {
  readonly summary?: string;
  readonly visibility?: RepositoryVisibility;
  readonly target?: string;
}

describeOnEngines("the summary of a week", (open) => {
  async function openWorld({ summary = "", visibility = "private", target }: World = {}) {
    const clock = await open("off");
    const { store, engine } = clock;
    clock.nowMs = DUE_MS;
    const now = (): number => clock.nowMs;
    const fake = createFakeSummaryGitHub(now);
    await addOrganisation(store, fake, {
      id: 5,
      login: "acme",
      catalog: catalogOf(summary, target),
      repositories: [
        repositoryOf(TARGET, { name: "leadership", visibility }),
        repositoryOf(SHOP, { name: "shop", visibility: "public" }),
      ],
    });
    await storeFacts(store, { changes: [landedOf(SHOP, 12, CLAIM)] });
    const replica = openReplica({ store, fake, now, owner: "one" });
    /** All that was remembered of summaries, as if the disk had been lost and the rest been read again. */
    const lose = async (): Promise<void> => {
      const tables = ["summary_week", "summary_issue", "summary_channel", "seen_answer", "work"] as const;
      for (const table of tables) await engine.db.deleteFrom(table).execute();
    };
    return { store, fake, clock, now, replica, lose };
  }
  type Opened = Awaited<ReturnType<typeof openWorld>>;

  const listPosts = ({ fake }: Opened, id = TARGET) =>
    (fake.repositories.get(id)?.issues ?? []).flatMap(({ comments }) =>
      comments.filter(({ isOurs }) => isOurs).map(({ body }) => body),
    );
  const listWeeks = (world: Opened, id = TARGET) =>
    listPosts(world, id).map((body) => /throughline:summary 5 (\S+)/u.exec(body)?.[1]);
  const setVisibility = ({ fake }: Opened, id: number, visibility: RepositoryVisibility) => {
    const found = fake.repositories.get(id);
    if (found !== undefined) found.repository = { ...found.repository, visibility };
  };

  it("is posted once, below one issue, at its time and not before", async () => {
    const world = await openWorld();
    world.clock.nowMs = DUE_MS - 1;
    await world.replica.run();
    expect(listPosts(world)).toEqual([]);
    world.clock.nowMs = DUE_MS;
    await world.replica.run();
    await world.replica.run();
    const [post, ...others] = listPosts(world);
    expect(others).toEqual([]);
    expect(post).toMatch(
      /^<!-- throughline:summary 5 2026-W47 private -->\n<!-- throughline:briefs 902#12 -->\n# /u,
    );
    expect(post).toContain("Deal velocity");
    expect(world.fake.repositories.get(TARGET)?.issues).toHaveLength(1);
    expect(await world.store.findSummaryWeek(5, "2026-W47")).toMatchObject({
      state: "posted",
      repositoryId: TARGET,
      briefs: [{ repositoryId: SHOP, number: 12 }],
    });
  });

  it("asks GitHub at most ten times beside the post, and nothing of each repository", async () => {
    const world = await openWorld();
    await world.replica.run();
    const writes = ["createIssue", "createComment"];
    expect(world.fake.calls.filter((name) => writes.includes(name))).toHaveLength(2);
    expect(world.fake.calls.filter((name) => !writes.includes(name)).length).toBeLessThanOrEqual(10);
    expect(world.fake.calls.filter((name) => name === "readRepository")).toHaveLength(2);
  });

  it("is not posted for a week in which nothing landed, whose row says so", async () => {
    const world = await openWorld();
    world.clock.nowMs = DUE_MS + WEEK_MS;
    await world.replica.run();
    expect(listPosts(world)).toEqual([]);
    expect(await world.store.findSummaryWeek(5, "2026-W48")).toMatchObject({ state: "empty" });
  });

  it("stands in the issue's own text where the catalog says so", async () => {
    const world = await openWorld({ summary: "  mode: body\n" });
    await world.replica.run();
    await storeFacts(world.store, {
      changes: [landedOf(SHOP, 13, { ...CLAIM, landedAtMs: IN_WEEK_MS + WEEK_MS })],
    });
    world.clock.nowMs = DUE_MS + WEEK_MS;
    await world.replica.run();
    const issues = world.fake.repositories.get(TARGET)?.issues ?? [];
    expect(issues).toHaveLength(1);
    expect(issues[0]?.body).toContain("<!-- throughline:summary 5 2026-W48 private -->");
    expect(issues[0]?.comments).toEqual([]);
  });

  it("comes late, oldest first and at most four, where weeks were missed", async () => {
    const world = await openWorld();
    await world.replica.run();
    const weeks = [1, 2, 3, 4, 5, 6];
    await storeFacts(world.store, {
      changes: weeks.map((week) =>
        landedOf(SHOP, 20 + week, { ...CLAIM, landedAtMs: IN_WEEK_MS + week * WEEK_MS }),
      ),
    });
    world.clock.nowMs = DUE_MS + 6 * WEEK_MS + 3_600_000;
    await world.replica.run();
    expect(listWeeks(world)).toEqual(["2026-W47", "2026-W50", "2026-W51", "2026-W52", "2026-W53"]);
    world.clock.nowMs -= 2 * WEEK_MS;
    await world.replica.run();
    world.clock.nowMs += 2 * WEEK_MS;
    await world.replica.run();
    expect(new Set(listWeeks(world)).size).toBe(listWeeks(world).length);
  });

  it("is posted once by two replicas, whoever comes first", async () => {
    const world = await openWorld();
    const { store, fake, now } = world;
    const other = openReplica({ store, fake, now, owner: "two" });
    for (const replica of [world.replica, other, world.replica]) await replica.run();
    expect(listWeeks(world)).toEqual(["2026-W47"]);
  });

  it("is found by its marker where nobody could note that it arrived, and channels are told then", async () => {
    const world = await openWorld({ summary: "  channels: [{ name: sales, audience: private }]\n" });
    const error = new GitHubError({ kind: "fault", message: "502" });
    world.fake.failing.set("createComment", { error, when: "after" });
    await world.replica.run();
    expect(world.replica.told).toEqual([]);
    world.clock.nowMs += 10_000;
    await world.replica.run();
    // GitHub's reads lag: it is looked for when they can't any more.
    expect(world.fake.calls.filter((name) => name === "listComments")).toHaveLength(0);
    world.clock.nowMs += 60_000;
    await world.replica.run();
    expect(listWeeks(world)).toEqual(["2026-W47"]);
    expect(world.replica.told).toHaveLength(1);
    expect(await world.store.findSummaryWeek(5, "2026-W47")).toMatchObject({ state: "posted" });
  });

  it("is posted after all where it did not arrive", async () => {
    const world = await openWorld();
    const error = new GitHubError({ kind: "fault", message: "502" });
    world.fake.failing.set("createComment", { error, when: "before" });
    await world.replica.run();
    world.clock.nowMs += 60_000;
    await world.replica.run();
    expect(listWeeks(world)).toEqual(["2026-W47"]);
  });

  it("is made anew where a person deleted the issue", async () => {
    const world = await openWorld();
    await world.replica.run();
    world.fake.repositories.get(TARGET)?.issues.splice(0);
    await storeFacts(world.store, {
      changes: [landedOf(SHOP, 13, { ...CLAIM, landedAtMs: IN_WEEK_MS + WEEK_MS })],
    });
    world.clock.nowMs += WEEK_MS;
    await world.replica.run();
    expect(listWeeks(world)).toEqual(["2026-W48"]);
  });

  it("is made again for more readers where the repository becomes public before it is posted", async () => {
    const world = await openWorld({ summary: '  sources: ["acme/*"]\n' });
    await storeFacts(world.store, {
      repositories: [repositoryOf(903, { name: "canary-secret" })],
      changes: [landedOf(903, 4, { ...CLAIM, title: "Canary title" })],
    });
    world.fake.before.set("listOurIssues", () => setVisibility(world, TARGET, "public"));
    await world.replica.run();
    const [post] = listPosts(world);
    expect(post).toContain("Deal velocity");
    expect(post).not.toMatch(/canary/iu);
    expect(world.fake.calls.filter((name) => name === "readRepository")).toHaveLength(3);
  });

  it("is not posted where who can read it changes each time", async () => {
    const world = await openWorld();
    const flip = (): void => {
      const visibility = world.fake.repositories.get(TARGET)?.repository.visibility;
      setVisibility(world, TARGET, visibility === "public" ? "private" : "public");
      world.fake.before.set("readRepository", flip);
    };
    world.fake.before.set("readRepository", flip);
    await world.replica.run();
    expect(listPosts(world)).toEqual([]);
    expect(await world.store.findSummaryWeek(5, "2026-W47")).toMatchObject({
      state: "waiting",
      why: "who can read the repositories changed while the summary was made",
    });
  });

  it("counts what may not be named, where the repository is public and sources are private", async () => {
    const world = await openWorld({ visibility: "public", summary: '  sources: ["acme/*"]\n' });
    await storeFacts(world.store, {
      repositories: [repositoryOf(903, { name: "canary-secret" })],
      changes: [landedOf(903, 4, { ...CLAIM, title: "Canary title" })],
    });
    await world.replica.run();
    const [post] = listPosts(world);
    expect(post).not.toMatch(/canary/iu);
    expect(post).toContain("2 ");
  });

  it.each([
    ["does not exist", { target: "acme/nowhere" }, /does not exist or does not have the app installed/u],
    ["is another account's", { target: "other/place" }, /only a repository of acme can be told/u],
  ] as const)("waits, and says why once, where its repository %s", async (_, more, why) => {
    const world = await openWorld(more);
    await world.replica.run();
    await world.replica.run();
    const row = await world.store.findSummaryWeek(5, "2026-W47");
    expect(row?.why).toMatch(why);
    expect(row?.nextAtMs).toBe(DUE_MS + 15 * 60_000);
    const told = () => world.replica.lines.filter(({ message }) => message === "summary not posted");
    expect(told()).toHaveLength(1);
    world.clock.nowMs += 15 * 60_000;
    await world.replica.run();
    expect(told()).toHaveLength(1);
    expect((await world.store.findSummaryWeek(5, "2026-W47"))?.nextAtMs).toBe(
      world.clock.nowMs + 30 * 60_000,
    );
    expect(await world.store.listHeldSummaries(9)).toHaveLength(1);
  });

  it("waits where its repository is archived, or may not be written to, and is posted once it can be", async () => {
    const world = await openWorld();
    const target = world.fake.repositories.get(TARGET);
    if (target === undefined) throw new Error("There is no such repository.");
    target.repository = { ...target.repository, isArchived: true };
    await world.replica.run();
    expect((await world.store.findSummaryWeek(5, "2026-W47"))?.why).toMatch(/is archived/u);
    target.repository = { ...target.repository, isArchived: false };
    const error = new GitHubError({ kind: "forbidden", message: "Resource not accessible by integration" });
    world.fake.failing.set("createIssue", { error, when: "before" });
    world.clock.nowMs += 20 * 60_000;
    await world.replica.run();
    expect((await world.store.findSummaryWeek(5, "2026-W47"))?.why).toMatch(/grant it "issues: write"/u);
    world.clock.nowMs += 60 * 60_000;
    await world.replica.run();
    expect(listWeeks(world)).toEqual(["2026-W47"]);
  });

  it("is posted once where a clock ahead of its time had called the week empty", async () => {
    const world = await openWorld();
    const ahead = { organisationId: 5, week: "2026-W47", state: "empty", briefs: [] } as const;
    await storeFacts(world.store, { summaryWeeks: [{ ...ahead, atMs: DUE_MS + 9 * WEEK_MS }] });
    await world.replica.run();
    await world.replica.run();
    expect(listWeeks(world)).toEqual(["2026-W47"]);
  });

  it("is withdrawn where more people can read it later, and only then", async () => {
    const world = await openWorld({ visibility: "internal" });
    await world.replica.run();
    const look = async (visibility: RepositoryVisibility): Promise<string | undefined> => {
      setVisibility(world, TARGET, visibility);
      const repository = world.fake.repositories.get(TARGET)?.repository;
      await storeFacts(world.store, { repositories: repository === undefined ? [] : [repository] });
      const subject = { kind: "summary-issue", installationId: 75, repositoryId: TARGET } as const;
      await world.store.bump([{ subject, priority: 3 }]);
      await world.replica.work();
      return listPosts(world)[0];
    };
    expect(await look("private")).toContain("Deal velocity");
    expect(await look("internal")).toContain("Deal velocity");
    const withdrawn = await look("public");
    expect(withdrawn).toMatch(
      /^<!-- throughline:summary 5 2026-W47 public -->\nThis summary was written for fewer/u,
    );
    world.fake.calls.length = 0;
    expect(await look("public")).toBe(withdrawn);
    expect(world.fake.calls).toEqual([]);
    await world.replica.run();
    expect(listWeeks(world)).toEqual(["2026-W47"]);
  });

  it("waits where issues are switched off", async () => {
    const world = await openWorld();
    const error = new GitHubError({
      kind: "gone",
      status: 410,
      message: "Issues are disabled for this repo",
    });
    world.fake.failing.set("createIssue", { error, when: "before" });
    await world.replica.run();
    expect((await world.store.findSummaryWeek(5, "2026-W47"))?.why).toMatch(/issues are switched off/u);
  });

  it("shows what was answered to earlier briefs, and nobody who wants to be left out", async () => {
    const world = await openWorld({ visibility: "public" });
    await world.replica.run();
    const person = (name: string, id: number) => ({ name, isLogin: true, id });
    await storeFacts(world.store, {
      seenComments: [
        {
          repositoryId: TARGET,
          commentId: 50,
          answers: [
            {
              repositoryId: TARGET,
              commentId: 50,
              position: 0,
              about: { repositoryId: SHOP, number: 12 },
              verdict: "yes",
              words: "trials went up",
              saidAtMs: IN_WEEK_MS + WEEK_MS,
            },
          ],
        },
      ],
      changes: [landedOf(SHOP, 13, { ...CLAIM, landedAtMs: IN_WEEK_MS + WEEK_MS })],
      notes: [
        {
          repositoryId: SHOP,
          number: 13,
          landedAtMs: IN_WEEK_MS + WEEK_MS,
          metrics: [],
          notes: {
            credits: [
              { kind: "author", person: person("mona", 11) },
              { kind: "co-author", person: person("wren", 12) },
              { kind: "co-author", person: person("hugo", 13) },
            ],
            learnings: [],
            ideasFrom: [],
          },
        },
      ],
    });
    await world.store.saveOptOuts([{ userId: 12, login: "wren", isOut: true, saidAtMs: 1 }]);
    world.clock.nowMs = DUE_MS + WEEK_MS;
    await world.replica.run();
    const post = listPosts(world).at(-1);
    expect(post).toContain("trials went up");
    expect(post).toContain("hugo");
    expect(post).not.toContain("wren");
  });

  it("of a lost store is found on GitHub: not posted again, no channel told, answers kept", async () => {
    const world = await openWorld({ summary: "  channels: [{ name: sales }]\n" });
    await world.replica.run();
    expect(world.replica.told).toHaveLength(1);
    const issue = world.fake.repositories.get(TARGET)?.issues[0];
    const mona = { id: 11, login: "mona", isBot: false };
    const answer = commentOf(50, "/seen acme/shop#12 yes trials went up", { author: mona, atMs: DUE_MS });
    answer.reactions.push("+1");
    issue?.comments.push(answer, commentOf(51, "/seen acme/shop#12 no", { author: mona, atMs: DUE_MS }));
    // People can write our marker.
    issue?.comments.push(
      commentOf(52, "<!-- throughline:summary 5 2026-W48 private -->", { author: mona, atMs: 1 }),
    );
    await world.lose();
    world.replica.told.length = 0;
    await world.replica.run();
    expect(listWeeks(world)).toEqual(["2026-W47"]);
    expect(world.replica.told).toEqual([]);
    expect(await world.store.findSummaryWeek(5, "2026-W47")).toMatchObject({
      state: "posted",
      briefs: [{ repositoryId: SHOP, number: 12 }],
    });
    expect(await world.store.listSeenAnswers(TARGET, { sinceMs: 0, untilMs: DUE_MS + 1 })).toMatchObject([
      { verdict: "yes", words: "trials went up" },
    ]);
    await storeFacts(world.store, {
      changes: [landedOf(SHOP, 13, { ...CLAIM, landedAtMs: IN_WEEK_MS + WEEK_MS })],
    });
    world.clock.nowMs += WEEK_MS;
    await world.replica.run();
    expect(listWeeks(world)).toEqual(["2026-W47", "2026-W48"]);
    expect(world.replica.told).toHaveLength(1);
  });

  it("waits while what landed is still being read", async () => {
    const world = await openWorld();
    const backfill = { kind: "backfill", installationId: 75, repositoryId: SHOP } as const;
    await world.store.bump([{ subject: backfill, priority: 4, notBeforeMs: world.clock.nowMs + WEEK_MS }]);
    await world.replica.run();
    expect(listPosts(world)).toEqual([]);
    world.clock.nowMs += 25 * 3_600_000;
    await world.replica.run();
    expect(listWeeks(world)).toEqual(["2026-W47"]);
  });
});
