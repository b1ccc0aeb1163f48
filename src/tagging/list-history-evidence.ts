import type { SuggestionSource } from "../model/assessment.ts";
import { showCode } from "../text/show-code.ts";
import type { ChangeTraits } from "./claim-counts.ts";
import type { ClaimHistory } from "./claim-history.ts";
import type { Policy } from "./compile-policy.ts";
import type { HistoryReason } from "./find-history-reason.ts";
import type { Evidence } from "./rank-evidence.ts";

/** Under this its first is wrong too often to be shown on its word: measured, as the weights were, on one history. */
const LEAST_SURENESS_OF_FIRST = 0.39;

/** What people declared on changes in the same paths and with the same words. */
export function listHistoryEvidence(
  change: ChangeTraits,
  policy: Policy,
  history: ClaimHistory,
): readonly Evidence[] {
  const byMetric = new Map<string, Evidence>();
  for (const { metric, share, reason } of history.look(change, policy.names)) {
    // A metric may stand in history under a former key too: what speaks for either speaks for it.
    const key = policy.vocabulary.resolve(metric)?.metric.key ?? metric;
    const known = byMetric.get(key);
    byMetric.set(key, {
      metric: key,
      source: known?.source ?? toSource(reason),
      renderReason: known?.renderReason ?? (() => renderReason(reason)),
      sureness: Math.min(1, share + (known?.sureness ?? 0)),
    });
  }
  const evidence = [...byMetric.values()];
  return evidence.some(({ sureness }) => sureness >= LEAST_SURENESS_OF_FIRST) ? evidence : [];
}

function toSource({ kind }: HistoryReason): SuggestionSource {
  switch (kind) {
    case "place":
    case "word":
      return "history";
    case "named-place":
      return "path";
    case "named-title":
      return "keyword";
  }
}

function renderReason(reason: HistoryReason): string {
  switch (reason.kind) {
    case "place":
      return `${reason.claims} of the last ${reason.changes} changes in ${showCode(reason.at)} claim it`;
    case "word":
      return `${reason.claims} of the last ${reason.changes} changes whose title says ${showCode(reason.at)} claim it`;
    case "named-place":
      return `it changes ${showCode(reason.at)}, which has its name`;
    case "named-title":
      return "the title has its name";
  }
}
