import { buildCatalog } from "../catalog/parse-catalog.ts";
import type { Suggestion } from "../model/assessment.ts";
import type { Change } from "../model/change.ts";
import type { Problem } from "../model/result.ts";
import { fail, type Result, succeed } from "../model/result.ts";
import { suggestForChange } from "../tagging/assess-change.ts";
import { createClaimHistory } from "../tagging/claim-history.ts";
import { compilePolicy, type Policy } from "../tagging/compile-policy.ts";
import type { GitMaterialFailure } from "./gather-git-material.ts";
import { parseWindow, toDayStartMs } from "./parse-window.ts";
import type { ChangeHistory, RepositoryFacts } from "./ports/change-history.ts";

/** What would have been suggested for a change when it landed, and what people then declared on it. */
export interface SuggestedChange {
  readonly sha: string;
  readonly number?: number;
  readonly suggestions: readonly Suggestion[];
  /** Keys. */
  readonly declared: readonly string[];
}

export interface SuggestionsRequest {
  readonly catalog: { readonly text: string; readonly file: string };
  /** Without it: from the beginning. */
  readonly since?: string;
  readonly until?: string;
}

export interface SuggestionWalk {
  readonly facts: RepositoryFacts;
  /** Problems of the catalog that are no errors. */
  readonly problems: readonly Problem[];
  /** Oldest first, each made when it is asked for. Throws as `history.listChanges` does. */
  readonly changes: AsyncIterable<SuggestedChange>;
}

/** Earlier than any change in git. */
const BEGINNING = "1970-01-01";

/**
 * Suggests for each change of the span from what landed before it, in and before the span. The catalog given holds for
 * all of the history. Nothing is kept of a change that was passed on but what its people declared.
 */
export async function walkSuggestions(
  history: ChangeHistory,
  { catalog: layer, since = BEGINNING, until }: SuggestionsRequest,
): Promise<Result<SuggestionWalk, GitMaterialFailure>> {
  const facts = await history.readRepository();
  if (!facts.ok) return fail({ kind: "sentence", message: facts.error.message });
  const { catalog, problems } = buildCatalog([{ layer: "repository", ...layer }]);
  if (catalog === undefined) return fail({ kind: "broken-catalog", problems });
  const window = parseWindow({
    since,
    ...(until === undefined ? {} : { until }),
    windowDays: catalog.report.windowDays,
    newestLandedAtMs: facts.value.newestLandedAtMs,
  });
  if (!window.ok) return fail({ kind: "usage", message: window.error });
  const sinceMs = toDayStartMs(window.value.since);
  const untilMs = toDayStartMs(window.value.until);
  const listed = history.listChanges({ sinceMs, untilMs, outside: "answers" });
  const isInside = ({ landedAtMs }: Change): boolean => landedAtMs >= sinceMs && landedAtMs < untilMs;
  const changes = suggestForAll(listed, compilePolicy(catalog), isInside);
  return succeed({ facts: facts.value, problems, changes });
}

async function* suggestForAll(
  changes: AsyncIterable<Change>,
  policy: Policy,
  isInside: (change: Change) => boolean,
): AsyncGenerator<SuggestedChange, void> {
  const history = createClaimHistory();
  for await (const change of changes) {
    const inside = isInside(change);
    const result = suggestForChange(change, policy, { history, guesses: inside ? "made" : "left-out" });
    if (!inside) continue;
    const { sha, number } = change;
    yield { sha, ...(number === undefined ? {} : { number }), ...result };
  }
}
