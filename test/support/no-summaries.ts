import type { SummaryParts } from "../../src/workflows/summary/made-summary.ts";

/** For tests of whatever makes and tells no summary. */
export const NO_SUMMARIES: SummaryParts = {
  make: () => Promise.reject(new Error("No summary was to be made.")),
  channels: {
    toSetting: (name) => name,
    tell: () => Promise.reject(new Error("No channel was to be told.")),
  },
  webUrl: "https://github.com",
};
