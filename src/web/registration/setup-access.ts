import { createSecret } from "./create-secret.ts";
import { isSameSecret } from "./is-same-secret.ts";

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
