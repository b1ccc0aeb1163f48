import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openGitHistory } from "../../src/git/open-git-history.ts";
import type { Change } from "../../src/model/change.ts";
import type { ChangeRequest, RepositoryFacts } from "../../src/workflows/ports/change-history.ts";
import {
  createGitFixture,
  GIT_ENVIRONMENT,
  type MadeCommit,
  type MadeRepository,
} from "../support/git-fixture.ts";

const fixture = createGitFixture();
afterAll(() => fixture.remove());

const ALL: ChangeRequest = { sinceMs: -Infinity, untilMs: Infinity, outside: "nothing" };

function open(folder: string, more: Record<string, string> = {}) {
  return openGitHistory(folder, { environment: { ...GIT_ENVIRONMENT, ...more } });
}

async function list(folder: string, request: Partial<ChangeRequest> = {}): Promise<Change[]> {
  const changes: Change[] = [];
  for await (const change of open(folder).listChanges({ ...ALL, ...request })) changes.push(change);
  return changes;
}

async function readFacts(folder: string): Promise<RepositoryFacts> {
  const facts = await open(folder).readRepository();
  if (!facts.ok) throw new Error(facts.error.message);
  return facts.value;
}

async function refuse(folder: string, more: Record<string, string> = {}) {
  const facts = await open(folder, more).readRepository();
  if (facts.ok) throw new Error(`${folder} was read`);
  return facts.error;
}

const file = (name: string, content = name) => [name, content] as const;

const SMALL: readonly MadeCommit[] = [
  { message: "Start (#1)", files: [file("a.txt"), file("old/name.txt")] },
  { message: "Say why (#2)\n\nImpact: checkout\n", files: [file("b.txt")] },
  { message: "Nothing", files: [] },
  { message: "Rename", files: [["old/name.txt", null], file("new/name.txt", "old/name.txt")] },
];

