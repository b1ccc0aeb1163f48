import type { CheckRecord } from "../../model/check-record.ts";
import type { Repository } from "../../model/repository.ts";
import { type Seal, sealMetric } from "./seal-metric.ts";

/**
 * What a check that says nothing by a catalog carries on of the one before: a button's answer stands nowhere else.
 * Without a catalog nobody knows which metrics are public, so where more than the few can read none is named, and
 * nothing is carried that was suggested to them.
 */
export function carryCheckRecord(record: CheckRecord, repository: Repository, seal: Seal): CheckRecord {
  if (repository.visibility === "private") return record;
  const { button } = record;
  return {
    ...record,
    ...(button === undefined
      ? {}
      : {
          button: {
            ...button,
            claims: button.claims.map((claim) => ({ ...claim, metric: sealMetric(claim.metric, seal) })),
          },
        }),
    suggestions: [],
    // Of no catalog: with the next one suggestions are made anew.
    catalogVersion: "",
  };
}
