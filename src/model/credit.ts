import type { Reference } from "./answer.ts";

/** A person as credited: a login where GitHub or the writer told one, else the name as written. */
export interface CreditedPerson {
  /** Without `@`, and never an e-mail address. Only printed and compared, any case; nothing counts or sorts by it. */
  readonly name: string;
  /** True where `name` is a login of GitHub; a name from a trailer need not be one. */
  readonly isLogin: boolean;
  /** GitHub's numeric id where it is known: for opt-outs and `forget`. */
  readonly id?: number;
}

/**
 * Who helped with a change, in the order in which it was said. `suggestion`: a reviewer's suggested change was
 * committed. `idea`, `reported`, `helped`: trailers. `decision`: `/credit @login <words>` by a colleague.
 */
export type Credit =
  | {
      readonly kind: "author" | "co-author" | "suggestion" | "idea" | "reported" | "helped";
      readonly person: CreditedPerson;
    }
  | {
      readonly kind: "decision";
      readonly person: CreditedPerson;
      readonly words: string;
      /** Epoch milliseconds. It may be said after the change landed, and belongs to the change all the same. */
      readonly saidAtMs?: number;
    };

/** Something worth sharing with other teams: a `Learned:` line or `/learned <words>`, one sentence or two. */
export interface Learning {
  readonly text: string;
  readonly by?: CreditedPerson;
}

/** What is worth telling of a landed change beside its tags. Bots are not in it. */
export interface ChangeNotes {
  readonly credits: readonly Credit[];
  readonly learnings: readonly Learning[];
  /** `Idea-from: owner/name#n`: changes or learnings of other repositories that this one builds on. */
  readonly ideasFrom: readonly Reference[];
  /**
   * Keys of areas in which this is its author's first change: only where the whole history of the area is known and a
   * colleague's `/credit` stands behind it. Shown where `summary.firsts` is true.
   */
  readonly firsts?: readonly string[];
}

/** People who said `/throughline credit off`: they are shown in no credit, whoever gave it. */
export interface OptedOut {
  readonly ids: ReadonlySet<number>;
  /** In lower case. */
  readonly logins: ReadonlySet<string>;
}