describe("the changes of a clone", () => {
  it("are the first-parent line, oldest first, with both names of a rename", async () => {
    const { folder, git } = fixture.make(SMALL);
    const changes = await list(folder);
    expect(changes.map(({ title, number, paths }) => ({ title, number, paths }))).toEqual([
      { title: "Start", number: 1, paths: ["a.txt", "old/name.txt"] },
      { title: "Say why", number: 2, paths: ["b.txt"] },
      { title: "Nothing", number: undefined, paths: [] },
      { title: "Rename", number: undefined, paths: ["new/name.txt", "old/name.txt"] },
    ]);
    expect(changes.map(({ sha }) => sha)).toEqual(git("rev-list", "--reverse", "main").split("\n"));
    expect(changes[1]).toMatchObject({
      body: "Impact: checkout",
      author: "Mona <mona@example.com>",
      landedAtMs: Date.UTC(2026, 0, 2, 12),
      labels: [],
    });
  });

  it("take a merge as one change, written by whoever wrote the branch", async () => {
    const { folder } = fixture.make([
      { message: "Start", files: [file("a")] },
      {
        message: "Work",
        files: [file("b")],
        branch: "topic",
        from: "main",
        author: "Hubot <hubot@example.com>",
      },
      { message: "More", files: [file("c")], branch: "topic", author: "Hubot <hubot@example.com>" },
      { message: "Meanwhile", files: [file("d")] },
      {
        message: "Merge pull request #7 from mona/topic\n\nKeep the cart\n\nImpact: checkout",
        merges: ["topic"],
        files: [file("b"), file("c")],
      },
      { message: "Merge branch 'topic'", merges: ["topic"], files: [] },
    ]);
    const [, , merge, plain] = await list(folder);
    expect(merge).toMatchObject({
      number: 7,
      title: "Keep the cart",
      body: "Impact: checkout",
      author: "Hubot <hubot@example.com>",
      paths: ["b", "c"],
    });
    expect(plain).toMatchObject({
      title: "Merge branch 'topic'",
      author: "Hubot <hubot@example.com>",
      paths: [],
    });
    expect(plain).not.toHaveProperty("number");
  });

  it("compare a merge of many branches with its first parent", async () => {
    const branches = ["one", "two", "three"];
    const { folder } = fixture.make([
      { message: "Start", files: [file("a")] },
      ...branches.map((branch) => ({ message: branch, branch, from: "main", files: [file(branch)] })),
      { message: "Merge all", merges: branches, files: branches.map((branch) => file(branch)) },
    ]);
    const changes = await list(folder);
    expect(changes.map(({ paths }) => paths)).toEqual([["a"], ["one", "three", "two"]]);
  });

  it("have any path and any text", async () => {
    const names = ["-rf", "a\nb", 'say "hi"', "tab\there", "grüße", ":x", "\u202eevil", " ", "a\\b"];
    const { folder } = fixture.make([
      {
        message: "Start",
        files: [...names.map((name) => file(name)), [Buffer.from([0x66, 0xff, 0xfe]), "x"]],
      },
      {
        message: Buffer.from("Gr\u00fc\u00dfe", "latin1"),
        encoding: "ISO-8859-1",
        author: "J <j@example.com>",
      },
      { message: Buffer.from([0x42, 0xff]), files: [file("-rf", "2")] },
      { message: "", files: [file("a\nb", "2")] },
    ]);
    const changes = await list(folder);
    expect([...(changes[0]?.paths ?? [])].sort()).toEqual([...names, "f\ufffd\ufffd"].sort());
    expect(changes[1]).toMatchObject({ title: "Grüße", author: "J <j@example.com>" });
    expect(changes[2]).toMatchObject({ title: "B\ufffd", paths: ["-rf"] });
    expect(changes[3]).toMatchObject({ title: "", body: "", paths: ["a\nb"] });
  });

  it("list links and submodules, also those that the settings would hide", async () => {
    const { folder, git } = fixture.make([{ message: "Start", files: [["link", { to: "/etc/passwd" }]] }]);
    const tip = git("rev-parse", "HEAD");
    git("update-index", "--add", "--cacheinfo", `160000,${tip},vendor/lib`);
    git("commit", "--quiet", "-m", "Vendor it");
    git("update-index", "--cacheinfo", `160000,${git("rev-parse", "HEAD")},vendor/lib`);
    git("commit", "--quiet", "-m", "Bump it");
    git("config", "diff.ignoreSubmodules", "all");
    git("config", "submodule.vendor/lib.ignore", "all");
    expect((await list(folder)).map(({ paths }) => paths)).toEqual([
      ["link"],
      ["vendor/lib"],
      ["vendor/lib"],
    ]);
  });

  it("give a number to the oldest of those that name it, in every window", async () => {
    const { folder } = fixture.make([
      { message: "Fix (#5)", files: [file("a")] },
      { message: "Fix more (#5)", files: [file("b")] },
    ]);
    expect((await list(folder)).map(({ number }) => number)).toEqual([5, undefined]);
    const late = await list(folder, { sinceMs: Date.UTC(2026, 0, 2) });
    expect(late.map(({ title, number }) => [title, number])).toEqual([["Fix more (#5)", undefined]]);
  });

  it("tell the full SHA of what is reverted", async () => {
    const start = fixture.make(SMALL);
    const sha = start.git("rev-parse", "HEAD~2");
    const { folder } = fixture.make([
      ...SMALL,
      {
        message: `Revert "Say why (#2)" (#3)\n\nThis reverts commit ${sha.slice(0, 9)}.`,
        files: [["b.txt", null]],
      },
    ]);
    expect((await list(folder)).at(-1)?.reverts).toEqual({ sha, number: 2, title: "Say why (#2)" });
  });
});

