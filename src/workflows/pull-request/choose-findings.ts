import { FEWEST_ANSWERED } from "../../insight/fewest-answered.ts";
import type { Finding } from "../../insight/finding.ts";
import type { InsightFacts } from "../../insight/insight-facts.ts";
import { listFindings } from "../../insight/list-findings.ts";
import type { StoredInsight } from "../ports/insight-store.ts";
import { type PullRequestLook, saveUnderClaim } from "./pull-request-look.ts";

/** In one comment. */
const MOST_FINDINGS = 3;

/**
 * `asked` by a person; `always` where a rule has something to say; `auto`: so too, but from 20 answered changes on, and
 * each rule once a month in the repository.
 */
export type Speaker = "asked" | "always" | "auto";

/** What is said on this pull request: at most three findings, the strongest first. */
export async function chooseFindings(
  look: PullRequestLook,
  facts: InsightFacts,
  speaker: Speaker,
): Promise<readonly Finding[]> {
  if (speaker !== "auto") return listFindings(facts).slice(0, MOST_FINDINGS);
  if (facts.answered.length < FEWEST_ANSWERED) return [];
  const month = facts.today.slice(0, "YYYY-MM".length);
  const findings = await listFree(look, listFindings(facts), month);
  const chosen = findings.slice(0, MOST_FINDINGS);
  if (chosen.length === 0) return [];
  const { repository, state } = look;
  const insights = chosen.map(({ rule }) => ({
    repositoryId: repository.id,
    rule,
    month,
    number: state.number,
  }));
  await saveUnderClaim(look, { insights });
  // Read again: another pull request that was looked at meanwhile may have been first.
  return listFree(look, chosen, month);
}

/** Findings whose rule said nothing elsewhere this month, or spoke here before: what stands is not taken back. */
async function listFree(
  { context, repository, state: { number } }: PullRequestLook,
  findings: readonly Finding[],
  month: string,
): Promise<readonly Finding[]> {
  const said = await context.store.listInsights(repository.id, { month, number });
  const isOf = (one: StoredInsight, finding: Finding): boolean => one.rule === finding.rule;
  return findings.filter(
    (finding) =>
      said.some((one) => isOf(one, finding) && one.number === number) ||
      !said.some((one) => isOf(one, finding) && one.month === month),
  );
}
