import { createHash, timingSafeEqual } from "node:crypto";

/** In constant time, whatever their lengths. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(toDigest(left), toDigest(right));
}

function toDigest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
