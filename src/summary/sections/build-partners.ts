import { hasMoreReaders } from "../../catalog/may-be-shown.ts";
import { cutMentions } from "../../credit/to-words.ts";
import type { OptedOut } from "../../model/credit.ts";
import { decodeReferences } from "../../text/decode-references.ts";
import { cleanPlainWords } from "../clean-plain-words.ts";
import { cleanTitle } from "../clean-title.ts";
import { compareText } from "../compare-text.ts";
import type { LandedRecord } from "../landed-record.ts";
import type { SummaryMetric, SummaryPartner } from "../summary.ts";
import type { SummaryContext } from "../summary-context.ts";
import type { SeenAnswer } from "../summary-frame.ts";

/** Briefs for those who live by a number, in the order of the partners' names; metrics come most claimed first. */
export function buildPartners(
  context: SummaryContext,
  metrics: readonly SummaryMetric[],
): readonly SummaryPartner[] {
  const wanted = context.view.partner === undefined ? undefined : toKey(context.view.partner);
  const byPartner = Map.groupBy(
    metrics.filter(({ partner }) => partner !== null && partner.trim() !== ""),
    ({ partner }) => toKey(partner ?? ""),
  );
  // `Sales` and `sales` are one partner, called by the spelling that sorts first.
  return [...byPartner]
    .filter(([key]) => wanted === undefined || key === wanted)
    .toSorted(([one], [other]) => compareText(one, other))
    .map(([, own]) => ({
      partner: own.map(({ partner }) => partner?.trim() ?? "").toSorted(compareText)[0] ?? "",
      metrics: own.map((metric) => buildMetric(context, metric)),
      seen: buildSeen(context, new Set(own.map(({ metric }) => metric))),
    }));
}

function toKey(partner: string): string {
  return partner.trim().toLowerCase();
}

function buildMetric(
  { tallies, isNamed, frame }: SummaryContext,
  { metric, name, team, claims }: SummaryMetric,
): SummaryPartner["metrics"][number] {
  const named = (tallies.get(metric)?.claims ?? []).filter(({ record }) => isNamed(record));
  return {
    metric,
    name,
    team,
    changes: claims.changes,
    claims: named.map(({ record, claim }) => ({
      id: record.id,
      title: cleanTitle(record.title),
      effect: claim.effect,
      provenance: claim.provenance,
      why: cleanPlainWords(cutMentions(decodeReferences(claim.reason ?? ""), frame.optedOut)) ?? null,
      answerable: record.number !== undefined,
    })),
    unnamed: claims.unnamed,
  };
}

/** Answers stand beside the claims that they are about, and enter no other number. */
function buildSeen(context: SummaryContext, own: ReadonlySet<string>): SummaryPartner["seen"] {
  const { frame, readers } = context;
  const isQuoted = !hasMoreReaders(context.view.audience, frame.seenVisibility ?? "private");
  const answers = Map.groupBy(frame.seen, ({ repositoryId, number }) => `${repositoryId}#${number}`);
  return [...context.seen, ...context.records].filter(context.isNamed).flatMap((record) => {
    const given = answers.get(`${record.source.id}#${record.number}`) ?? [];
    const metrics = listShownKeys(readers, record).filter((key) => own.has(key));
    if (given.length === 0 || metrics.length === 0) return [];
    const count = (verdict: string): number => given.filter((each) => each.verdict === verdict).length;
    return [
      {
        id: record.id,
        title: cleanTitle(record.title),
        metrics,
        yes: count("yes"),
        no: count("no"),
        unclear: count("unclear"),
        words: isQuoted ? given.flatMap((answer) => toWords(answer, frame.optedOut)) : [],
      },
    ];
  });
}

function toWords(
  { verdict, words }: SeenAnswer,
  optedOut: OptedOut,
): SummaryPartner["seen"][number]["words"] {
  const text = cleanPlainWords(cutMentions(decodeReferences(words), optedOut));
  return text === undefined ? [] : [{ verdict, text }];
}

function listShownKeys(
  readers: SummaryContext["readers"],
  { source, claims }: LandedRecord,
): readonly string[] {
  return claims
    .filter(({ claimed }) => readers.isClaimShown(source, claimed))
    .map(({ claimed }) => claimed.key);
}
