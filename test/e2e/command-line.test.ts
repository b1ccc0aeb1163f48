import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  createGitFixture,
  GIT_ENVIRONMENT,
  type MadeCommit,
  type MadeRepository,
} from "../support/git-fixture.ts";

const BIN = join(import.meta.dirname, "../../bin/throughline.js");
const CATALOG = `version: 1
metrics: { retention: { name: Net revenue retention, kind: revenue } }
areas: { app: { paths: ["src/**"], metrics: [retention] } }
`;
const COMMITS: readonly MadeCommit[] = [
  { message: "Start\n", files: [["src/a.ts", "a"]] },
  { message: "Faster cart (#1)\n\nImpact: retention\n", files: [["src/b.ts", "b"]] },
  { message: "Tidy (#2)\n\nImpact: none\n", files: [["src/lib/c.ts", "c"]] },
  { message: "Silent (#3)\n", files: [["web/d.ts", "d"]] },
];
const WITH_CATALOG: readonly MadeCommit[] = [
  ...COMMITS,
  { message: "Catalog (#4)\n\nImpact: none\n", files: [[".github/throughline.yml", CATALOG]] },
];

const fixture = createGitFixture();
afterAll(() => fixture.remove());
const { root } = fixture;

interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
}

function run(args: readonly string[], options: RunOptions = {}): Run {
  const done = spawnSync(process.execPath, [BIN, ...args], {
    cwd: options.cwd ?? root,
    env: { ...GIT_ENVIRONMENT, ...options.env },
    input: options.input ?? "",
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

/** In bash, where `$@` is the command line. */
function shell(script: string, cwd: string): Run {
  const done = spawnSync("bash", ["-c", script, "bash", process.execPath, BIN], {
    cwd,
    env: GIT_ENVIRONMENT,
    encoding: "utf8",
  });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

function put(name: string, content: string | Buffer): string {
  writeFileSync(join(root, name), content);
  return name;
}

function reportOf(repository: MadeRepository | string, ...args: readonly string[]): Record<string, unknown> {
  const folder = typeof repository === "string" ? repository : repository.folder;
  const done = run(["report", "--git", folder, "--format", "json", ...args]);
  expect(done).toMatchObject({ code: 0 });
  return JSON.parse(done.stdout) as Record<string, unknown>;
}

describe("report on every kind of clone", () => {
  const made = fixture.make(WITH_CATALOG);
  const whole = { changes: 5, coverage: { eligible: 5, answered: 3 } };

  it("a work tree, its subfolder, a bare clone, a path with spaces or a leading hyphen", () => {
    const odd = ["with spaces", "-leading", 'quo"te'].map((name) => {
      symlinkSync(made.folder, join(root, name));
      return name;
    });
    const bare = fixture.clone(made, "--bare");
    for (const clone of [made.folder, join(made.folder, "src/lib"), bare.folder, ...odd]) {
      expect(reportOf(clone), clone).toMatchObject({ source: "git", ...whole });
    }
  });

  it("a shallow clone is told on stderr", () => {
    const shallow = fixture.clone(made, "--depth=2");
    const done = run(["report", "--git", shallow.folder, "--json"]);
    expect(done.code).toBe(0);
    expect(done.stderr).toContain("is a shallow clone");
    expect(JSON.parse(done.stdout)).toMatchObject({ changes: 2 });
  });

  it("the same input gives the same bytes, in either format and at any place", () => {
    for (const format of ["md", "json"]) {
      const first = run(["report", "--git", made.folder, "--format", format]);
      expect(run(["report", "--git", ".", "--format", format], { cwd: made.folder })).toEqual(first);
    }
  });

  it("the edited catalog of the folder counts before the committed one", () => {
    const edited = fixture.make(WITH_CATALOG);
    writeFileSync(join(edited.folder, ".github/throughline.yml"), CATALOG.replace("Net revenue", "Edited"));
    expect(run(["report", "--git", edited.folder]).stdout).toContain("Edited retention");
  });

  it("names with line ends, quotes and bytes that are no text", () => {
    const names = ["src/a\nb", 'src/"q"', Buffer.from("src/\xff\xfe", "latin1"), "--output=x"];
    const weird = fixture.make([
      {
        message: "Odd (#1)\n\nImpact: retention\n",
        files: names.map((name) => [name, "x"] as const),
      },
    ]);
    const catalog = put("odd.yml", CATALOG);
    expect(reportOf(weird, "--catalog", catalog)).toMatchObject({ changes: 1, coverage: { answered: 1 } });
    expect(readdirSync(weird.folder)).not.toContain("x");
  });
});

describe("streams and exit codes", () => {
  const made = fixture.make(WITH_CATALOG);

  it("data on stdout, talk on stderr, no colour, no progress where there is no terminal", () => {
    const done = run(["report", "--git", made.folder]);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(done.stdout).not.toContain("\u001b");
    mkdirSync(join(root, "out"), { recursive: true });
    const file = run(["report", "--git", made.folder, "--output", "out/r.md"]);
    expect(file).toEqual({ code: 0, stdout: "", stderr: "Wrote out/r.md\n" });
    expect(readFileSync(join(root, "out/r.md"), "utf8")).toBe(done.stdout);
  });

  it("a reader that has seen enough ends it in silence", () => {
    const done = shell('set -o pipefail; "$@" report --git . --format json | head -1', made.folder);
    expect(done).toEqual({ code: 0, stdout: "{\n", stderr: "" });
    const closed = shell('"$@" report --git nowhere 2>&-; exit $?', made.folder);
    expect(closed.code).toBe(1);
  });

  it.runIf(existsSync("/dev/full"))("a full disk is one sentence", () => {
    const done = shell('"$@" report --git . > /dev/full', made.folder);
    expect(done).toEqual({ code: 1, stdout: "", stderr: "Standard output can't be written (ENOSPC).\n" });
  });

  it("reads a catalog and a description from standard input", () => {
    expect(run(["validate", "-", "--json"], { input: CATALOG })).toMatchObject({
      code: 0,
      stdout: '{\n  "problems": []\n}\n',
    });
    const check = run(["check", "--body", "-", "--json"], { cwd: made.folder, input: "Impact: none\n" });
    expect(JSON.parse(check.stdout)).toMatchObject({ conclusion: "success", answer: { kind: "none" } });
    expect(run(["validate", "-"], { input: Buffer.from([0xff, 0xfe, 0x00]) }).stdout).toBe(
      "(standard input): error: Standard input is not UTF-8 text.\n",
    );
  });

  it("a clone that is damaged is a sentence, not a defect", () => {
    const damaged = fixture.make(WITH_CATALOG);
    const tree = damaged.git("rev-parse", "HEAD~2^{tree}");
    rmSync(join(damaged.folder, ".git/objects", tree.slice(0, 2), tree.slice(2)));
    const done = run(["report", "--git", damaged.folder]);
    expect(done).toMatchObject({ code: 1, stdout: "" });
    expect(done.stderr).toMatch(/^Git cannot read the history of [^\n]*\n$/);
  });

  it("with a part of the credentials the service says what is missing, with exit code 4", () => {
    mkdirSync(join(root, "out"), { recursive: true });
    const done = run(["serve"], { cwd: join(root, "out"), env: { APP_ID: "123" } });
    expect(done).toMatchObject({ code: 4, stdout: "" });
    expect(done.stderr).toContain("PRIVATE_KEY is missing");
  });
});

describe("bad input gets one sentence with its place", () => {
  const metrics = (count: number, line: (at: number) => string) =>
    `version: 1\nmetrics:\n${Array.from({ length: count }, (_, at) => `  m${at}: ${line(at)}\n`).join("")}`;

  it.each<[what: string, content: string | Buffer, sentence: RegExp]>([
    ["empty", "", /^empty\.yml:1:1: error: The catalog is empty/],
    ["list", "- a\n", /^list\.yml:1:1: error: The catalog must be a map, not a list/],
    [
      "large",
      metrics(3_000, () => `{ kind: customer, name: "${"x".repeat(80)}" }`),
      /^large\.yml:1:1: .*256 KiB/,
    ],
    ["deep", `a: ${"[".repeat(10_000)}`, /^deep\.yml:1:\d+: error: .*32 deep/],
    [
      "aliases",
      `a: &a [x]\nb: [${"*a,".repeat(500)}]\n`,
      /^aliases\.yml:2:\d+: error: More than 100 aliases/,
    ],
    ["proto", "version: 1\n__proto__: { a: 1 }\n", /^proto\.yml:2:1: error: "__proto__" can't be a key/],
    ["binary", Buffer.from([0x89, 0xff, 0x00]), /^binary\.yml: error: binary\.yml is not UTF-8 text/],
    ["nul", "version: 1\n\0", /^nul\.yml:1:1: error: .*line 2 holds a NUL byte/],
  ])("a catalog that is %s", (what, content, sentence) => {
    const file = put(`${what}.yml`, content);
    const validated = run(["validate", file]);
    expect(validated.code).toBe(1);
    expect(validated.stdout).toMatch(sentence);
    const checked = run(["check", "--catalog", file]);
    expect(checked.code).toBe(1);
    const repository = fixture.make(COMMITS);
    const reported = run(["report", "--git", repository.folder, "--catalog", file]);
    expect(reported).toMatchObject({ code: 1, stdout: "" });
    expect(reported.stderr).toMatch(sentence);
  });

  it("a folder, a named pipe and no file at all as the catalog", () => {
    mkdirSync(join(root, "dir.yml"));
    execFileSync("bash", ["-c", 'mkfifo "$1"', "bash", join(root, "pipe.yml")]);
    for (const [file, what] of [
      ["dir.yml", "is a folder"],
      ["pipe.yml", "is not a regular file"],
      ["none.yml", "no such file"],
    ] as const) {
      const done = run(["validate", file]);
      expect(done.code).toBe(1);
      expect(done.stdout).toMatch(new RegExp(`^${file}: error: [^\\n]*${what}[^\\n]*\\n$`));
    }
  });

  it("500 metrics in one loop are legal: one loop is told", () => {
    const file = put(
      "loop.yml",
      metrics(500, (at) => `{ kind: customer, drives: [m${(at + 1) % 500}] }`),
    );
    const done = run(["validate", file, "--json"]);
    expect(done.code).toBe(0);
    expect((JSON.parse(done.stdout) as { problems: unknown[] }).problems).toHaveLength(1);
  });

  it("a glob made to backtrack, and a description of 65,536 brackets, are read as they stand", () => {
    const glob = `${"*a".repeat(120)}b`;
    const file = put("glob.yml", CATALOG.replace("src/**", glob));
    const args = ["check", "--catalog", file, "--path", "a".repeat(4_000), "--body", "-", "--json"];
    const done = run(args, { input: `Impact: retention\n\n${"[".repeat(65_536)}` });
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({ tags: [{ metric: "retention" }] });
  });

  it("no repository, no commits, no catalog", () => {
    mkdirSync(join(root, "plain"));
    execFileSync("git", ["init", "--quiet", "--initial-branch=main", join(root, "young")]);
    fixture.clone(fixture.make(COMMITS));
    for (const [folder, sentence] of [
      ["missing", "missing does not exist; give the folder of a clone.\n"],
      ["plain", "No Git repository at plain; give the folder of a clone.\n"],
      ["young", /^The repository at young has no commits on main, its current branch;[^\n]*\n$/],
      [fixture.make(COMMITS).folder, /^No catalog in \S+; run throughline init or pass --catalog\.\n$/],
    ] as const) {
      const done = run(["report", "--git", folder]);
      expect(done).toMatchObject({ code: 1, stdout: "" });
      if (typeof sentence === "string") expect(done.stderr).toBe(sentence);
      else expect(done.stderr).toMatch(sentence);
    }
  });
});

describe("init in a real clone", () => {
  it("then validate and report work at once, without a commit", () => {
    const made = fixture.make(COMMITS);
    expect(run(["init", "--starter", "saas"], { cwd: made.folder })).toMatchObject({ code: 0, stdout: "" });
    expect(run(["validate"], { cwd: made.folder })).toMatchObject({ code: 0, stdout: "" });
    expect(reportOf(made)).toMatchObject({ changes: 4 });
    expect(reportOf(join(made.folder, "src"))).toMatchObject({ changes: 4 });
    expect(made.git("status", "--short", "--untracked-files=all")).toBe(
      "?? .github/pull_request_template.md\n?? .github/throughline.yml",
    );
  });

  it("leaves nothing where .github is a file", () => {
    const made = fixture.make([{ message: "x", files: [[".github", "a file"]] }]);
    const done = run(["init", "--starter", "saas"], { cwd: made.folder });
    expect(done).toMatchObject({ code: 1, stdout: "" });
    expect(done.stderr).toContain("a file stands where a folder should be. Nothing was written.\n");
    expect(made.git("status", "--short")).toBe("");
  });

  const hasPython = spawnSync("python3", ["-c", "import pty"]).status === 0;

  it.runIf(hasPython)("asks three questions at a terminal", () => {
    const made = fixture.make(COMMITS);
    const done = type(made.folder, ["Deal velocity\r", "\r", "Activation rate\r"]);
    expect(done).toContain("Which number does Sales live by?");
    expect(done).toContain("exit 0");
    const catalog = readFileSync(join(made.folder, ".github/throughline.yml"), "utf8");
    expect(catalog).toContain("name: Deal velocity");
    expect(catalog).toContain("name: Activation rate");
  });

  it.runIf(hasPython)("Ctrl-C at a question leaves nothing", () => {
    const made = fixture.make(COMMITS);
    const done = type(made.folder, ["Deal velocity\r", "\u0003"]);
    expect(done).toContain("Stopped; nothing was written.");
    expect(done).toContain("exit 1");
    expect(made.git("status", "--short")).toBe("");
  });
});

/** Runs `init` at a pseudo terminal, and types the next answer as each question appears. */
function type(cwd: string, answers: readonly string[]): string {
  const script = `
import fcntl, json, os, pty, struct, sys, termios
answers, argv = json.loads(sys.argv[1]), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvpe(argv[0], argv, {**os.environ, "TERM": "xterm", "NO_COLOR": "1"})
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
shown, typed = b"", 0
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    shown += part
    asked = sum(name in shown for name in (b"does Sales live", b"does Customer Success live", b"does Product live"))
    while answers and asked > typed:
        os.write(terminal, answers.pop(0).encode())
        typed += 1
code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
sys.stdout.buffer.write(shown + b"\\nexit %d\\n" % code)
`;
  const args = ["-c", script, JSON.stringify(answers), process.execPath, BIN, "init"];
  return execFileSync("python3", args, {
    cwd,
    env: GIT_ENVIRONMENT,
    encoding: "utf8",
    timeout: 60_000,
  });
}
