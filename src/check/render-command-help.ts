import type { Policy } from "../tagging/compile-policy.ts";
import { showCode } from "../text/show-code.ts";

const MOST_KEYS = 20;

/** What `/impact help` adds to the comment that asked; without a catalog it says so. */
export function renderCommandHelp(policy: Policy | undefined): string {
  if (policy === undefined) {
    return "> Throughline has no catalog for this repository, so nothing is asked here. `throughline init` writes one.";
  }
  const keys = [...policy.shownMetrics.keys()];
  const more = keys.length > MOST_KEYS ? ` and ${keys.length - MOST_KEYS} more` : "";
  return [
    "> Say which number this change serves, on a line of its own:",
    ">",
    "> - `/impact <metric>`, `/impact protects <metric>`, `/impact enables <metric>`",
    "> - `/impact none`, `/impact unsure`, `/impact for #<number>`",
    "> - `/impact ask` adds a list to tick to your comment",
    "> - `/insight` tells what earlier changes say about this one",
    "> - `/credit @login <what was well decided>` and `/learned <what others could use>` are for the weekly summary; `/throughline credit off` leaves you out of it",
    ">",
    `> Metrics: ${keys.slice(0, MOST_KEYS).map(showCode).join(", ")}${more}.`,
    "> The line `Impact: <metric>` in the description says the same, and comes first.",
  ].join("\n");
}
