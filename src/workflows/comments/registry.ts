import type { Command, PlaceKind } from "./command.ts";
import { answerCommand } from "./commands/answer-command.ts";
import { creditCommand, optOutCommand } from "./commands/credit-commands.ts";
import { insightCommand } from "./commands/insight-command.ts";
import { decidedCommand, reportCommand } from "./commands/report-commands.ts";
import { seenCommand } from "./commands/seen-command.ts";

/**
 * Every family of commands. One more is an entry here and a pure parser: where a comment counts, when, and what it
 * is answered follows from the entry.
 */
export const COMMANDS: readonly Command[] = [
  answerCommand,
  insightCommand,
  creditCommand,
  decidedCommand,
  reportCommand,
  seenCommand,
  optOutCommand,
];

/** What the lists that the app writes begin with. */
const OUR_MARKER = "<!-- throughline";

/**
 * Whether a text may hold a command of one of the places; errs on the side of true: what stands around it is the
 * parser's business. `src/credit/rate.ts` is in many a comment, so that a word begins one.
 */
export function mayHoldCommand(
  body: string,
  places: readonly PlaceKind[],
  commands: readonly Command[] = COMMANDS,
): boolean {
  const known = commands.filter((command) => places.some((place) => command.places.includes(place)));
  const hasList = known.some(({ readsOurLists }) => readsOurLists) && body.includes(OUR_MARKER);
  return hasList || toPattern(known.flatMap(({ words }) => words)).test(body);
}

function toPattern(words: readonly string[]): RegExp {
  const either = [...new Set(words)].map((word) => word.replace(" ", "\\s+")).join("|");
  return new RegExp(String.raw`(?<![\p{L}\p{N}./-])/(?:${either})(?![\p{L}\p{N}_])`, "iu");
}
