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
