import type { ReportPage } from "./report-page.ts";

/** How right the suggestions were; nothing where none was shown or withheld. */
export function renderSuggestions(page: ReportPage): readonly string[] {
  const { suggestions } = page.report;
  const { blind } = suggestions;
  const parts = [
    suggestions.offered > 0
      ? `A suggestion was shown on ${suggestions.offered} asked changes, and ${suggestions.shown} of these are answered (${page.share(suggestions.shown, suggestions.offered)}). ` +
        `Of the answers, ${suggestions.acceptedFirst} (${page.share(suggestions.acceptedFirst, suggestions.shown)}) claim the first suggestion and ${suggestions.acceptedTop3} (${page.share(suggestions.acceptedTop3, suggestions.shown)}) one of three.`
      : "",
    blind.asked > 0 ? renderBlind(page) : "",
  ].filter((part) => part !== "");
  if (parts.length === 0) return [];
  return [
    page.paragraph(parts.join(" ")),
    page.evidence([
      { label: "answered after a suggestion", ids: suggestions.shownIds },
      { label: "claim the first suggestion", ids: suggestions.acceptedFirstIds },
      { label: "claim one of three", ids: suggestions.acceptedTop3Ids },
      { label: "answered without one, to compare", ids: blind.ids },
    ]),
  ];
}

function renderBlind(page: ReportPage): string {
  const { blind } = page.report.suggestions;
  const withheld = `On ${blind.asked} more they were withheld to measure what they do`;
  if (blind.answered < blind.needed) {
    return `${withheld}; ${blind.answered} of these are answered, and from ${blind.needed} on the two are compared.`;
  }
  return `${withheld}: ${blind.answered} are answered (${page.share(blind.answered, blind.asked)}), ${blind.tags} with a metric (${page.share(blind.tags, blind.answered)} of the answers), ${blind.none} none, ${blind.unsure} unsure.`;
}
