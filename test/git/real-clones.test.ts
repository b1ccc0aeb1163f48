import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openGitHistory } from "../../src/git/open-git-history.ts";
import type { Change } from "../../src/model/change.ts";
import type { RepositoryFacts } from "../../src/workflows/ports/change-history.ts";
import { createGitFixture, GIT_ENVIRONMENT, type MadeCommit } from "../support/git-fixture.ts";

const fixture = createGitFixture();
afterAll(() => fixture.remove());

interface Read {
  readonly facts: RepositoryFacts;
  readonly changes: readonly Change[];
}

async function read(folder: string): Promise<Read> {
  const history = openGitHistory(folder, { environment: GIT_ENVIRONMENT });
  const facts = await history.readRepository();
  if (!facts.ok) throw new Error(facts.error.message);
  const changes: Change[] = [];
  const all = { sinceMs: -Infinity, untilMs: Infinity, outside: "nothing" } as const;
  for await (const change of history.listChanges(all)) changes.push(change);
  return { facts: facts.value, changes };
}

const DAY = (day: number) => Date.UTC(2026, 0, day, 12);
const file = (name: string, content = name) => [name, content] as const;
const BOT = "mergify[bot] <37929162+mergify[bot]@users.noreply.github.com>";
const KODIAK = "kodiakhq[bot] <49736102+kodiakhq[bot]@users.noreply.github.com>";
const ADA = "Ada <ada@example.com>";

describe("a commit without a date that can be read", () => {
  it.each([
    "GitHub <noreply@github.com> -5000 +0000",
    "GitHub <noreply@github.com>",
    "GitHub 1767441600 +0000",
    "GitHub <noreply@github.com> 1767441600",
    "GitHub <noreply@github.com> 99999999999999999999999 +0000",
    "GitHub <noreply@github.com> 1767441600000 +0000",
    "",
  ])("counts on the author's date: %j", async (committer) => {
    const made = fixture.make([{ message: "Start", files: [file("a")], atMs: DAY(1) }]);
    const tree = made.git("rev-parse", "HEAD^{tree}");
    const odd = made.writeCommit(
      `tree ${tree}\nparent ${made.git("rev-parse", "HEAD")}\nauthor ${ADA} ${DAY(3) / 1000} +0000\ncommitter ${committer}\n\nFaster (#2)\n\nImpact: none\n`,
    );
    made.git("update-ref", "refs/heads/main", odd);
    const { facts, changes } = await read(made.folder);
    expect(changes.map(({ title, landedAtMs }) => [title, landedAtMs])).toEqual([
      ["Start", DAY(1)],
      ["Faster", DAY(3)],
    ]);
    expect(facts.newestLandedAtMs).toBe(DAY(3));
    expect(facts.notes).toEqual([
      `Commit ${odd.slice(0, 12)} of main has no committer date that Git can read; it counts on its author's date, or else on that of the commit before it.`,
    ]);
  });

  it("counts on the date of the commit before it where there is no author's either", async () => {
    const made = fixture.make([{ message: "Start", files: [file("a")], atMs: DAY(1) }]);
    const tree = made.git("rev-parse", "HEAD^{tree}");
    const write = (parent: string, signature: string) =>
      made.writeCommit(`tree ${tree}\n${parent}author ${signature}\ncommitter ${signature}\n\nOdd\n`);
    const root = write("", "Mona");
    const dated = write(`parent ${root}\n`, `${ADA} ${DAY(5) / 1000} +0000`);
    made.git("update-ref", "refs/heads/main", write(`parent ${dated}\n`, "Mona"));
    const { facts, changes } = await read(made.folder);
    expect(changes.map(({ landedAtMs }) => landedAtMs)).toEqual([DAY(5), DAY(5), DAY(5)]);
    expect(facts.notes).toEqual([expect.stringMatching(/^2 commits of main have no committer date/)]);
    made.git("update-ref", "refs/heads/main", root);
    await expect(read(made.folder)).rejects.toThrow(/^No commit of main has a date that Git can read in /);
  });
});

