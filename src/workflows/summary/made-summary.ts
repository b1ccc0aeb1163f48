import type { RepositoryVisibility } from "../../model/repository.ts";
import type { Result } from "../../model/result.ts";
import type { ChannelMessage, SummaryChannels } from "../ports/summary-channels.ts";
import type { StoredSummaryWeek } from "../ports/summary-store.ts";
import type { Account } from "./account.ts";

export interface SummaryRequest {
  readonly organisation: Account;
  /** `2026-W47` */
  readonly week: string;
  /** Of the place where it is to stand. */
  readonly audience: RepositoryVisibility;
  /** In whose issue answers to briefs were given; absent: nowhere yet. */
  readonly repositoryId?: number;
}

/** A summary as the issue shows it. */
export interface MadeSummary {
  /** Everything that landed in the week; 0: there is nothing to tell. */
  readonly changes: number;
  /** At most MOST_SUMMARY_CHARACTERS. */
  readonly markdown: string;
  /** The changes that its partner briefs name. */
  readonly briefs: StoredSummaryWeek["briefs"];
  /** Who could read the sources when it was made, by id: compared again right before it is posted. */
  readonly sources: readonly (readonly [repositoryId: number, visibility: RepositoryVisibility])[];
  /** What each channel of the catalog is told, by its name. */
  readonly messages: Readonly<Record<string, Omit<ChannelMessage, "link">>>;
}

/**
 * Makes the summary of a week out of the store, away from the thread that answers webhooks. One at a time. The failure
 * is one sentence for the log.
 */
export type MakeSummary = (request: SummaryRequest) => Promise<Result<MadeSummary, string>>;

/** What the summaries of a service are made and told with. */
export interface SummaryParts {
  readonly make: MakeSummary;
  readonly channels: SummaryChannels;
  /** `https://github.com`: where channels are sent to read on. */
  readonly webUrl: string;
}
