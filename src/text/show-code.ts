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

/**
 * Characters that are there without being seen, or that turn the order of what is seen: controls, line and
 * paragraph separators, bidi marks, zero-width characters, tags, fillers, halves of a surrogate pair.
 * Accepted example: U+202E. Left alone: what builds emoji (the joiner between two pictographs and the two
 * selectors of text or emoji style), tab and the two line ends.
 */
const HIDDEN =
  /(?!\t|\n|\r|\uFE0E|\uFE0F)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/** `U+202E`: at least four digits. */
function toCodePointName(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** The text with every hidden character written out as `U+XXXX`, so that nobody reads something else than stands there. */
export function showHidden(text: string): string {
  return text.replace(HIDDEN, (character, offset: number) =>
    character === "\u200D" && isInsideEmoji(text, offset) ? character : toCodePointName(character),
  );
}

const EMOJI_BEFORE = /\p{Extended_Pictographic}[\u{FE0F}\u{1F3FB}-\u{1F3FF}]?$/u;
const EMOJI_AFTER = /^\p{Extended_Pictographic}/u;

function isInsideEmoji(text: string, offset: number): boolean {
  // A pictograph takes at most two code units, and so does the modifier between it and the joiner.
  return (
    EMOJI_BEFORE.test(text.slice(Math.max(0, offset - 4), offset)) &&
    EMOJI_AFTER.test(text.slice(offset + 1, offset + 3))
  );
}

/** A private key, whole or cut off; its line breaks may be written out. */
const PRIVATE_KEYS = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-"]*(?:-----END [A-Z ]*PRIVATE KEY-----)?/g;
/** `?token=...`, `&state=...`, `/app-manifests/...`: what the set-up hands over in addresses. */
const IN_ADDRESSES = /([?&](?:code|state|token)=|\/app-manifests\/)[\w.-]{8,}/g;
/** `ghs_16C7e42F292c6912E7710c838347Ae178B4a`, `github_pat_11AA...`, `v1.1f699f1069f60xxx`, a signed app token. */
const SECRETS =
  /\b(?:gh[a-z]_\w{4,}|github_pat_\w{4,}|v1\.[0-9a-f]{16,}|eyJ[\w-]+\.[\w-]+\.[\w-]+)|\b(?:bearer|token)\s+[\w.-]{16,}/gi;

/** For messages of others that end in our log: whatever looks like a token goes. */
export function hideSecrets(text: string): string {
  return text
    .replace(PRIVATE_KEYS, "[hidden]")
    .replace(IN_ADDRESSES, "$1[hidden]")
    .replace(SECRETS, "[hidden]");
}

/** Whether the word stands in the text by itself: `net-revenue` does not stand in `net-revenue-retention`. */
export function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = [text[at - 1], text[at + word.length]];
    if (!around.some((character) => character !== undefined && /[\w-]/u.test(character))) return true;
  }
  return false;
}
