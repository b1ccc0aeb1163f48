import type { Policy } from "../tagging/compile-policy.ts";

/** What rendering needs beside the findings. */
export interface InsightView {
  readonly policy: Policy;
  /** Where it is written what is kept and who sees it. */
  readonly privacyUrl: string;
  /**
   * Address of the repository under which a link leaves no trace on the pull request it leads to. Absent: changes are
   * named and not linked.
   */
  readonly linkBase?: string;
  /** The same of the host: repositories stand below it as `/owner/name`. */
  readonly hostLinkBase?: string;
}
