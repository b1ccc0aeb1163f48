// close, closes, closed, fix, fixes, fixed, resolve, resolves, resolved; "Fixes: acme/shop#12", "closes #3".
const CLOSING =
  /\b(?:close[sd]?|fix(?:es|ed)?|resolve[sd]?):?[ \t]+(?:(?<owner>[\w-]+)\/(?<name>[\w.-]+))?#(?<number>\d{1,9})\b/gi;

export interface ClosingReference {
  readonly owner?: string;
  readonly name?: string;
  readonly number: number;
}

/** Issues that the description closes by GitHub's keywords, in order, none twice. */
export function listClosingReferences(body: string): readonly ClosingReference[] {
  const found = new Map<string, ClosingReference>();
  for (const { groups } of body.matchAll(CLOSING)) {
    const owner = groups?.["owner"];
    const name = groups?.["name"];
    const number = Number(groups?.["number"]);
    const key = `${owner ?? ""}/${name ?? ""}#${number}`.toLowerCase();
    if (found.has(key)) continue;
    found.set(key, owner === undefined || name === undefined ? { number } : { owner, name, number });
  }
  return [...found.values()];
}
