import { parseCommands } from "../../../tagging/parse-commands.ts";
import { mayShowInsight } from "../../pull-request/show-insight-comment.ts";
import { defineCommand } from "../command.ts";

/** `/insight`: what earlier changes say about this one. Nothing of it is kept: it asks, and that is all. */
export const insightCommand = defineCommand({
  name: "insight",
  words: ["insight"],
  places: ["pull-request"],
  parse: (body) => parseCommands(body).find(({ kind }) => kind === "insight"),
  mayBeSaidBy: () => "author",
  apply: async ({ place }) =>
    mayShowInsight(place)
      ? { verdict: "accepted", writes: {}, request: "insight" }
      : { verdict: "unclear", writes: {} },
  undo: async () => ({}),
});
