// close, closes, closed, fix, fixes, fixed, resolve, resolves, resolved; "Fixes: acme/shop#12", "closes #3",
// "fixed GH-3", "resolve https://github.com/acme/shop/issues/12".
const CLOSING =
  /\b(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?):?[ \t]+(?:(?:(?<owner>[\w-]+)\/(?<name>[\w.-]+))?#|GH-|https?:\/\/[\w.:-]+\/(?<urlOwner>[\w-]+)\/(?<urlName>[\w.-]+)\/issues\/)(?<number>[1-9]\d{0,8})\b/gi;

export interface ClosingReference {
  readonly owner?: string;
  readonly name?: string;
  readonly number: number;
}

/** Issues that the description closes by GitHub's keywords, in order, none twice. */
export function listClosingReferences(body: string): readonly ClosingReference[] {
  const found = new Map<string, ClosingReference>();
  for (const { groups } of toShownText(body).matchAll(CLOSING)) {
    const owner = groups?.["owner"] ?? groups?.["urlOwner"];
    const name = groups?.["name"] ?? groups?.["urlName"];
    const number = Number(groups?.["number"]);
    const key = `${owner ?? ""}/${name ?? ""}#${number}`.toLowerCase();
    if (found.has(key)) continue;
    found.set(key, owner === undefined || name === undefined ? { number } : { owner, name, number });
  }
  return [...found.values()];
}

/**
 * What GitHub looks for keywords in, line by line and without a Markdown parser: the simulation must not share the
 * eyes of what it is there to test. Comments, fences, code, quotes and struck-out text are gone.
 */
function toShownText(body: string): string {
  const lines = withoutFences(body.replace(/\r\n?/g, "\n").split("\n")).filter(
    (line, index, all) => !/^ {0,3}>/.test(line) && !isIndentedCode(all, index),
  );
  return lines
    .join("\n")
    .replace(/(`+)(?!`)[\s\S]{0,2000}?[^`]\1(?!`)/g, "\u0000")
    .replace(/<!--[\s\S]*?-->/g, "\u0000")
    .replace(/<(pre|code|del|s|strike|blockquote)>[\s\S]*?<\/\1>/gi, "\u0000")
    .replace(/(?<!~)(~~?)(?![~\s])[^~]*[^~\s]\1(?!~)/g, "\u0000")
    .replace(/\*\*|__/g, "");
}

function withoutFences(lines: readonly string[]): readonly string[] {
  const kept: string[] = [];
  let fence: string | undefined;
  let isComment = false;
  for (const line of lines) {
    if (fence !== undefined) {
      const close = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line)?.[1];
      if (close?.startsWith(fence)) fence = undefined;
      continue;
    }
    const open = isComment ? undefined : /^(?:\s*[-*+] )*\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (open !== undefined) {
      fence = open;
      kept.push("");
      continue;
    }
    isComment = line.lastIndexOf("<!--") > line.lastIndexOf("-->") || (isComment && !line.includes("-->"));
    kept.push(line);
  }
  return kept;
}

/** Four spaces behind a blank line, where no list goes on. */
function isIndentedCode(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? "";
  if (!/^(?: {4}|\t)/.test(line)) return false;
  const before = lines.slice(0, index).reverse();
  const top = before.find((each) => each.trim() !== "" && !/^(?: {4}|\t)/.test(each)) ?? "";
  const isBehindBlank =
    index === 0 || (lines[index - 1] ?? "").trim() === "" || /^(?: {4}|\t)/.test(lines[index - 1] ?? "");
  return isBehindBlank && !/^\s*(?:[-*+]|\d+[.)]) /.test(top);
}