describe("a merge by an app", () => {
  it.each([
    "Merge pull request #12 from acme/topic\n\nFaster cart",
    "Faster cart (#12)",
    "Merge #12\n\n12: Faster cart r=ada a=ben",
    "Merge branch 'topic' into 'main'\n\nFaster cart\n\nSee merge request acme/shop!12",
  ])("is by whoever wrote the branch: %j", async (message) => {
    const { folder } = fixture.make([
      { message: "Start", files: [file("a")] },
      { message: "Work", branch: "topic", from: "main", author: ADA, files: [file("b")] },
      { message: `${message}\n\nImpact: checkout`, author: BOT, merges: ["topic"], files: [file("b")] },
    ]);
    const { changes } = await read(folder);
    expect(changes[1]).toMatchObject({ number: 12, title: "Faster cart", author: ADA, paths: ["b"] });
  });

  it("is by a person although bots updated the branch and added to it", async () => {
    const { folder } = fixture.make([
      { message: "Start", files: [file("a")] },
      { message: "Work", branch: "topic", from: "main", author: ADA, files: [file("b")] },
      { message: "Elsewhere", files: [file("c")] },
      {
        message: "Merge branch 'main' into topic",
        branch: "topic",
        author: KODIAK,
        merges: ["main"],
        files: [file("c")],
      },
      { message: "Format", branch: "topic", author: KODIAK, files: [file("b", "2")] },
      { message: "Faster (#2)", author: BOT, merges: ["topic"], files: [file("b", "2")] },
      { message: "Bump", branch: "bump", from: "main", author: KODIAK, files: [file("d")] },
      { message: "Bump (#3)", author: ADA, merges: ["bump"], files: [file("d")] },
    ]);
    const { changes } = await read(folder);
    expect(changes.slice(2).map(({ author }) => author)).toEqual([ADA, KODIAK]);
  });

  it("is nobody's where the branch is not in the clone, and no bot's", async () => {
    const made = fixture.make([
      { message: "Start", files: [file("a")] },
      { message: "Work", branch: "topic", from: "main", author: ADA, files: [file("b")] },
      { message: "Faster (#2)", author: BOT, merges: ["topic"], files: [file("b")] },
    ]);
    const tip = made.git("rev-parse", "topic");
    made.git("update-ref", "-d", "refs/heads/topic");
    rmSync(join(made.folder, ".git", "objects", tip.slice(0, 2), tip.slice(2)));
    expect((await read(made.folder)).changes.at(-1)?.author).toBe("<>");
  });

  it("may land a batch, which is a change for each", async () => {
    const { folder } = fixture.make([
      { message: "Start", files: [file("a")] },
      { message: "One", branch: "one", from: "main", author: ADA, files: [file("b")] },
      { message: "Two", branch: "two", from: "main", author: "Ben <ben@example.com>", files: [file("c")] },
      {
        message: "Merge #12 #13\n\n12: Keep r=x a=ada\n\nImpact: cart\n\n13: Pay r=x a=ben\n\nImpact: none",
        author: BOT,
        merges: ["one", "two"],
        files: [file("b"), file("c")],
      },
      { message: "Last", files: [file("d")] },
    ]);
    const { changes } = await read(folder);
    expect(
      changes.map(({ number, title, body, author, paths }) => [number, title, body, author, paths]),
    ).toEqual([
      [undefined, "Start", "", "Mona <mona@example.com>", ["a"]],
      [12, "Keep", "Impact: cart", ADA, ["b", "c"]],
      [13, "Pay", "Impact: none", "Ben <ben@example.com>", ["b", "c"]],
      [undefined, "Last", "", "Mona <mona@example.com>", ["d"]],
    ]);
  });
});

/** `git pull` on a local main, pushed: the local commits become the first parents. */
function makePulled(message: string, more: Partial<MadeCommit> = {}) {
  return fixture.make([
    { message: "Start", files: [file("a")] },
    { message: "Fewer refunds (#2)\n\nImpact: none", branch: "there", from: "main", files: [file("b")] },
    { message: "Cheaper (#3)", branch: "there", files: [file("c")] },
    { message: "Local", files: [file("d")] },
    { message, merges: ["there"], files: [file("b"), file("c")], ...more },
    { message: "After (#4)", files: [file("e")] },
  ]);
}

