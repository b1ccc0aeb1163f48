import type { z } from "zod";
import type { DeepReadonly } from "../model/result.ts";
import type { summarySchema } from "./summary-schema.ts";

/** The summary as data. The fields are described in summary-schema.ts, from which this type follows. */
export type Summary = DeepReadonly<z.infer<typeof summarySchema>>;

export type SummaryMetric = Summary["metrics"][number];
export type SummaryPartner = Summary["partners"][number];
export type BackedCount = Summary["coverage"]["tags"];
