import { showHidden } from "./show-code.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for an HTML element or a quoted attribute. Not for scripts, styles, or the scheme of an address. */
export function escapeHtml(text: string): string {
  return showHidden(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * Stands between the two halves of what GitHub would turn into a link or a mention. GitHub looks for those in the
 * rendered text, so that neither a backslash nor an entity keeps `@octocat` from being called; a zero-width space
 * does. It is free as a marker because `showHidden` has written out any that came with the text.
 */
const SPLIT = "\u200B";

/** What GitHub makes live in plain text, split after the part that each pattern matches. */
const LIVE: readonly RegExp[] = [
  // @octocat, @acme/growth, someone@example.org
  /@(?=\S)/gu,
  // #12, owner/name#12
  /#(?=\d)/gu,
  // GH-12, GHSA-..., CVE-...
  /(?<![0-9a-z])(?:gh|ghsa|cve)-(?=[0-9a-z])/giu,
  // https://example.org
  /:(?=\/\/)/gu,
  // www.example.org
  /www(?=\.)/giu,
];

/** A commit's SHA or the start of one: 0a1b2c3. */
const SHA = /(?<![0-9a-z])[0-9a-f]{7,}(?![0-9a-z])/giu;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  // GitHub reads `$...$` as a formula, and does not promise that a backslash stops it.
  $: "&#36;",
  [SPLIT]: "&#8203;",
};

/**
 * Text from outside for inline Markdown (a paragraph, a list item, a table cell): shows as it was written, on one
 * line, and does nothing. No mention, cross reference, commit link, closing word, address, HTML, table border or
 * emphasis survives, whether written plainly or as entities.
 */
export function escapeMarkdown(text: string): string {
  let line = showHidden(text).replace(/\s+/gu, " ").trim();
  for (const pattern of LIVE) {
    line = line.replace(pattern, `$&${SPLIT}`);
  }
  line = line.replace(SHA, (sha) => sha.replace(/.{6}(?=.)/gu, `$&${SPLIT}`));
  return line
    .replace(/[\\`*_[\]|~]/gu, "\\$&")
    .replace(/[&<>$\u200B]/gu, (character) => ESCAPES[character] ?? character)
    .replace(/^[#+=-]/u, "\\$&")
    .replace(/^(\d+)([.)])/u, "$1\\$2");
}

/**
 * Text for a quoted Mermaid label: `node["..."]`. Whatever is no letter, digit, mark, emoji, comma, slash, inner hyphen
 * or plain space becomes Mermaid's own `#35;`, so that no quote, bracket, backtick, semicolon, `%%` or line end can
 * close the label or end the code fence around it. Points, underscores and a first hyphen go too: Mermaid reads labels
 * as Markdown and puts "Unsupported markdown: list" where `1. Speed` stood.
 */
export function escapeMermaid(text: string): string {
  const line = showHidden(text).replace(/\s+/gu, " ").trim();
  return line.replace(
    /^-|[^\p{L}\p{N}\p{M}\p{Emoji_Presentation} ,/-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}
