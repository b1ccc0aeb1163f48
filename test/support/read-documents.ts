import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

export interface Document {
  /** From the root, with slashes: `docs/how-to/upgrade.md`. */
  readonly path: string;
  readonly text: string;
}

export interface Block {
  readonly path: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** The pages that people read: the README and all below docs/. */
export function readDocuments(): readonly Document[] {
  const below = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .map((path) => `docs/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md"))
    .toSorted();
  return ["README.md", "CONTRIBUTING.md", ...below].map((path) => ({
    path,
    text: readFileSync(join(ROOT, path), "utf8"),
  }));
}

/** Fenced blocks, also those that are indented in a list. */
export function listBlocks({ path, text }: Document): readonly Block[] {
  const blocks: Block[] = [];
  let open: { readonly indent: string; readonly language: string; readonly line: number } | undefined;
  let lines: string[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    const [, indent = "", language = ""] = /^(\s*)```(\w*)\s*$/.exec(line) ?? [];
    if (!/^\s*```\w*\s*$/.test(line)) {
      if (open !== undefined) lines.push(line.slice(open.indent.length));
      continue;
    }
    if (open === undefined) {
      open = { indent, language, line: at + 1 };
      lines = [];
      continue;
    }
    blocks.push({ path, line: open.line, language: open.language, text: lines.join("\n") });
    open = undefined;
  }
  return blocks;
}

/** Commands of the blocks marked `sh`, without comments, each on one line. */
export function listCommands(
  document: Document,
): readonly { readonly place: string; readonly command: string }[] {
  return listBlocks(document)
    .filter(({ language }) => language === "sh")
    .flatMap(({ path, line, text }) =>
      text
        .replaceAll(/\\\n\s*/g, " ")
        .split("\n")
        .map((command, at) => ({
          place: `${path}:${line + at + 1}`,
          command: command.replace(/(^|\s)#\s.*$/, "").trim(),
        }))
        .filter(({ command }) => command !== ""),
    );
}
