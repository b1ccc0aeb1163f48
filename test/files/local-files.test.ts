import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localFiles } from "../../src/files/local-files.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "throughline-files-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function at(name: string): string {
  return join(root, name);
}

function put(name: string, content: string | Buffer = ""): string {
  mkdirSync(join(at(name), ".."), { recursive: true });
  writeFileSync(at(name), content);
  return at(name);
}

function makePipe(name: string): void {
  execFileSync("bash", ["-c", 'mkfifo "$1"', "bash", at(name)]);
}

async function refusal(path: string, most = 100): Promise<string> {
  const reading = await localFiles.readTextFile(path, most);
  return reading.kind === "unreadable" ? reading.message.replace(root, "") : reading.kind;
}

describe("readTextFile", () => {
  it("keeps the text as it is, a byte order mark too", async () => {
    expect(await localFiles.readTextFile(put("a", "\uFEFFé\r\n"), 100)).toEqual({
      kind: "text",
      text: "\uFEFFé\r\n",
    });
  });

  it("says why a path is no text, and never waits for a pipe", async () => {
    makePipe("pipe");
    symlinkSync(at("circle"), at("circle"));
    symlinkSync(at("nowhere"), at("dangling"));
    expect(await refusal(root)).toBe(" is a folder, not a file.");
    expect(await refusal(at("pipe"))).toBe("/pipe is not a regular file; pass - and pipe it in.");
    expect(await refusal(put("binary", Buffer.from([0xff, 0xfe])))).toBe("/binary is not UTF-8 text.");
    expect(await refusal(put("long", "x".repeat(101)))).toBe("/long has 101 bytes; at most 100 are read.");
    expect(await refusal(at("circle"))).toBe("/circle can't be read: its links lead in a circle.");
    expect(await refusal(at("none"))).toBe("absent");
    expect(await refusal(at("dangling"))).toBe("absent");
    expect(await refusal(join(put("file"), "below"))).toBe("absent");
    expect((await refusal(at("n".repeat(5000)))).length).toBeLessThan(400);
  });
});

