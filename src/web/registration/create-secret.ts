import { randomBytes } from "node:crypto";

/** 256 bits, as text that an address can carry. */
export function createSecret(): string {
  return randomBytes(32).toString("base64url");
}
