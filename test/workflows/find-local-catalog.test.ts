import { describe, expect, it } from "vitest";
import { fail, succeed } from "../../src/model/result.ts";
import { findLocalCatalog } from "../../src/workflows/find-local-catalog.ts";
import type { ChangeHistory, FileReading } from "../../src/workflows/ports/change-history.ts";
import type { LocalFiles } from "../../src/workflows/ports/local-files.ts";

const YML = ".github/throughline.yml";
const YAML = ".github/throughline.yaml";

function filesOf(texts: Readonly<Record<string, string | null>>): LocalFiles {
  const refuse = async () => fail("not asked for");
  const readTextFile: LocalFiles["readTextFile"] = async (path) => {
    const text = texts[path];
    if (text === undefined) return { kind: "absent" };
    return text === null
      ? { kind: "unreadable", message: `${path} is a folder, not a file.` }
      : { kind: "text", text };
  };
  return {
    readTextFile,
    readRepositoryFile: readTextFile,
    writeTextFile: refuse,
    ensureFolder: refuse,
    removeFile: refuse,
    readRepositoryLayout: refuse,
  };
}

function historyOf(committed: Readonly<Record<string, FileReading>> = {}): ChangeHistory {
  return {
    readRepository: async () =>
      succeed({
        repository: "acme/shop",
        line: "main",
        tip: "f".repeat(40),
        isShallow: false,
        changes: 1,
        tipLandedAtMs: 0,
        newestLandedAtMs: 0,
        notes: [],
        oldestLandedAtMs: 0,
      }),
    async *listChanges() {},
    readFile: async (path) => committed[path] ?? { kind: "absent" },
    readVersions: async () => [],
  };
}

describe("findLocalCatalog", () => {
  it.each([
    [".", YML],
    ["shop", `shop/${YML}`],
    ["shop//", `shop/${YML}`],
    ["/", `/${YML}`],
  ])("in %s: the file of the folder, before the committed one", async (path, file) => {
    const git = file.replace(YML, ".git");
    const found = await findLocalCatalog(
      path,
      filesOf({ [git]: null, [file]: "mine" }),
      historyOf({ [YML]: { kind: "text", text: "committed" } }),
    );
    expect(found).toEqual(succeed({ text: "mine", file, differsFrom: `main:${YML}` }));
  });

  it.each([
    ["src/lib", "src/lib/../.."],
    [".", "../.."],
  ])("in the subfolder %s: the file at the root", async (path, root) => {
    const files = filesOf({ [`${root}/.git`]: "gitdir: elsewhere", [`${root}/${YML}`]: "root" });
    expect(await findLocalCatalog(path, files, historyOf())).toEqual(
      succeed({ text: "root", file: `${root}/${YML}` }),
    );
  });

  it("is the committed one, whatever its line ends: no difference is told", async () => {
    const files = filesOf({ ".git": null, [YML]: "\u{FEFF}a\r\nb\r\n" });
    const history = historyOf({ [YML]: { kind: "text", text: "a\nb\n" } });
    expect(await findLocalCatalog(".", files, history)).toStrictEqual(
      succeed({ text: "\u{FEFF}a\r\nb\r\n", file: YML }),
    );
  });

  it("in a bare repository inside another clone: its own committed file, not the other's", async () => {
    const files = filesOf({
      "shop.git/HEAD": "ref: refs/heads/main",
      "shop.git/objects": null,
      "shop.git/../.git": null,
      [`shop.git/../${YML}`]: "other",
    });
    const history = historyOf({ [YAML]: { kind: "text", text: "own" } });
    expect(await findLocalCatalog("shop.git", files, history)).toEqual(
      succeed({ text: "own", file: `main:${YAML}` }),
    );
  });

  it("nowhere: the sentence", async () => {
    expect(await findLocalCatalog("shop", filesOf({ "shop/.git": null }), historyOf())).toEqual(
      fail("No catalog in shop; run throughline init or pass --catalog."),
    );
  });

  it("two of them, a folder, a committed one that is no text or too large: a sentence each", async () => {
    const errorOf = async (texts: Record<string, string | null>, committed = {}) => {
      const found = await findLocalCatalog(".", filesOf({ ".git": null, ...texts }), historyOf(committed));
      return found.ok ? "found" : found.error;
    };
    expect(await errorOf({ [YML]: "a", [YAML]: "b" })).toBe(
      `Both ${YML} and ${YAML} exist; keep one of them.`,
    );
    expect(await errorOf({ [YML]: null })).toBe(`${YML} is a folder, not a file.`);
    expect(await errorOf({}, { [YML]: { kind: "not-text" } })).toBe(`main:${YML} is not UTF-8 text.`);
    expect(await errorOf({}, { [YML]: { kind: "too-large", size: 9 } })).toContain("at most 256 KiB");
  });
});