describe("writeTextFile", () => {
  it("refuses a file that is there, and a folder that is not", async () => {
    expect(await localFiles.writeTextFile(at("a/b/c"), "one", "replace")).toEqual({
      ok: false,
      error: `There is no folder ${at("a/b")} to write into; make it first.`,
    });
    expect(existsSync(at("a"))).toBe(false);
    for (const _ of [1, 2]) expect((await localFiles.ensureFolder(at("a/b"))).ok).toBe(true);
    expect((await localFiles.writeTextFile(at("a/b/c"), "one", "refuse")).ok).toBe(true);
    expect(await localFiles.writeTextFile(at("a/b/c"), "two", "refuse")).toEqual({
      ok: false,
      error: `${at("a/b/c")} exists already.`,
    });
    expect(readFileSync(at("a/b/c"), "utf8")).toBe("one");
  });

  it("replaces whole, keeps the mode, leaves no part behind", async () => {
    chmodSync(put("a", "one"), 0o640);
    expect((await localFiles.writeTextFile(at("a"), "two", "replace")).ok).toBe(true);
    expect(readFileSync(at("a"), "utf8")).toBe("two");
    expect(statSync(at("a")).mode & 0o777).toBe(0o640);
    expect(readdirSync(root)).toEqual(["a"]);
  });

  it("writes pieces one after another, and keeps the old file where they break off", async () => {
    expect((await localFiles.writeTextFile(at("a"), ["one, ", "", "twö"], "replace")).ok).toBe(true);
    expect(readFileSync(at("a"), "utf8")).toBe("one, twö");
    const broken = function* () {
      yield "half";
      throw new Error("a fault");
    };
    expect((await localFiles.writeTextFile(at("a"), broken(), "replace")).ok).toBe(false);
    expect(readFileSync(at("a"), "utf8")).toBe("one, twö");
    expect(readdirSync(root)).toEqual(["a"]);
  });

  it("writes through no link, and into a pipe instead of over it", async () => {
    symlinkSync(put("real/a", "one"), at("link"));
    symlinkSync(at("nowhere"), at("dangling"));
    for (const name of ["link", "dangling"]) {
      for (const ifExists of ["refuse", "replace"] as const) {
        expect(await localFiles.writeTextFile(at(name), "two", ifExists)).toEqual({
          ok: false,
          error: `${at(name)} is a link, and nothing is written through one; name the file itself.`,
        });
      }
      expect(lstatSync(at(name)).isSymbolicLink()).toBe(true);
    }
    expect(readFileSync(at("real/a"), "utf8")).toBe("one");
    expect(existsSync(at("nowhere"))).toBe(false);
    expect((await localFiles.writeTextFile("/dev/null", "", "refuse")).ok).toBe(true);
    makePipe("pipe");
    // Opened for both, so that neither end waits for the other.
    const reading = execFileSync(
      "bash",
      [
        "-c",
        'exec 3<>"$1"; "$2" --input-type=module -e "$3" "$1"; read -r line <&3; echo "$line"',
        "bash",
        at("pipe"),
        process.execPath,
        `import { localFiles } from ${JSON.stringify(join(import.meta.dirname, "../../src/files/local-files.ts"))};
         await localFiles.writeTextFile(process.argv[1], "through\\n", "replace");`,
      ],
      { encoding: "utf8" },
    );
    expect(reading).toBe("through\n");
    expect(statSync(at("pipe")).isFIFO()).toBe(true);
  });

  it("says what stands in the way", async () => {
    mkdirSync(at("folder"));
    expect(await localFiles.writeTextFile(at("folder"), "", "replace")).toEqual({
      ok: false,
      error: `${at("folder")} can't be written: it is a folder.`,
    });
    expect(await localFiles.writeTextFile(`${put("file")}/a`, "", "refuse")).toEqual({
      ok: false,
      error: `${at("file")}/a can't be written: a file stands where a folder should be.`,
    });
    expect(await localFiles.ensureFolder(at("file/a"))).toEqual({
      ok: false,
      error: `The folder ${at("file/a")} can't be made: a file stands where a folder should be.`,
    });
  });

  it.runIf(existsSync("/proc/self"))("gives up on a file system that takes no folders", async () => {
    expect(await localFiles.ensureFolder("/proc/throughline/a")).toEqual({
      ok: false,
      error: "The folder /proc/throughline/a can't be made: nothing can be made there.",
    });
  });

  it("takes a file back", async () => {
    expect((await localFiles.removeFile(put("a"))).ok).toBe(true);
    expect(existsSync(at("a"))).toBe(false);
    expect((await localFiles.removeFile(at("a"))).ok).toBe(false);
  });
});

describe("readRepositoryLayout", () => {
  async function layout() {
    const found = await localFiles.readRepositoryLayout(root);
    if (!found.ok) throw new Error(found.error);
    return found.value;
  }

  it("lists folders three deep with their manifests, hidden and generated ones left out", async () => {
    for (const file of [
      "a/b/c/go.mod",
      "a/b/c/d/x",
      ".git/x",
      "node_modules/x/package.json",
      "e/package.json",
    ]) {
      put(file, "{}");
    }
    put("CODEOWNERS", "* @me");
    symlinkSync(at("a"), at("link"));
    expect(await layout()).toEqual({
      folders: ["a", "a/b", "a/b/c", "e"],
      packages: new Set(["a/b/c", "e"]),
      files: new Map([["CODEOWNERS", "* @me"]]),
      isRepositoryRoot: true,
    });
  });

  it("sees every top-level folder beside one that holds thousands", async () => {
    mkdirSync(at("a"));
    for (let count = 0; count < 2_100; count += 1) mkdirSync(at(`a/f${count}`));
    mkdirSync(at("z"));
    const { folders } = await layout();
    expect(folders).toContain("z");
    expect(folders).toHaveLength(2000);
  });

  it.each([
    ".github/pull_request_template.md",
    ".github/PULL_REQUEST_TEMPLATE.md",
    "Pull_Request_Template.md",
    "docs/pull_request_template.txt",
    "pull_request_template",
  ])("finds the template %s", async (path) => {
    put(path);
    expect((await layout()).template).toBe(path);
  });

  it.each([".github/PULL_REQUEST_TEMPLATE", "PULL_REQUEST_TEMPLATE", "docs/PULL_REQUEST_TEMPLATE"])(
    "finds the folder of templates %s",
    async (path) => {
      put(`${path}/feature.md`);
      expect((await layout()).template).toBe(path);
    },
  );

  it("takes no other file for a template", async () => {
    for (const file of ["src/pull_request_template.md", ".github/pull_request_template_old.md"]) put(file);
    expect(await layout()).not.toHaveProperty("template");
  });

  it("says in one sentence what is no folder", async () => {
    expect(await localFiles.readRepositoryLayout(at("none"))).toEqual({
      ok: false,
      error: `${at("none")} does not exist; pass the folder of a repository.`,
    });
    expect(await localFiles.readRepositoryLayout(put("file"))).toMatchObject({
      error: expect.stringContaining("is not a folder"),
    });
  });
});

