import type { Catalog } from "../../model/catalog.ts";
import type { Subject } from "../../model/subject.ts";
import type { WorkClaim } from "../ports/service-store.ts";
import type { StoredSummaryWeek } from "../ports/summary-store.ts";
import type { LookContext } from "../service-context.ts";
import type { Account } from "./account.ts";

/** One look at one week of an organisation. */
export interface SummaryLook {
  readonly context: LookContext;
  readonly claim: WorkClaim;
  readonly subject: Extract<Subject, { kind: "summary" }>;
  readonly organisation: Account;
  /** The organisation's own. */
  readonly catalog: Catalog;
  /** What is known of the week. */
  readonly row: StoredSummaryWeek | undefined;
}

/** The week's row in another state; what it does not say anew stays as it was, but for what was in the way. */
export function toRow(
  { subject, row, context }: SummaryLook,
  next: Partial<StoredSummaryWeek> & Pick<StoredSummaryWeek, "state">,
): StoredSummaryWeek {
  const {
    why: _,
    nextAtMs: __,
    ...rest
  } = row ?? {
    organisationId: subject.organisationId,
    week: subject.week,
    briefs: [],
  };
  return { ...rest, ...next, atMs: context.now() };
}