describe("the span", () => {
  it("is decided by each commit's own date, also where dates do not grow", async () => {
    const at = (day: number) => Date.UTC(2026, 0, day, 12);
    const { folder } = fixture.make([
      { message: "one", files: [file("a")], atMs: at(20) },
      { message: "two", files: [file("b")], atMs: at(3) },
      { message: "three", files: [file("c")], atMs: at(21) },
      { message: "four", files: [file("d")], atMs: at(1) },
    ]);
    const span = { sinceMs: at(3), untilMs: at(21) };
    expect((await list(folder, span)).map(({ title }) => title)).toEqual(["one", "two"]);
    const facts = await readFacts(folder);
    expect(facts).toMatchObject({ newestLandedAtMs: at(21), oldestLandedAtMs: at(1), changes: 4 });
  });

  it("lets through what may hold an answer outside of it, where that is asked for", async () => {
    const { folder } = fixture.make([
      ...SMALL,
      { message: "Later\n\n- [x] <!-- metric: checkout -->\n<!-- throughline -->", files: [file("late")] },
      { message: "Last", files: [file("last")] },
    ]);
    const span = { sinceMs: Date.UTC(2026, 0, 3), untilMs: Date.UTC(2026, 0, 4) };
    const answers = await list(folder, { ...span, outside: "answers" });
    expect(answers.map(({ title }) => title)).toEqual(["Say why", "Nothing", "Later"]);
    expect((await list(folder, span)).map(({ title }) => title)).toEqual(["Nothing"]);
    expect(await list(folder, { sinceMs: 0, untilMs: 1 })).toEqual([]);
  });
});

describe("the line", () => {
  it("is the default branch of origin, wherever the clone stands", async () => {
    const clone = fixture.clone(fixture.make(SMALL));
    clone.git("checkout", "--quiet", "-b", "topic");
    clone.git("commit", "--quiet", "--allow-empty", "-m", "Mine");
    const facts = await readFacts(clone.folder);
    expect(facts).toMatchObject({ line: "origin/main", changes: 4, isShallow: false });
    expect(facts.tip).toBe(clone.git("rev-parse", "origin/main"));
  });

  it("is what is checked out where origin has no default branch, or it is gone", async () => {
    const made = fixture.make(SMALL);
    expect((await readFacts(made.folder)).line).toBe("main");
    made.git("checkout", "--quiet", "--detach", "HEAD~1");
    expect(await readFacts(made.folder)).toMatchObject({ line: "HEAD", changes: 3 });
    made.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone");
    expect(await readFacts(made.folder)).toMatchObject({ line: "HEAD", changes: 3 });
  });

  it("may be a branch whose name git would take for an option", async () => {
    const made = fixture.make(SMALL);
    made.git("update-ref", "refs/heads/--output=pwned", "HEAD~1");
    made.git("symbolic-ref", "HEAD", "refs/heads/--output=pwned");
    expect(await readFacts(made.folder)).toMatchObject({ line: "--output=pwned", changes: 3 });
    expect(await list(made.folder)).toHaveLength(3);
    expect(existsSync(join(made.folder, "pwned"))).toBe(false);
  });

  it("is found from a folder inside, from a work tree, from its .git and in a bare clone", async () => {
    const made = fixture.make(SMALL);
    const tree = join(fixture.root, "-tree");
    made.git("worktree", "add", "--quiet", "--detach", tree);
    const bare = fixture.clone(made, "--bare");
    for (const folder of [join(made.folder, "new"), tree, join(made.folder, ".git"), bare.folder]) {
      expect((await readFacts(folder)).changes).toBe(4);
      expect(await list(folder)).toHaveLength(4);
    }
  });

  it("has the name of its origin, else of its folder", async () => {
    const made = fixture.make(SMALL);
    expect((await readFacts(join(made.folder, "new"))).repository).toMatch(/^made-\d+$/);
    made.git("config", "remote.origin.url", "https://mona:secret@github.com/acme/shop.git");
    expect((await readFacts(made.folder)).repository).toBe("acme/shop");
  });

  it("is told as cut off in a shallow clone, whose oldest change has unknown paths", async () => {
    const made = fixture.make(SMALL);
    const shallow = fixture.clone(made, "--depth=3");
    expect(await readFacts(shallow.folder)).toMatchObject({ isShallow: true, changes: 3 });
    const changes = await list(shallow.folder);
    expect(changes.map(({ paths }) => paths.length)).toEqual([0, 0, 2]);
    expect(changes.map(({ pathsTruncated }) => pathsTruncated)).toEqual([true, undefined, undefined]);
    const whole = fixture.clone(made, "--depth=4");
    expect(await readFacts(whole.folder)).toMatchObject({ isShallow: false, changes: 4 });
  });

  it("is whole in a clone without file contents", async () => {
    const made = fixture.make(SMALL);
    made.git("config", "uploadpack.allowFilter", "true");
    const partial = fixture.clone(made, "--filter=blob:none", "--no-checkout");
    rmSync(made.folder, { recursive: true });
    expect((await list(partial.folder)).map(({ paths }) => paths.length)).toEqual([2, 1, 0, 2]);
  });

  it("is the history as pushed, without replaced commits and grafts", async () => {
    const made = fixture.make(SMALL);
    made.git("replace", "HEAD", "HEAD~2");
    mkdirSync(join(made.folder, ".git", "info"), { recursive: true });
    const orphan = ["HEAD~1", "HEAD~3"].map((name) => made.git("--no-replace-objects", "rev-parse", name));
    writeFileSync(join(made.folder, ".git", "info", "grafts"), `${orphan.join(" ")}\n`);
    expect((await list(made.folder)).map(({ title }) => title)).toEqual([
      "Start",
      "Say why",
      "Nothing",
      "Rename",
    ]);
  });

  it("can have SHA-256", async () => {
    const folder = join(fixture.root, "sha256");
    const { git } = fixture.make(SMALL);
    git("init", "--quiet", "--object-format=sha256", "--initial-branch=main", folder);
    git("-C", folder, "commit", "--quiet", "--allow-empty", "-m", "One (#1)");
    git("-C", folder, "commit", "--quiet", "--allow-empty", "-m", "Two");
    const changes = await list(folder);
    expect(changes.map(({ sha, title }) => [sha.length, title])).toEqual([
      [64, "One"],
      [64, "Two"],
    ]);
  });
});

