import { showHidden } from "./show-hidden.ts";

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
