/** Words in lower case, split at anything that is no letter or digit: `feature/cart-totals_v2` -> feature, cart, totals, v2. */
export function listWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
