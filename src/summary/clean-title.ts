import { cleanPlainWords } from "./clean-plain-words.ts";

// feat(cart)!: ..., fix: ...
const KIND = /^(?:feat|fix|perf|refactor|chore|docs|tests?|build|ci|style|revert|wip)(?:\([^)]*\))?!?:\s*/iu;

/** A title as a sentence for readers outside engineering: `feat(cart): add express pay (#12)` -> `Add express pay`. */
export function cleanTitle(title: string): string {
  const words = cleanPlainWords(title.trim().replace(KIND, "")) ?? "A change whose title has no plain words";
  // iPhone and macOS begin small.
  return /^[a-z]{2,}(?![A-Z])/u.test(words) ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : words;
}