const TITLES = ({ changes }: Read) => changes.map(({ title, paths }) => `${title}: ${paths.join(" ")}`);
const WHOLE = ["Start: a", "Local: d", "Fewer refunds: b", "Cheaper: c", "After: e"];

describe("a merge of the line into itself", () => {
  it.each([
    "Merge branch 'main' of github.com:acme/shop",
    "Merge branch 'main' of https://github.com/Acme/shop into main",
    "Merge branch 'master' of git@github.com:acme/shop.git",
    "Merge remote-tracking branch 'origin/main'",
    "Merge remote-tracking branch 'refs/remotes/origin/main'",
    "Merge branch 'main' of /srv/shop",
  ])("hides nothing: %j", async (message) => {
    const made = makePulled(message);
    made.git("config", "remote.origin.url", "https://github.com/acme/shop.git");
    const seen = await read(made.folder);
    expect(TITLES(seen)).toEqual(WHOLE);
    const merge = made.git("rev-parse", "--short=12", "HEAD~1");
    expect(seen.facts.notes).toEqual([
      `Merge ${merge} joins two halves of main; on its other side 2 commits are counted, and the merge itself is not.`,
    ]);
    expect(seen.facts.changes).toBe(5);
  });

  it("is found on the other side of another one", async () => {
    const again = "Merge branch 'main' of github.com:acme/shop";
    const { folder } = fixture.make([
      { message: "Start", files: [file("a")] },
      { message: "Two (#2)", branch: "there", from: "main", files: [file("b")] },
      { message: "Hers", branch: "hers", from: "main", files: [file("c")] },
      { message: again, branch: "hers", merges: ["there"], files: [file("b")] },
      { message: "His", files: [file("d")] },
      { message: again, merges: ["hers"], files: [file("b"), file("c")] },
    ]);
    const seen = await read(folder);
    expect(TITLES(seen)).toEqual(["Start: a", "His: d", "Hers: c", "Two: b"]);
    expect(seen.facts.notes).toEqual([
      expect.stringMatching(/^2 merges join two halves of main, .* 2 commits are/),
    ]);
  });

  it("is one change where it brings in the branch of somebody else", async () => {
    const made = makePulled("Merge branch 'main' of github.com:mona/shop");
    made.git("config", "remote.origin.url", "https://github.com/acme/shop.git");
    const seen = await read(made.folder);
    expect(TITLES(seen)).toHaveLength(4);
    expect(seen.facts.notes).toEqual([]);
  });

  it("took nothing by the strategy ours, which is told", async () => {
    const made = makePulled("Merge branch 'main' of github.com:acme/shop", {
      files: [],
      message: "Merge branch 'main' of github.com:acme/shop",
    });
    const [tree, local, there] = ["HEAD~2^{tree}", "HEAD~2", "there"].map((name) =>
      made.git("rev-parse", name),
    );
    const merge = made.git(
      "commit-tree",
      tree ?? "",
      "-p",
      local ?? "",
      "-p",
      there ?? "",
      "-m",
      "Merge branch 'main' of /x",
    );
    made.git("update-ref", "refs/heads/main", merge);
    const seen = await read(made.folder);
    expect(TITLES(seen)).toEqual(["Start: a", "Local: d", "Merge branch 'main' of /x: "]);
    expect(seen.facts.notes).toEqual([
      `Merge ${merge.slice(0, 12)} of main brings in #3, #2, which are not counted one by one; to read the branch that they landed on, run git remote set-head origin BRANCH.`,
    ]);
  });
});

