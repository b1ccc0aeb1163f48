import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits, as text that an address can carry. */
export function createSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** In constant time, whatever their lengths. */
export function isSameSecret(left: string, right: string): boolean {
  const toDigest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(toDigest(left), toDigest(right));
}

export type Admission =
  | { readonly kind: "admitted"; readonly session: string }
  | { readonly kind: "refused"; readonly why: "wrong" | "used" };

/**
 * Who may register an app: whoever reads the service's terminal. Its link works once, and the browser that opens it
 * gets a cookie; everybody else who reaches the port gets nothing.
 */
export class SetupAccess {
  readonly token = createSecret();
  #session: string | undefined;

  admit(token: string): Admission {
    if (!isSameSecret(token, this.token)) return { kind: "refused", why: "wrong" };
    if (this.#session !== undefined) return { kind: "refused", why: "used" };
    this.#session = createSecret();
    return { kind: "admitted", session: this.#session };
  }

  isAdmitted(session: string | undefined): boolean {
    return session !== undefined && this.#session !== undefined && isSameSecret(session, this.#session);
  }
}
