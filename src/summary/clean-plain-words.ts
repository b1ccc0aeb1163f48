import { cutText } from "../text/cut-text.ts";

const LONGEST = 160;
/** Stands where something was that only engineers read. */
const GAP = "…";

const WEB_ADDRESS = /(?:https?:\/\/|www\.)\S+/giu;
// (#12), (fix #12, closes acme/shop#13), acme/shop#12, GH-12; not the number in &#64;
const REFERENCE =
  /\((?:(?:fix|close|resolve|ref|see)[a-z]*[:\s]*)?(?:[\w.-]+\/[\w.-]+)?#\d+[^()]{0,80}\)|(?:\b[\w.-]+\/[\w.-]+)?(?<!&|&amp;)#\d+|\bgh-\d+\b/giu;
// :sparkles:
const SHORTCODE = /(?<![\w:]):[a-z\d_+-]{1,40}:(?![\w:])/giu;
const CODE_SPAN = /(`+)([^`]*)\1/gu;
// 0a1b2c3, also in 0a1b2c3..4d5e6f7
const HEX = /(?<![0-9a-z])[0-9a-f]{7,64}(?![0-9a-z])/giu;
const EDGES = /^([\p{Ps}\p{Pi}"'.,;:!?]*)(.*?)([\p{Pe}\p{Pf}"'.,;:!?…]*)$/su;

/**
 * What somebody wrote, for readers outside engineering: without paths, code, file names and their extensions, SHAs,
 * references and addresses, on one line of at most 160 code points. Words stay as they are; an ellipsis stands for what
 * was taken out. Undefined where no word is left.
 */
export function cleanPlainWords(text: string): string | undefined {
  const words = text
    // Nobody reads that far; it bounds the work.
    .slice(0, 20 * LONGEST)
    .replace(/\s+/gu, " ")
    .trim()
    .replace(WEB_ADDRESS, GAP)
    .replace(CODE_SPAN, (_whole, _fence, code: string) => (isPlainPhrase(code) ? code : GAP))
    .replace(REFERENCE, "")
    .replace(SHORTCODE, "")
    .split(" ")
    .map(cleanToken)
    .filter((token) => token !== "");
  const kept = words.filter((word, at) => word !== GAP || words[at - 1] !== GAP);
  const line = kept.join(" ").replace(/[`\\/]/gu, "");
  return /\p{L}/u.test(line) ? cutText(line, LONGEST) : undefined;
}

/** `Pay later` and `pay-later` in backticks are names that people say; `payLater()` is not. */
function isPlainPhrase(code: string): boolean {
  return /^[\p{L}\p{N}]+(?:[ -][\p{L}\p{N}]+)*$/u.test(code) && !code.split(" ").some(isCode);
}

function cleanToken(token: string): string {
  const [, before = "", middle = "", after = ""] = EDGES.exec(token) ?? [];
  // .env, .github: the dot is a part of the name.
  if (/(?<!\.)\.$/u.test(before) && /^[a-z]/iu.test(middle)) return `${before.slice(0, -1)}${GAP}${after}`;
  const cleaned = cleanWord(middle);
  // trimEnd(): its own bracket goes with it.
  const rest = cleaned === GAP && middle.includes("(") ? after.replace(/^\)/u, "") : after;
  return cleaned === GAP && before === "(" && rest.startsWith(")") ? GAP : `${before}${cleaned}${rest}`;
}

function cleanWord(joined: string): string {
  const word = joined.replace(HEX, (run) => (isSha(run) ? GAP : run));
  if (word === GAP) return GAP;
  // read/write, A/B, 24/7 are words; src/cart, of which nobody outside can tell, loses what makes it a path.
  if (/^[\p{L}\p{N}]+\/[\p{L}\p{N}]+$/u.test(word)) return word.replace("/", "-");
  const bare = dropExtension(word);
  return isCode(bare) ? GAP : bare;
}

/** defaced is a word, and 20261123 a day. */
function isSha(run: string): boolean {
  return /\d/u.test(run) && /[a-f]/iu.test(run);
}

/** `README.md` -> `README`, `a.ts,b.test.ts:12` -> `a,b`; `e.g`, `3.x` and `v1.2` stay. */
function dropExtension(word: string): string {
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word) || /^v?\d/iu.test(word)) return word;
  return word.replace(/(?<=[\p{L}\p{N}_)-])(?:\.[a-z][\w-]{0,9})+(?::\d+)*(?![\p{L}\p{N}_.])/giu, "");
}

/** What only a programming language, a shell or a file system writes so. */
function isCode(word: string): boolean {
  return (
    /[/\\`{}<>=|$*^~]|\(\)|::|->|^--?[a-z]|[\p{L}\p{N}]_|_[\p{L}\p{N}]|.@|@.*[./]|\w\.\w*[a-z]\w*\(|\[\]/iu.test(
      word,
    ) || isCamelCase(word)
  );
}

/** renderToString; not iPhone, eBay, macOS, GitHub. */
function isCamelCase(word: string): boolean {
  const [, rest] = /^[a-z]{2,}([A-Z].*)$/u.exec(word) ?? [];
  return rest !== undefined && !/^[A-Z]{1,3}$/u.test(rest);
}
