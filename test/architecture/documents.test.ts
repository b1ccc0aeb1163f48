import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseCatalog } from "../../src/catalog/parse-catalog.ts";
import { listBlocks, listCommands, ROOT, readDocuments } from "../support/read-documents.ts";

const documents = readDocuments();
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** As GitHub makes anchors of headings. */
function listAnchors(text: string): ReadonlySet<string> {
  const headings = text.matchAll(/^#{1,6} (.+)$/gm);
  return new Set(
    [...headings].map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(/\s/g, "-"),
    ),
  );
}

describe.each(documents)("$path", ({ path, text }) => {
  const prose = text.replaceAll(/^\s*```[\s\S]*?^\s*```\s*$/gm, "");

  test("links lead to what exists, anchors too", () => {
    const links = [...prose.replaceAll(/`[^`\n]*`/g, "").matchAll(/!?\[[^\]]*\]\(([^)\s]+)\)/g)].map(
      ([, target = ""]) => target,
    );
    const broken = links.filter((target) => {
      if (/^https:/.test(target)) return false;
      const [file = "", anchor] = target.split("#");
      const full = file === "" ? join(ROOT, path) : join(ROOT, dirname(path), file);
      if (!existsSync(full)) return true;
      return anchor !== undefined && !listAnchors(readFileSync(full, "utf8")).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  test("files of the project that it names exist", () => {
    const named = [...prose.matchAll(/`((?:src|sandbox|test|docs|scripts|bin|bench)\/[\w./*-]*)`/g)].map(
      ([, file = ""]) => file,
    );
    const missing = named.filter((file) => !file.includes("*") && !existsSync(join(ROOT, file)));
    // Examples of other people's repositories; everything else is ours.
    expect(missing.filter((file) => !/^(docs|src)\/\*\*/.test(file))).toEqual([]);
  });

  test("npm scripts that it names exist", () => {
    const named = [...text.matchAll(/npm run (?:-s )?([\w-]+)/g)].map(([, script = ""]) => script);
    expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
  });

  test("blocks of YAML are what they look like: a catalog without problems, or a part of one", () => {
    for (const { language, text: yaml, line } of listBlocks({ path, text })) {
      if (language !== "yaml") continue;
      expect(parse(yaml), `${path}:${line}`).toBeTypeOf("object");
      const whole = yaml.includes("version:") ? yaml : `version: 1\n${yaml}`;
      const { problems } = parseCatalog({ text: whole, file: `${path}:${line}` });
      expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    }
  });
});

test("each page of what to do and of reference is linked from the README", () => {
  const readme = documents.find(({ path }) => path === "README.md")?.text ?? "";
  const pages = documents
    .map(({ path }) => path)
    .filter((path) => /^docs\/(?:how-to|reference)\//.test(path));
  expect(pages.length).toBeGreaterThan(15);
  expect(pages.filter((path) => !readme.includes(`(${path})`))).toEqual([]);
});

test("pictures are made by the script, and small", () => {
  const script = readFileSync(join(ROOT, "scripts/screenshots.ts"), "utf8");
  const pictures = readdirSync(join(ROOT, "docs/screenshots"));
  const names = pictures.map((file) => file.replace(/\.png$/, ""));
  expect(names.filter((name) => !new RegExp(`["/]${name}(?:\\.png)?"`).test(script))).toEqual([]);
  expect(pictures.filter((file) => statSync(join(ROOT, "docs/screenshots", file)).size > 150_000)).toEqual(
    [],
  );
});

test("commands are found in the pages", () => {
  expect(documents.flatMap(listCommands).length).toBeGreaterThan(20);
});
