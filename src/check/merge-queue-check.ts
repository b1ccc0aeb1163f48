import type { CheckOutput } from "../model/check-output.ts";

/**
 * The check of a merge group, from the payload alone and whatever the catalog: a required check that does not
 * answer here holds up everybody in the queue.
 */
export const MERGE_QUEUE_CHECK: CheckOutput = {
  conclusion: "success",
  title: "Merge queue: nothing to do",
  summary: "Each pull request of this group has a check of its own.",
  text: "",
  actions: [],
  annotations: [],
};