it.each([
  "Merge branch 'develop'",
  "Merge branch 'main' into release/1",
  "Sync",
  "Merge remote-tracking branch 'upstream/main'",
])("a merge of another line tells which pull requests it brings in: %j", async (message) => {
  const seen = await read(makePulled(message).folder);
  expect(TITLES(seen)).toEqual(["Start: a", "Local: d", `${message}: b c`, "After: e"]);
  expect(seen.facts.notes).toEqual([
    expect.stringMatching(/ brings in #3, #2, which are not counted one by one;/),
  ]);
});

describe("the default branch", () => {
  it("may have been renamed since the clone was made, which is told", async () => {
    const made = fixture.make([{ message: "One (#1)", files: [file("a")] }]);
    made.git("branch", "-m", "master");
    const clone = fixture.clone(made);
    made.git("branch", "-m", "main");
    made.git("commit", "--quiet", "--allow-empty", "-m", "Two (#2)");
    clone.git("fetch", "--quiet");
    const advice = "run git remote set-head origin -a if the default branch was renamed.";
    expect((await read(clone.folder)).facts.notes).toEqual([
      `Read origin/master; origin/main has 1 commit that is not in it: ${advice}`,
    ]);
    clone.git("checkout", "--quiet", "-b", "main", "origin/main");
    expect((await read(clone.folder)).facts.notes).toEqual([
      `Read origin/master; main, which is checked out, has 1 commit that is not in it: ${advice}`,
    ]);
    clone.git("fetch", "--quiet", "--prune");
    clone.git("update-ref", "-d", "refs/remotes/origin/master");
    const { facts } = await read(clone.folder);
    expect(facts.line).toBe("main");
    expect(facts.notes).toEqual([
      "Read main, which is checked out; origin/master, the default branch, is gone: run git remote set-head origin -a to read its default branch.",
    ]);
    clone.git("remote", "set-head", "origin", "-a");
    expect((await read(clone.folder)).facts).toMatchObject({ line: "origin/main", changes: 2, notes: [] });
  });

  it("may have commits here that were not pushed; a topic of one's own is no news", async () => {
    const clone = fixture.clone(fixture.make([{ message: "One", files: [file("a")] }]));
    clone.git("commit", "--quiet", "--allow-empty", "-m", "Mine");
    expect((await read(clone.folder)).facts.notes).toEqual([
      "Read origin/main; main, which is checked out, has 1 commit that is not in it: push them to count them.",
    ]);
    clone.git("checkout", "--quiet", "-b", "topic");
    expect((await read(clone.folder)).facts.notes).toEqual([]);
    clone.git("checkout", "--quiet", "--detach");
    expect((await read(clone.folder)).facts).toMatchObject({ line: "origin/main", notes: [] });
  });

  it("may be unknown: what is checked out is read, and what is newer is told", async () => {
    const made = fixture.make([{ message: "One", files: [file("a")] }]);
    const clone = fixture.clone(made);
    made.git("commit", "--quiet", "--allow-empty", "-m", "Two");
    clone.git("fetch", "--quiet");
    clone.git("remote", "set-head", "origin", "-d");
    const advice = "run git remote set-head origin -a to read its default branch.";
    expect((await read(clone.folder)).facts).toMatchObject({
      line: "main",
      notes: [`Read main, which is checked out; origin/main has 1 commit that is not in it: ${advice}`],
    });
    clone.git("checkout", "--quiet", "-b", "topic");
    expect((await read(clone.folder)).facts).toMatchObject({
      line: "topic",
      notes: [
        `Read topic, which is checked out; this clone does not know the default branch of origin: ${advice}`,
      ],
    });
  });

  it("is that of the only remote, whatever its name, which also names the repository", async () => {
    const clone = fixture.clone(fixture.make([{ message: "One", files: [file("a")] }]), "--origin=hub");
    clone.git("config", "remote.hub.url", "https://github.com/acme/shop.git");
    clone.git("checkout", "--quiet", "-b", "topic");
    expect((await read(clone.folder)).facts).toMatchObject({
      line: "hub/main",
      repository: "acme/shop",
      notes: [],
    });
  });

  it("of a fork is told where another remote has gone on", async () => {
    const clone = fixture.clone(fixture.make([{ message: "One", files: [file("a")] }]));
    const newer = clone.git("commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "Two");
    clone.git("update-ref", "refs/remotes/upstream/main", newer);
    expect((await read(clone.folder)).facts.notes).toEqual([
      "Read origin/main; upstream/main has 1 commit that is not in it: bring origin up to date, or give a clone of the other.",
    ]);
  });

  it("may be gone from a bare clone, which has another", async () => {
    const bare = fixture.make([{ message: "One", files: [file("a")] }], { bare: true });
    bare.git("symbolic-ref", "HEAD", "refs/heads/master");
    await expect(read(bare.folder)).rejects.toThrow(
      /has no commits on master, its current branch; it has some on main, so check out/,
    );
  });
});
