import type { Reference } from "../model/answer.ts";

// GitHub's closing keywords before `#12`, `owner/name#12` or the address of an issue
const CLOSING =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?\s+(?:https?:\/\/[^\s/]+\/([\w.-]+\/[\w.-]+)\/issues\/(\d{1,9})|([\w.-]+\/[\w.-]+)?#(\d{1,9}))\b/giu;
const MOST = 3;

/** Issues that a description says it closes, in order, at most three, each once. */
export function listClosingReferences(body: string): readonly Reference[] {
  const found = new Map<string, Reference>();
  for (const match of body.matchAll(CLOSING)) {
    const repository = match[1] ?? match[3];
    const number = Number(match[2] ?? match[4]);
    const key = `${repository?.toLowerCase() ?? ""}#${number}`;
    if (!found.has(key)) found.set(key, { ...(repository === undefined ? {} : { repository }), number });
    if (found.size === MOST) break;
  }
  return [...found.values()];
}
