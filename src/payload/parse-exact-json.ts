/** `"id": 3804004623172239366`: a run of digits that is a value of its own, and may be more than a number holds. */
const WIDE_NUMBER = /(?:^|[:,[\s])-?\d{16}/;

/** What the third argument of a reviver holds: how the number was written. */
interface ReviverContext {
  readonly source?: string;
}

/**
 * Text to a value in which no whole number was rounded: one beyond 2^53 becomes the text of its digits. Ids of
 * GitHub's deliveries are that large, and `JSON.parse` by itself makes one id of two. A field that is a number here
 * refuses that text, so that nothing takes a rounded number for an id. Throws where the text is no JSON.
 */
export function parseExactJson(text: string): unknown {
  // A reviver is called for each value, which takes several times as long.
  if (!WIDE_NUMBER.test(text)) return JSON.parse(text);
  return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown);
}

function keepDigits(_key: string, value: unknown, { source }: ReviverContext): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}
