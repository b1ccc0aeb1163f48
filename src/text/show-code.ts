import { showHidden } from "./show-hidden.ts";

/**
 * A Markdown code span that holds any text on one line, fit for a table cell too. GitHub makes nothing live in it.
 * Line ends are written out as `U+000A`, since a name that holds one must not look like two.
 */
export function showCode(text: string): string {
  const line = showHidden(text).replace(
    /[\t\n\r]/gu,
    (character) => `U+000${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  // A table takes a pipe for a border even inside backticks, and elsewhere shows the backslash that would stop it.
  if (line.includes("|")) {
    return `<code>${line.replace(/[!-/:-@[-`{-~]/gu, (character) => `&#${character.charCodeAt(0)};`)}</code>`;
  }
  if (line === "") {
    return "` `";
  }
  const runs = line.match(/`+/gu) ?? [];
  const fence = "`".repeat(runs.reduce((longest, run) => Math.max(longest, run.length), 0) + 1);
  // One space on each side is taken off again; without it a backtick at an edge would join the fence.
  const needsPadding = /^`|`$|^ .*\S.* $/u.test(line);
  return needsPadding ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}
