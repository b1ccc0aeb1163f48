import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileGlobs } from "../../src/catalog/globs.ts";
import { draftAreas } from "../../src/starter/draft-areas.ts";
import type { RepositoryLayout } from "../../src/starter/repository-layout.ts";

/** Every folder above a named one is there too; a folder ending in `*` holds a manifest. */
function layoutOf(marked: readonly string[], files: Readonly<Record<string, string>> = {}): RepositoryLayout {
  const named = marked.map((folder) => folder.replace(/\*$/, ""));
  const folders = new Set(
    named.flatMap((folder) => folder.split("/").map((_, at, parts) => parts.slice(0, at + 1).join("/"))),
  );
  return {
    folders: [...folders].sort(),
    packages: new Set(marked.filter((folder) => folder.endsWith("*")).map((folder) => folder.slice(0, -1))),
    files: new Map(Object.entries(files)),
    isRepositoryRoot: true,
  };
}

function pathsOf(layout: RepositoryLayout): readonly string[] {
  return draftAreas(layout).areas.flatMap(({ paths }) => paths);
}

describe("draftAreas", () => {
  it("npm, with a negated pattern and a folder without a package", () => {
    const files = { "package.json": '{"workspaces":["packages/*","!packages/old"]}' };
    const layout = layoutOf(["packages/cart*", "packages/old*", "packages/notes", "tools"], files);
    expect(draftAreas(layout).areas).toEqual([
      { key: "cart", paths: ["packages/cart/**"] },
      { key: "tools", paths: ["tools/**"] },
    ]);
  });

  it("npm's other form, lerna and yarn", () => {
    const files = {
      "package.json": '{"workspaces":{"packages":["apps/*"]}}',
      "lerna.json": '{"packages":["libs/**"]}',
    };
    expect(pathsOf(layoutOf(["apps/web*", "libs/deep/one*", "libs/deep/one/src"], files))).toEqual([
      "apps/web/**",
      "libs/deep/one/**",
    ]);
  });

  it("pnpm, cargo and go", () => {
    expect(
      pathsOf(
        layoutOf(["web/app*"], { "pnpm-workspace.yaml": "packages:\n  - 'web/*'\n  - '!**/test/**'\n" }),
      ),
    ).toEqual(["web/app/**"]);
    const cargo = '[workspace]\nresolver = "2"\nmembers = [\n  "crates/*", # all\n  \'cli\',\n]\n';
    expect(pathsOf(layoutOf(["crates/core*", "crates/notes", "cli*"], { "Cargo.toml": cargo }))).toEqual([
      "cli/**",
      "crates/core/**",
    ]);
    const go = "go 1.24\n\nuse (\n\t./api\n\t./svc/pay // money\n)\nuse ./one\n";
    expect(pathsOf(layoutOf(["api*", "svc/pay*", "svc/old*", "one*"], { "go.work": go }))).toEqual([
      "api/**",
      "one/**",
      "svc/pay/**",
    ]);
  });

  it("CODEOWNERS, the one in .github first", () => {
    const files = {
      ".github/CODEOWNERS":
        "# who\n* @acme/all\n/services/billing/ @acme/billing\nservices/search/** @acme/search\n*.md x\n",
      CODEOWNERS: "/services/old @acme/old\n",
    };
    expect(pathsOf(layoutOf(["services/billing", "services/search", "services/old"], files))).toEqual([
      "services/billing/**",
      "services/search/**",
    ]);
  });

  it.each([
    '[workspace]\nmembers = ["crates/*"]\nexclude = ["fuzz"]\n',
    '[workspace]\nexclude = ["fuzz"]\nmembers = ["crates/*"]\n',
    "[workspace]\ndefault-members = ['crates/a']\nmembers = ['crates/*']\n",
    '[workspace]\nexclude = [\n  "crates/old", # members = []\n]\nmembers = [\n  "crates/*",\n]\n',
    'workspace.members = ["./crates/a/", "crates/b"]\n[package]\nname = "x"\n',
    'workspace = { members = ["crates/*"], exclude = ["crates/old"] }\n',
    '[package]\nname = "x"\n[workspace.dependencies]\nserde = "1"\n[workspace]\nmembers = ["crates/[a-b]"]\n',
    '\u{FEFF}[workspace]\r\nmembers = ["""crates/*"""]\r\n',
  ])("cargo, wherever and however its members are written: %j", (cargo) => {
    const paths = pathsOf(layoutOf(["crates/a*", "crates/b*", "fuzz*"], { "Cargo.toml": cargo }));
    expect(paths.filter((path) => path.startsWith("crates/"))).toEqual(["crates/a/**", "crates/b/**"]);
  });

  it("cargo and uv without what they exclude", () => {
    const table = 'members = ["crates/**"]\nexclude = ["crates/old"]\n';
    for (const [file, text] of [
      ["Cargo.toml", `[workspace]\n${table}`],
      ["pyproject.toml", `[tool.uv.workspace]\n${table}`],
    ] as const) {
      expect(pathsOf(layoutOf(["crates/a*", "crates/old*", "crates/old/x*"], { [file]: text }))).toEqual([
        "crates/a/**",
      ]);
    }
  });

  it("go, in quotes and on one line, and never of what it replaces", () => {
    const go = 'use "./a b"\nuse ( ./c )\nuse `./d`\nreplace (\n\texample.com/x => ./e\n)\n';
    expect(pathsOf(layoutOf(["a b*", "c*", "d*", "f/e*"], { "go.work": go })).toSorted()).toEqual([
      "a b/**",
      "c/**",
      "d/**",
      "f/**",
    ]);
  });

  it("CODEOWNERS, with blanks, comments, sections and lines without an owner", () => {
    const CODEOWNERS = [
      "# apps/none @x",
      "  /Apps/Point\\ of\\ sale/ @acme/pos # tills",
      "/Apps/Web/\t@acme/web# not a comment",
      "/Apps/C\\#/ @acme/c",
      "Apps/free/",
      "^[Docs][2] @acme/docs",
      "[Apps] @acme/apps",
      "!/Apps/not/ @x",
      "/libs/*/ @acme/libs",
      "*.ts @acme/ts",
      "** @acme/all",
    ].join("\r\n");
    const folders = [
      "Apps/Point of sale",
      "Apps/Web",
      "Apps/C#",
      "Apps/free",
      "Apps/none",
      "Apps/not",
      "libs/a/b",
    ];
    expect(pathsOf(layoutOf(folders, { CODEOWNERS }))).toEqual([
      "Apps/C#/**",
      "Apps/Point of sale/**",
      "Apps/Web/**",
      "Apps/free/**",
      "libs/a/**",
    ]);
  });

  it("plain folders, without documents", () => {
    expect(pathsOf(layoutOf(["src/a", "docs", "web"]))).toEqual(["src/**", "web/**"]);
  });

  it("files that can't be read, or say nonsense, name nothing", () => {
    const files = {
      "package.json": '{"workspaces":["{", "[", "../x", "/abs", 7, "packages/*"]',
      "pnpm-workspace.yaml": "packages: [\n",
      "lerna.json": '{"packages":["{a", "[b", "../x", "c|d"]}',
      "Cargo.toml": "[workspace]\nmembers = [",
      "go.work": "use (\n",
      CODEOWNERS: "\\ @x\n[ @y\n",
    };
    expect(pathsOf(layoutOf(["a", "b"], files))).toEqual(["a/**", "b/**"]);
  });

  it("500 packages become one area for their folder, beside the others", () => {
    const names = Array.from({ length: 500 }, (_, at) => `packages/p${at}*`);
    const draft = draftAreas(
      layoutOf([...names, "apps/web*", "apps/api*", "tools"], {
        "package.json": '{"workspaces":["packages/*","apps/*"]}',
      }),
    );
    expect(draft).toEqual({
      areas: [
        { key: "api", paths: ["apps/api/**"] },
        { key: "web", paths: ["apps/web/**"] },
        { key: "packages", paths: ["packages/**"] },
        { key: "tools", paths: ["tools/**"] },
      ],
      united: [{ folder: "packages", parts: 500 }],
      leftOut: 0,
    });
  });

  it("more than 30 top-level folders: the rest is counted", () => {
    const draft = draftAreas(layoutOf(Array.from({ length: 40 }, (_, at) => `f${at + 10}`)));
    expect(draft.areas).toHaveLength(30);
    expect(draft.leftOut).toBe(10);
  });

  it("names that are special in a glob mean the folder itself", () => {
    const names = ["[slug]", "{a,b}", "a*b", "what?", "sp ace", "null", "2024", "#x", "@scope", "日本"];
    const { areas } = draftAreas(layoutOf(names.map((name) => `${name}/src`)));
    for (const name of names) {
      const holders = areas.filter(({ paths }) => compileGlobs(paths)(`${name}/src/a.ts`));
      expect(holders, name).toHaveLength(1);
    }
    expect(draftAreas(layoutOf(["line\nfeed", "bad\uFFFDbytes", "ok"]))).toMatchObject({
      areas: [{ key: "ok" }],
      leftOut: 2,
    });
  });

  it("any folders: unique keys, at most 30 areas, every part in an area, united or left out", () => {
    const segment = fc
      .string({ unit: "binary", minLength: 1, maxLength: 12 })
      .map((text) => text.replaceAll("/", "_"));
    const folder = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
    fc.assert(
      fc.property(fc.array(folder, { maxLength: 60 }), (folders) => {
        const { areas, leftOut } = draftAreas(layoutOf(folders));
        expect(areas.length).toBeLessThanOrEqual(30);
        expect(new Set(areas.map(({ key }) => key)).size).toBe(areas.length);
        for (const { key } of areas) expect(key).toMatch(/^[a-z0-9][a-z0-9-]{0,39}$/);
        const tops = new Set(folders.map((one) => one.split("/")[0] ?? ""));
        const plain = /^(?:docs?|examples?|licenses|assets)$/i;
        expect(areas.length + leftOut).toBe([...tops].filter((top) => !plain.test(top)).length);
      }),
    );
  });
});
