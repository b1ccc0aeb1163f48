import type { Act, Stage } from "../play/stage.ts";

export interface PageParts {
  readonly stage: Stage;
  /** Lets a week pass. */
  readonly passWeek: () => Promise<Act>;
  /** The report of `acme/shop` as the page that `throughline report --format html` writes; undefined: there is none yet. */
  readonly readReportPage: (repository: string) => Promise<string | undefined>;
}

/** Who is looking, and what they just did. */
export interface Viewer {
  readonly login: string;
  /** The act that they were sent back from. */
  readonly act: Act | undefined;
  /** Where the page is, to come back to. */
  readonly path: string;
}
