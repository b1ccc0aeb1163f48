import { dropInvisible, foldKeyboard } from "../text/keyboard.ts";
import { listParagraphs } from "./parse-credit-lines.ts";
import { isMachineName, parsePerson } from "./person.ts";
import { CREDIT_LIMITS, toWords } from "./to-words.ts";

/** One thing that a comment says of people; `login` as it was written. */
export type CreditCommand =
  | { readonly kind: "credit"; readonly login: string; readonly words: string }
  | { readonly kind: "learned"; readonly words: string }
  /** `/throughline credit off`: the writer wants to be named in no credit from now on. */
  | { readonly kind: "credit-off" | "credit-on" }
  /** One of our words, and nothing behind it that can be taken. */
  | { readonly kind: "unclear" };

// /credit @octocat kept it small | /Learned: retries need a cap | /throughline credit off
const COMMAND = /^\/(credit|learned|throughline\s+credit)(?:\s*:\s*|\s+|$)(.*)$/iu;
const MAY_COMMAND = /\/(?:credit|learned|throughline)/iu;
/** Ends the words of the command before it. */
const NEXT_COMMAND = /^\/[a-z]/iu;
const JOINT = /^(?:[\s,;&+、，；]|and(?=\s+@))+/iu;
// @octocat; not @acme/growth, which is a team
const MENTION = /^@[\w-]{1,80}(?:\[bot\])?(?![\w/-])/u;
/** Between the people and the words: `@octocat: kept it small`, `@octocat for ...` keeps its word. */
const LEAD = /^[\s,;:，；：–—-]+/u;

/** The commands of a comment about people, in order. Each begins a line; words go on to the end of the paragraph. */
export function parseCreditCommands(markdown: string): readonly CreditCommand[] {
  if (!MAY_COMMAND.test(foldKeyboard(dropInvisible(markdown)))) return [];
  const found: CreditCommand[] = [];
  for (const lines of listParagraphs(markdown)) {
    lines.forEach((line, at) => {
      const [, word = "", folded = ""] = COMMAND.exec(foldKeyboard(line)) ?? [];
      if (word === "") return;
      const first = line.slice(line.length - folded.length);
      const rest = lines.slice(at + 1, at + CREDIT_LIMITS.lines);
      const end = rest.findIndex((next) => NEXT_COMMAND.test(foldKeyboard(next)));
      found.push(...toCommands(word, [first, ...rest.slice(0, end < 0 ? rest.length : end)].join(" ")));
    });
  }
  return found.slice(0, CREDIT_LIMITS.credits);
}

function toCommands(word: string, text: string): readonly CreditCommand[] {
  switch (word.toLowerCase()) {
    case "credit":
      return toCredits(text);
    case "learned": {
      const words = toWords(text);
      return [words === undefined ? { kind: "unclear" } : { kind: "learned", words }];
    }
    default:
      return [toSwitch(text)];
  }
}

/** `@jo, @kim: kept it small` credits both. */
function toCredits(text: string): readonly CreditCommand[] {
  const logins: string[] = [];
  let rest = text.slice(0, CREDIT_LIMITS.words * 20).trim();
  for (;;) {
    const mention = MENTION.exec(rest)?.[0];
    if (mention === undefined) break;
    logins.push(mention.slice(1));
    rest = rest.slice(mention.length).replace(JOINT, "");
  }
  const words = toWords(rest.replace(LEAD, ""));
  const isMeant = logins.length > 0 && logins.every(isPerson);
  if (words === undefined || !isMeant) return [{ kind: "unclear" }];
  return logins.map((login) => ({ kind: "credit", login, words }));
}

function isPerson(login: string): boolean {
  return !isMachineName(login, "") && parsePerson(`@${login}`) !== undefined;
}

function toSwitch(text: string): CreditCommand {
  switch (
    text
      .trim()
      .toLowerCase()
      .replace(/[.!]+$/u, "")
  ) {
    case "off":
      return { kind: "credit-off" };
    case "on":
      return { kind: "credit-on" };
    default:
      return { kind: "unclear" };
  }
}
