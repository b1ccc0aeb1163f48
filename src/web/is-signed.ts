import { createHmac, timingSafeEqual } from "node:crypto";

/** `sha256=` and 64 hexadecimal digits. A doubled header arrives joined by a comma and does not match. */
const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

/** True where `X-Hub-Signature-256` is the HMAC of the raw body. Compared in constant time. */
export function isSigned(body: Buffer, signature: unknown, secret: string): boolean {
  if (typeof signature !== "string") return false;
  const digits = SIGNATURE.exec(signature)?.[1];
  if (digits === undefined) return false;
  return timingSafeEqual(createHmac("sha256", secret).update(body).digest(), Buffer.from(digits, "hex"));
}
