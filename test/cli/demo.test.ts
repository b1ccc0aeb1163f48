import { expect, it } from "vitest";
import { fail } from "../../src/model/result.ts";
import { runMadeCommand } from "../support/made-command-tools.ts";

const CATALOG = "version: 1\nmetrics: { refund-rate: { name: Refund rate, kind: customer } }\n";

it.each([
  [
    "the clone's catalog",
    { ".github/throughline.yml": CATALOG },
    "One of: refund-rate, none, unsure. All metrics: .github/throughline.yml -->",
  ],
  ["the drafted one", {}, "One of: net-revenue-retention, deal-velocity, "],
])("a clone's template asks by the metrics of %s", async (_whose, files, hint) => {
  const templates: (string | undefined)[] = [];
  await runMadeCommand(["demo", "--git", "."], {
    files,
    tools: {
      startDemo: async ({ clone }) => {
        templates.push(clone?.template);
        return fail("It is not started here.");
      },
    },
  });
  expect(templates).toEqual([expect.stringContaining(hint)]);
});
