import { renderHtmlPage } from "../report/html/html-page.ts";
import { countChanges, listNames } from "../report/pages/report-page.ts";
import { countCodePoints, cutText } from "../text/cut-text.ts";
import { escapeMarkdown } from "../text/escape.ts";
import { createSummaryHtmlForm, createSummaryMarkdownForm } from "./pages/summary-form.ts";
import {
  createSummaryPage,
  type FoldBlock,
  PAGE_DETAILS,
  type SummaryForm,
  type SummaryPage,
  showDays,
  showTeam,
} from "./pages/summary-page.ts";
import type { Summary, SummaryPartner } from "./summary.ts";

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

const BODY_LIMIT = 65_536;
const TITLE_LIMIT = 60;

/** A partner's brief on its own, as Markdown of at most 65,536 code points: no path, SHA, code or file name in it. */
export function renderPartnerBriefMarkdown(summary: Summary, brief: SummaryPartner): string {
  const form = createSummaryMarkdownForm(summary);
  const title = `# For ${escapeMarkdown(cutText(brief.partner, TITLE_LIMIT))}: ${escapeMarkdown(cutText(summary.organisation, TITLE_LIMIT))}, ${summary.week}`;
  const blocks = [title, ...renderBlocks(summary, form, brief)];
  return `${keepFirst(blocks).join("\n\n")}\n`;
}

/** The same as one HTML page. */
export function renderPartnerBriefHtml(summary: Summary, brief: SummaryPartner): string {
  const form = createSummaryHtmlForm(summary);
  return renderHtmlPage({
    title: `For ${brief.partner}: ${summary.organisation}, ${summary.week}`,
    heading: `For ${form.text(brief.partner)}: ${form.text(summary.organisation)}, ${summary.week}`,
    blocks: renderBlocks(summary, form, brief),
    footer: form.paragraph("A claim says what a change is for, not what it brought about."),
  });
}

function renderBlocks(summary: Summary, form: SummaryForm, brief: SummaryPartner): readonly string[] {
  const [detail] = PAGE_DETAILS;
  if (detail === undefined) throw new Error("PAGE_DETAILS is empty.");
  const page = createSummaryPage(summary, form, detail);
  const opening = `What changes of the week of ${showDays(summary.window)} claim to do for the numbers that you live by. It is what people said that a change is for; nothing here is measured.`;
  return [form.paragraph(opening), ...renderBrief(page, brief).map((block) => renderBlock(form, block))];
}

function renderBlock(form: SummaryForm, block: FoldBlock): string {
  return block.kind === "words" ? form.paragraph(block.words) : form.list(block.items);
}

function keepFirst(blocks: readonly string[]): readonly string[] {
  const note = "The rest is left out here, because GitHub takes no longer page; the JSON has it all.";
  let size = countCodePoints(note) + 3;
  const end = blocks.findIndex((block) => {
    size += countCodePoints(block) + 2;
    return size > BODY_LIMIT;
  });
  return end < 0 ? blocks : [...blocks.slice(0, end), note];
}