describe("settings of the clone", () => {
  it("start no program and change nothing of what is read", async () => {
    const made = fixture.make([
      ...SMALL,
      { message: "Attributes", files: [file("x.md"), [".gitattributes", "* diff=evil\n"]] },
    ]);
    const expected = await list(made.folder);
    const trap = join(fixture.root, "trap");
    const hook = join(fixture.root, "hook.sh");
    writeFileSync(hook, `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 });
    const settings = {
      "core.fsmonitor": hook,
      "core.pager": hook,
      "core.sshCommand": hook,
      "core.hooksPath": fixture.root,
      "pager.log": hook,
      "alias.rev-list": `!${hook}`,
      "diff.external": hook,
      "diff.evil.textconv": hook,
      "diff.evil.command": hook,
      "gpg.program": hook,
      "log.showSignature": "true",
      "log.follow": "true",
      "log.showRoot": "false",
      "log.mailmap": "true",
      "diff.renames": "copies",
      "diff.noprefix": "true",
      "diff.relative": "true",
      "diff.orderFile": hook,
      "core.quotePath": "true",
      "color.ui": "always",
      "i18n.logOutputEncoding": "UTF-16",
      "format.pretty": "raw",
    };
    const lines = Object.entries({ ...settings, "remote.origin.url": `ext::${hook}` }).map(([key, value]) => {
      const at = key.lastIndexOf(".");
      const [section, ...name] = key.slice(0, at).split(".");
      return `[${section}${name.length === 0 ? "" : ` "${name.join(".")}"`}]\n${key.slice(at + 1)} = "${value}"\n`;
    });
    appendFileSync(join(made.folder, ".git", "config"), lines.join(""));
    expect(made.git("config", "diff.evil.textconv")).toBe(hook);
    expect(await list(made.folder)).toEqual(expected);
    expect(await open(made.folder).readFile("x.md")).toEqual({ kind: "text", text: "x.md" });
    expect(existsSync(trap)).toBe(false);
  });

  it("of the surrounding process name no other repository", async () => {
    const [made, other] = [fixture.make(SMALL), fixture.make([{ message: "Other" }])];
    const history = open(made.folder, { GIT_DIR: join(other.folder, ".git"), GIT_WORK_TREE: other.folder });
    expect(await history.readRepository()).toMatchObject({ ok: true, value: { changes: 4 } });
  });
});

describe("what cannot be read", () => {
  it("is told in one sentence", async () => {
    const made = fixture.make(SMALL);
    expect(await refuse(join(fixture.root, "nowhere"))).toMatchObject({
      kind: "no-folder",
      message: expect.stringMatching(/nowhere does not exist; give the folder of a clone\.$/),
    });
    expect(await refuse(join(made.folder, "a.txt"))).toMatchObject({ kind: "no-folder" });
    expect(await refuse(fixture.root)).toMatchObject({ kind: "no-repository" });
    expect(await refuse(fixture.make([]).folder)).toMatchObject({
      kind: "no-commits",
      message: expect.stringContaining("no commits on main"),
    });
    expect(await refuse(made.folder, { PATH: "/nonexistent" })).toMatchObject({ kind: "no-git" });
  });

  it("is told on one line, whatever the path holds", async () => {
    const path = join(fixture.root, "no\nwhere\u001b[31m");
    expect((await refuse(path)).message).toMatch(/no\\nwhereU\+001B\[31m does not exist/);
    mkdirSync(path);
    expect((await refuse(path)).message).toMatch(/^No Git repository at \S+no\\nwhereU\+001B\[31m; /);
  });

  it("may be an old git", async () => {
    const { PATH } = makeProgram("echo git version 2.17.1");
    expect(await refuse(fixture.make(SMALL).folder, { PATH })).toEqual({
      kind: "git-too-old",
      message: "Git 2.17 is too old; install git 2.25 or newer.",
    });
  });

  it("may be somebody else's", async () => {
    const { folder } = fixture.make(SMALL);
    const { PATH } = makeProgram(
      `PATH='${GIT_ENVIRONMENT["PATH"]}' GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git "$@"`,
    );
    expect(await refuse(folder, { PATH })).toEqual({
      kind: "not-trusted",
      message: `Git does not read ${folder} because another user owns it; if you trust it, run: git config --global --add safe.directory ${folder}`,
    });
  });

  it("may lack a commit: a problem from the start", async () => {
    const made = fixture.make(SMALL);
    removeObject(made, "HEAD~2");
    expect(await refuse(made.folder)).toMatchObject({
      kind: "damaged",
      message: expect.stringMatching(/^Git cannot read the history of \S+: (?:error|fatal): [^\n]+$/),
    });
  });

  it("may lack a folder: what could be read is listed, then a sentence is thrown", async () => {
    const made = fixture.make(SMALL);
    removeObject(made, "HEAD:new");
    const titles: string[] = [];
    const reading = async () => {
      for await (const change of open(made.folder).listChanges(ALL)) titles.push(change.title);
    };
    await expect(reading()).rejects.toThrow(/^Git cannot read the history of \S+: [^\n]+$/);
    expect(titles.length).toBeLessThan(4);
  });

  it("may be a clone without folders, for which nothing is fetched", async () => {
    const made = fixture.make(SMALL);
    made.git("config", "uploadpack.allowFilter", "true");
    const partial = fixture.clone(made, "--filter=tree:0", "--no-checkout");
    expect((await readFacts(partial.folder)).changes).toBe(4);
    await expect(list(partial.folder)).rejects.toThrow(
      /^The partial clone at \S+ lacks folders of its history; clone it in full, or with --filter=blob:none\.$/,
    );
    expect(await open(partial.folder).readFile("a.txt")).toEqual({ kind: "absent" });
  });
});

/** A program named git, before all others on the path. */
function makeProgram(script: string): { readonly PATH: string } {
  const folder = mkdtempSync(join(fixture.root, "bin-"));
  writeFileSync(join(folder, "git"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: `${folder}:${GIT_ENVIRONMENT["PATH"]}` };
}

function removeObject(made: MadeRepository, name: string): void {
  const sha = made.git("rev-parse", name);
  rmSync(join(made.folder, ".git", "objects", sha.slice(0, 2), sha.slice(2)));
}

describe("a file of the line", () => {
  it("is read as committed, links inside followed", async () => {
    const made = fixture.make([
      {
        message: "Start",
        files: [
          [".github/throughline.yml", "\ufeffversion: 1\n"],
          ["link.yml", { to: ".github/throughline.yml" }],
          ["out.yml", { to: "/etc/passwd" }],
          ["binary.yml", Buffer.from([0, 1, 2])],
          ["latin.yml", Buffer.from([0x66, 0xff])],
          ["large.yml", "#".repeat(3_000_000)],
        ],
      },
    ]);
    writeFileSync(join(made.folder, ".github", "throughline.yml"), "changed");
    const history = open(made.folder);
    expect(await history.readFile(".github/throughline.yml")).toEqual({ kind: "text", text: "version: 1\n" });
    expect(await history.readFile("link.yml")).toEqual({ kind: "text", text: "version: 1\n" });
    expect(await history.readFile("out.yml")).toEqual({ kind: "absent" });
    expect(await history.readFile("nowhere.yml")).toEqual({ kind: "absent" });
    expect(await history.readFile(".github")).toEqual({ kind: "absent" });
    expect(await history.readFile("a\nb")).toEqual({ kind: "absent" });
    expect(await history.readFile("binary.yml")).toEqual({ kind: "not-text" });
    expect(await history.readFile("latin.yml")).toEqual({ kind: "not-text" });
    expect(await history.readFile("large.yml")).toEqual({ kind: "too-large", size: 3_000_000 });
  });
});

describe("the versions of a file of the line", () => {
  const YML = ".github/throughline.yml";
  const YAML = ".github/throughline.yaml";

  it("are its texts along the first parents, newest first, under either name, each once", async () => {
    const made = fixture.make([
      { message: "One", files: [[YAML, "one"]] },
      { message: "Other", files: [file("a"), file("sub/a", "below")] },
      { message: "Side", files: [[YAML, "side"]], branch: "topic", from: "main" },
      {
        message: "Two, renamed",
        files: [
          [YAML, null],
          [YML, "two\n"],
        ],
      },
      { message: "One again", files: [[YML, "one"]] },
      { message: "Gone", files: [[YML, null]] },
    ]);
    expect(await open(made.folder).readVersions([YML, YAML])).toEqual(["one", "two\n"]);
    expect(await open(join(made.folder, "sub")).readVersions(["a"])).toEqual(["a"]);
    expect(await open(made.folder).readVersions(["*"])).toEqual([]);
  });

  it("are bounded in number and in bytes", async () => {
    const texts = Array.from({ length: 60 }, (_, index) => `version ${index}`);
    const commits = texts.map((text): MadeCommit => ({ message: text, files: [[YML, text]] }));
    const many = fixture.make(commits, { bare: true });
    expect(await open(many.folder).readVersions([YML])).toEqual(texts.slice(10).reverse());
    const large = ["a", "b", "c"].map((letter) => letter.repeat(500_000));
    const heavy = fixture.make(large.map((text) => ({ message: "Grow", files: [[YML, text]] })));
    expect(await open(heavy.folder).readVersions([YML])).toEqual(large.slice(1).reverse());
  });
});

it("ends git when the reader stops early", async () => {
  const { folder } = fixture.make(
    // More than a pipe holds, so that git is still at work when the reader leaves.
    Array.from({ length: 2000 }, (_, index) => ({
      message: `${index}\n\n${"text ".repeat(100)}`,
      files: [file(`${index % 10}/${index % 100}`, `${index}`)],
    })),
    { bare: true },
  );
  const history = open(folder);
  for await (const change of history.listChanges(ALL)) {
    expect(change.title).toBe("0");
    break;
  }
  const titles: string[] = [];
  for await (const change of history.listChanges(ALL)) titles.push(change.title);
  expect(titles).toEqual(Array.from({ length: 2000 }, (_, index) => `${index}`));
});
