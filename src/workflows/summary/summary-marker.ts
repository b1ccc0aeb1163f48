import type { RepositoryVisibility } from "../../model/repository.ts";
import type { StoredSummaryWeek } from "../ports/summary-store.ts";

/** GitHub takes 65,536 characters in an issue or comment; the markers need some of them. */
export const MOST_SUMMARY_CHARACTERS = 65_536 - 4_500;
/** Longer briefs are answered all the same while the store is there; a lost one forgets what is beyond. */
const MOST_BRIEFS = 150;

// <!-- throughline:summary 5 2026-W47 public -->
const WEEK = /^<!-- throughline:summary (\d+) (\d{4}-W\d{2}) (public|internal|private) -->$/mu;
// <!-- throughline:briefs 900#812 901#3 -->
const BRIEFS = /^<!-- throughline:briefs ([\d# ]*) -->$/mu;

/** Stands first in the issue, unseen: by it and by our own app the issue is found again. */
export function toSummaryIssueMarker(organisationId: number): string {
  return `<!-- throughline:summary-issue ${organisationId} -->`;
}

/** Stands first in what is told of a week, with whom it was written for. */
export function toWeekMarker({ organisationId, week, audience }: Omit<MarkedWeek, "briefs">): string {
  return `<!-- throughline:summary ${organisationId} ${week} ${audience} -->`;
}

/** With the changes that may be answered, by ids alone, so that a lost store can go on hearing the answers. */
export function toBriefsRecord(briefs: StoredSummaryWeek["briefs"]): string {
  const words = briefs.slice(0, MOST_BRIEFS).map(({ repositoryId, number }) => `${repositoryId}#${number}`);
  return `<!-- throughline:briefs ${words.join(" ")} -->`;
}

export interface MarkedWeek {
  readonly organisationId: number;
  readonly week: string;
  readonly audience: RepositoryVisibility;
  readonly briefs: StoredSummaryWeek["briefs"];
}

/** What a text of our own app says that it is; undefined: no summary of a week. */
export function parseWeekMarkers(text: string): MarkedWeek | undefined {
  const [, organisation, week, audience] = WEEK.exec(text) ?? [];
  if (organisation === undefined || week === undefined) return undefined;
  const briefs = (BRIEFS.exec(text)?.[1] ?? "").split(" ").flatMap((word) => {
    const [repositoryId, number] = word.split("#").map(Number);
    return repositoryId && number ? [{ repositoryId, number }] : [];
  });
  return { organisationId: Number(organisation), week, audience: audience as RepositoryVisibility, briefs };
}
