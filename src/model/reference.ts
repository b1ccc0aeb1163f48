import type { Reference } from "./answer.ts";

/** `#812` or `owner/name#812`, the owner and name in lower case (GitHub compares them so). */
export function toReferenceKey(reference: Reference): string {
  return `${reference.repository?.toLowerCase() ?? ""}#${reference.number}`;
}
