import { countChanges, listNames } from "../../report/pages/report-page.ts";
import type { SummaryPartner } from "../summary.ts";
import { showTeam } from "./show-team.ts";
import type { SummaryPage } from "./summary-page.ts";
import type { FoldBlock } from "./summary-section.ts";

type PartnerMetric = SummaryPartner["metrics"][number];
type PartnerClaim = PartnerMetric["claims"][number];
type Seen = SummaryPartner["seen"][number];

const MOST_CLAIMS = 20;
const MOST_WORDS = 3;
const DOES: Readonly<Record<PartnerClaim["effect"], string>> = {
  moves: "move",
  protects: "protect",
  enables: "enable",
};

const SAID: Readonly<Record<Seen["words"][number]["verdict"], string>> = {
  yes: "seen",
  no: "not seen",
  unclear: "unclear",
};

/**
 * All that claims to touch the numbers of a partner, in words without paths, code and SHAs, with whom to ask and how to
 * answer.
 */
export function renderBrief(page: SummaryPage, brief: SummaryPartner): readonly FoldBlock[] {
  return [
    ...brief.metrics.flatMap((metric) => renderMetric(page, metric)),
    ...renderSilence(page),
    ...renderSeen(page, brief.seen),
    ...renderHowToAnswer(page, brief),
  ];
}

function renderMetric(page: SummaryPage, metric: PartnerMetric): readonly FoldBlock[] {
  const { name, team, changes, claims, unnamed } = metric;
  const title = page.strong(page.name(name));
  const ask = team === null ? "" : ` To ask: ${page.name(showTeam(team))}.`;
  if (changes === 0) return [{ kind: "words", words: `${title}: no answered change claims it.${ask}` }];
  const hidden =
    unnamed === 0
      ? ""
      : ` ${unnamed === changes ? "None" : `${unnamed} of them`} may ${unnamed === changes ? "" : "not "}be named here.`;
  const items = claims.slice(0, MOST_CLAIMS).map((claim) => renderClaim(page, claim));
  const more = claims.length - items.length;
  return [
    {
      kind: "words",
      words: `${title}: ${countChanges(changes)} ${changes === 1 ? "claims" : "claim"} it.${hidden}${ask}`,
    },
    { kind: "items", items: more > 0 ? [...items, `and ${more} more`] : items },
  ];
}

/** `Express pay (acme/shop#12): claims to move it, “carts were left”` */
function renderClaim(
  page: SummaryPage,
  { id, title, effect, provenance, why, answerable }: PartnerClaim,
): string {
  // Without a number all that names it is a SHA, which says nothing to these readers.
  const reference = answerable ? ` (${page.reference(id)})` : "";
  const came = provenance === "inherited" ? ", by what it was made for" : "";
  const words = why === null ? "" : `, “${page.text(why)}”`;
  return `${page.text(title)}${reference}: claims to ${DOES[effect]} it${came}${words}`;
}

/** No claim may mean no work, or that nobody said so. */
function renderSilence({ summary }: SummaryPage): readonly FoldBlock[] {
  const { notSaid, asked } = summary.coverage;
  if (notSaid.changes === 0) return [];
  const words = `${notSaid.changes} of ${countChanges(asked)} that were asked say nothing; some of them may touch these numbers.`;
  return [{ kind: "words", words }];
}

function renderSeen(page: SummaryPage, seen: readonly Seen[]): readonly FoldBlock[] {
  if (seen.length === 0) return [];
  const items = seen.slice(0, MOST_CLAIMS).map(({ id, title, metrics, yes, no, unclear, words }) => {
    const said = words
      .slice(0, MOST_WORDS)
      .map(({ verdict, text }) => `“${page.text(text)}” (${SAID[verdict]})`);
    const quoted = said.length === 0 ? "" : `; ${listNames(said)}`;
    const names = listNames(metrics.map(page.metric));
    return `${page.text(title)} (${page.reference(id)}), which claims ${names}: ${yes} seen, ${no} not seen, ${unclear} unclear${quoted}`;
  });
  return [
    { kind: "words", words: `${page.strong("Answered to earlier briefs")}, counted apart from the claims:` },
    { kind: "items", items },
  ];
}

function renderHowToAnswer(page: SummaryPage, { metrics }: SummaryPartner): readonly FoldBlock[] {
  if (page.summary.source === "git") return [];
  const example = metrics.flatMap(({ claims }) => claims).find(({ answerable }) => answerable);
  if (example === undefined) return [];
  return [
    {
      kind: "words",
      words: `Did you see it in your work? Answer with a comment on this issue: ${page.literal(`/seen ${example.id} yes`)}, ${page.literal("no")} or ${page.literal("unclear")}, and a few words. It stands beside the claim the week after.`,
    },
  ];
}
