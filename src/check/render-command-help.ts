import { showCode } from "../text/show-code.ts";
import type { CheckContext } from "./check-context.ts";
import { listShownMetrics } from "./list-shown-metrics.ts";

const MOST_KEYS = 20;

/** What the check's text says while a comment `/impact help` stands. */
export function renderCommandHelp(context: CheckContext): string {
  const keys = listShownMetrics(context).map(({ key }) => key);
  const more = keys.length > MOST_KEYS ? ` and ${keys.length - MOST_KEYS} more` : "";
  return [
    "**How to answer in a comment**",
    "",
    "Each on a line of its own:",
    "",
    "- `/impact <metric>`, `/impact protects <metric>`, `/impact enables <metric>`",
    "- `/impact none`, `/impact unsure`, `/impact for #<number>`",
    "- `/impact ask` adds a list to tick to your comment",
    "- `/insight` tells what earlier changes say about this one",
    "- `/credit @login <what was well decided>` and `/learned <what others could use>` are for the weekly summary; `/throughline credit off` leaves you out of it",
    "",
    ...(keys.length === 0 ? [] : [`Metrics: ${keys.slice(0, MOST_KEYS).map(showCode).join(", ")}${more}.`]),
    "The line `Impact: <metric>` in the description says the same, and comes first.",
  ].join("\n");
}
