import type { Reference } from "./answer.ts";

/** A person as credited: a login where GitHub or the writer told one, else the name as written. */
export interface CreditedPerson {
  /** Without `@`. Only printed and compared, any case; nothing counts, sorts or groups by it. */
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
  | { readonly kind: "decision"; readonly person: CreditedPerson; readonly words: string };

/** Something worth sharing with other teams: a `Learned:` line or `/learned <words>`, one sentence or two. */
export interface Learning {
  readonly text: string;
  readonly by?: CreditedPerson;
}

/** What is worth telling of a landed change beside its tags. Bots and people who opted out are not in it. */
export interface ChangeNotes {
  readonly credits: readonly Credit[];
  readonly learnings: readonly Learning[];
  /** `Idea-from: owner/name#n`: changes or learnings of other repositories that this one builds on. */
  readonly ideasFrom: readonly Reference[];
}
