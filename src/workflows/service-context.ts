import type { HealingParts } from "./healing/keep-deliveries.ts";
import type { GitHub, GitHubApp } from "./ports/git-hub.ts";
import type { ServiceLog } from "./ports/service-log.ts";
import type { ServiceStore } from "./ports/service-store.ts";
import type { MakeReport } from "./report/made-report.ts";
import type { ServiceMemory } from "./service-memory.ts";
import type { SummaryParts } from "./summary/made-summary.ts";

/** What every look of the service works with; built once by compose.ts. */
export interface ServiceContext {
  readonly store: ServiceStore;
  readonly app: GitHubApp;
  readonly log: ServiceLog;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** How long what was told is kept, milliseconds: nothing older is back-filled. */
  readonly keepMs: number;
  /** SHA-256, hexadecimal: what was shown is remembered by it. */
  readonly hash: (text: string) => string;
  /** As `hash`, with a secret of the app in it: nobody else can try what it was made of. Outlives the store. */
  readonly seal: (text: string) => string;
  /** Where it is written what is kept and who sees it. */
  readonly privacyUrl: string;
  /**
   * Address under which a link to a pull request leaves no trace there: GitHub tells each pull request of every plain
   * link to it. Absent where there is no such address.
   */
  readonly quietLinkBase?: string;
  readonly makeReport: MakeReport;
  readonly summaries: SummaryParts;
  /** Absent: nothing is fetched from GitHub's log of deliveries. */
  readonly healing?: HealingParts;
  readonly memory: ServiceMemory;
}

/** The context of one look: GitHub as the subject's installation sees it, and a log that names the subject. */
export interface LookContext extends ServiceContext {
  readonly github: GitHub;
}
