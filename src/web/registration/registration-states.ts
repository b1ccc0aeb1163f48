import type { RegistrationWish } from "../../workflows/register-app/registration-wish.ts";
import { createSecret, isSameSecret } from "./setup-access.ts";

/** GitHub gives an hour for all of it. */
const LIFE_MS = 3_600_000;
/** Each "continue" makes one; nobody needs as many. */
const MOST = 20;

export type TakenState =
  | {
      readonly kind: "taken";
      readonly wish: RegistrationWish;
      /** Nothing was done with it: it may come again. */
      readonly giveBack: () => void;
    }
  | { readonly kind: "refused"; readonly why: "unknown" | "used" | "late" | "other-browser" };

interface Issued {
  readonly state: string;
  readonly session: string;
  readonly wish: RegistrationWish;
  readonly issuedAtMs: number;
  isUsed: boolean;
}

/** What GitHub is given along, to tell an answer to us from one that somebody made up. Each is taken once. */
export class RegistrationStates {
  readonly #now: () => number;
  #issued: Issued[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  issue(session: string, wish: RegistrationWish): string {
    const state = createSecret();
    this.#issued = [...this.#issued, { state, session, wish, issuedAtMs: this.#now(), isUsed: false }].slice(
      -MOST,
    );
    return state;
  }

  take(state: string, session: string): TakenState {
    const found = this.#issued.find((one) => isSameSecret(one.state, state));
    if (found === undefined) return { kind: "refused", why: "unknown" };
    if (!isSameSecret(found.session, session)) return { kind: "refused", why: "other-browser" };
    if (found.isUsed) return { kind: "refused", why: "used" };
    if (this.#now() - found.issuedAtMs > LIFE_MS) return { kind: "refused", why: "late" };
    found.isUsed = true;
    return {
      kind: "taken",
      wish: found.wish,
      giveBack: () => {
        found.isUsed = false;
      },
    };
  }
}
