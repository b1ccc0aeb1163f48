import type { CheckRecord } from "../../model/check-record.ts";
import type { Repository } from "../../model/repository.ts";
import { toVisibility } from "../catalog/read-effective-catalog.ts";
import { sealMetric } from "./seal-metric.ts";

/**
 * What a check that says nothing by a catalog carries on of the one before: a button's answer stands nowhere else.
 * Without a catalog nobody knows which metrics are public, so where anybody can read none is named.
 */
export function carryCheckRecord(record: CheckRecord, repository: Repository): CheckRecord {
  if (toVisibility(repository) === "private") return record;
  const { button } = record;
  return {
    ...record,
    ...(button === undefined ? {} : { button: { ...button, claims: button.claims.map(toSealed) } }),
    suggestions: [],
    // Of no catalog: with the next one suggestions are made anew.
    catalogVersion: "",
  };
}

type Claim = NonNullable<CheckRecord["button"]>["claims"][number];

function toSealed({ metric, effect }: Claim): Claim {
  return { metric: sealMetric(metric), effect };
}