describe("a folder of a stranger", () => {
  const CATALOG = "clone/.github/throughline.yml";

  function makeClone(): void {
    put("outside/secret", "token: 1");
    put("clone/.git/HEAD", "ref: x");
  }

  it.each([
    ["a link of the folder", () => symlinkSync(at("outside"), at("clone/.github"))],
    [
      "a chain of links",
      () => {
        symlinkSync(at("outside"), at("clone/two"));
        symlinkSync("two", at("clone/.github"));
      },
    ],
    [
      "a link of the file",
      () => {
        mkdirSync(at("clone/.github"));
        symlinkSync("../../outside/secret", at(CATALOG));
      },
    ],
    [
      "a link to nothing outside",
      () => {
        mkdirSync(at("clone/.github"));
        symlinkSync(at("outside/new"), at(CATALOG));
      },
    ],
    [
      "a link into a folder whose name begins alike",
      () => {
        mkdirSync(at("clone-of-another"));
        symlinkSync(at("clone-of-another"), at("clone/.github"));
      },
    ],
  ])("gets nothing written outside of it by %s", async (_, link) => {
    makeClone();
    link();
    for (const ifExists of ["refuse", "replace"] as const) {
      expect(await localFiles.writeTextFile(at(CATALOG), "x", { ifExists, within: at("clone") })).toEqual({
        ok: false,
        error: expect.stringContaining(`a link leads out of ${at("clone")}, to `),
      });
    }
    expect(readdirSync(at("outside"))).toEqual(["secret"]);
    expect(readFileSync(at("outside/secret"), "utf8")).toBe("token: 1");
  });

  it("may hold links that stay inside", async () => {
    makeClone();
    mkdirSync(at("clone/config"));
    symlinkSync("config", at("clone/.github"));
    expect(
      (await localFiles.writeTextFile(at(CATALOG), "x", { ifExists: "refuse", within: at("clone") })).ok,
    ).toBe(true);
    expect(readFileSync(at("clone/config/throughline.yml"), "utf8")).toBe("x");
    expect(await localFiles.readRepositoryFile(at(CATALOG), 100)).toEqual({ kind: "text", text: "x" });
    // Named by another way to it.
    symlinkSync(at("clone"), at("mine"));
    expect((await localFiles.readRepositoryFile(at("mine/.github/throughline.yml"), 100)).kind).toBe("text");
  });

  it.each([true, false])("gets nothing read outside of it (with .git: %s)", async (hasGit) => {
    makeClone();
    if (!hasGit) rmSync(at("clone/.git"), { recursive: true });
    mkdirSync(at("clone/.github"));
    symlinkSync("../../outside/secret", at(CATALOG));
    expect(await localFiles.readRepositoryFile(at(CATALOG), 100)).toEqual({
      kind: "unreadable",
      message: `${at(CATALOG)} is a link that leads out of the repository, to ${at("outside/secret")}; put the file itself there.`,
    });
    expect((await localFiles.readRepositoryFile(at("outside/secret"), 100)).kind).toBe("text");
    expect((await localFiles.readRepositoryFile(at("clone/none"), 100)).kind).toBe("absent");
  });
});
