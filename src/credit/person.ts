import type { CreditedPerson } from "../model/credit.ts";
import { cutText } from "../text/cut-text.ts";
import { CREDIT_LIMITS } from "./to-words.ts";

/** Longer is no name. */
const LONGEST_NAME = 60;
// Jo Doe <jo@example.org>; the brackets may be those of `listParagraphs`
const NAME_ADDRESS = /^(.*?)\s*[<\uE001]([^<>\uE001\uE002]*)(?:[>\uE002].*)?$/u;
// 12345+octocat@users.noreply.github.com, octocat@users.noreply.github.example
const NOREPLY = /^(?:(\d{1,15})\+)?([^@\s]{1,60})@users\.noreply\./iu;
/** An address inside a name; it is never kept. */
const ADDRESS = /[^\s(<[@]*@[^\s)>\]@]*\.[^\s)>\]@]*/gu;
/** A team, a repository, an issue or an address. */
const NO_NAME = /\w\/\w|#\d|:\/\//u;
/** Of GitHub: letters, digits and hyphens; a company's own accounts end in `_company`. */
const LOGIN = /^@([a-z\d][a-z\d-]{0,38}(?:_[a-z\d]{1,38})?)$/iu;

/**
 * Who is meant by `Name <address>`, `@login` or a name alone; undefined for a machine, and where no name is left
 * without its address. GitHub's own addresses tell the login; any other is dropped.
 */
export function parsePerson(text: string): CreditedPerson | undefined {
  const line = text.slice(0, CREDIT_LIMITS.lineUnits).trim();
  const [, named = line, address = ""] = NAME_ADDRESS.exec(line) ?? [];
  const name = named.trim();
  if (isMachineName(name, address)) return undefined;
  const [, id, login] = NOREPLY.exec(address) ?? [];
  if (login !== undefined) return toLogin(login, id === undefined ? undefined : Number(id));
  const mentioned = LOGIN.exec(name)?.[1];
  if (mentioned !== undefined) return toLogin(mentioned, undefined);
  return toNamed(name);
}

function toLogin(login: string, id: number | undefined): CreditedPerson | undefined {
  if (isMachineName(login, "")) return undefined;
  const isId = id !== undefined && Number.isSafeInteger(id) && id > 0;
  return { name: login, isLogin: true, ...(isId ? { id } : {}) };
}

function toNamed(text: string): CreditedPerson | undefined {
  const name = text
    .replace(ADDRESS, "")
    .replace(/[()[\]<>\uE001\uE002]/gu, " ")
    .replace(/\s+/gu, " ")
    .replace(/^[\s@"',;:-]+|[\s"',;:-]+$/gu, "");
  const isName = /\p{L}/u.test(name) && !NO_NAME.test(name) && cutText(name, LONGEST_NAME) === name;
  return isName ? { name, isLogin: false } : undefined;
}

/** By id where both have one, else by name in any case. */
export function isSamePerson(one: CreditedPerson, other: CreditedPerson): boolean {
  if (one.id !== undefined && other.id !== undefined) return one.id === other.id;
  return one.name.toLowerCase() === other.name.toLowerCase();
}

/** `dependabot[bot]`, `kernel test robot`, `release-bot`; not Talbot. */
const MACHINE = /\[bot\]|(?:^|[\s_-])ro?bots?$/iu;
/** Accounts and agents that write commits under a name of their own, where no person has it. */
const KNOWN =
  /^(?:github|web-flow|copilot|github copilot|cursor agent|claude (?:code|opus.*|sonnet.*|haiku.*)|codex|gemini-code-assist|google-labs-jules|devin ai|aider(?: .*)?|dependabot|renovate|mergify|bors|greenkeeper|snyk|syzbot.*)$/iu;
/** An address that no person reads: `noreply@example.org`; GitHub's `12345+login@users.noreply...` is a person's. */
const UNREAD = /^(?:no-?reply|do-?not-?reply|bots?|[^@]*[+-]?\[bot\]|[^@]*-bot|syzbot[^@]*|cursoragent)@/iu;

/**
 * Whether a name or its address is a machine's: bots are never credited. A name tells it only where it is a known one,
 * or says so.
 */
export function isMachineName(name: string, address: string): boolean {
  return MACHINE.test(name) || KNOWN.test(name) || UNREAD.test(address) || /\[bot\]@/iu.test(address);
}
