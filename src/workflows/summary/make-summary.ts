import type { Catalog } from "../../model/catalog.ts";
import type { RepositoryVisibility } from "../../model/repository.ts";
import { type Result, succeed } from "../../model/result.ts";
import { listBriefedChanges } from "../../summary/landed-record.ts";
import { renderSummaryMarkdown } from "../../summary/render-summary.ts";
import type { Summary } from "../../summary/summary.ts";
import type { ReportStore } from "../ports/report-store.ts";
import { type GatheredSummary, gatherSummary } from "./gather-summary.ts";
import type { MadeSummary, SummaryRequest } from "./made-summary.ts";
import { MOST_SUMMARY_CHARACTERS } from "./summary-marker.ts";
import { toChannelMessage } from "./tell-channels.ts";

/** As MakeSummary, in this thread. */
export async function makeSummary(
  store: Omit<ReportStore, "close">,
  request: SummaryRequest & { readonly linkBase?: string },
): Promise<Result<MadeSummary, string>> {
  const gathered = await gatherSummary(store, request);
  if (!gathered.ok) return gathered;
  const { builder, catalog, sources, ids } = gathered.value;
  const summary = builder.finish({ audience: request.audience });
  return succeed({
    changes: summary.coverage.changes,
    markdown: renderSummaryMarkdown(summary, { limit: MOST_SUMMARY_CHARACTERS }),
    briefs: listBriefs(summary, ids),
    sources,
    messages: buildMessages(builder, catalog, request.audience),
  });
}

/** What a partner was shown, and so may answer. */
function listBriefs(summary: Summary, ids: GatheredSummary["ids"]): MadeSummary["briefs"] {
  return listBriefedChanges(summary).flatMap(({ repository, number }) => {
    const repositoryId = ids.get(repository.toLowerCase());
    return repositoryId === undefined ? [] : [{ repositoryId, number }];
  });
}

function buildMessages(
  builder: GatheredSummary["builder"],
  { summary }: Catalog,
  posted: RepositoryVisibility,
): MadeSummary["messages"] {
  const messages = summary.channels.map(({ name, audience, partner }) => {
    const view = {
      // What everybody may read may be told everywhere; a private channel is told what the post's readers are.
      audience:
        audience === "public" ? ("public" as const) : posted === "public" ? ("private" as const) : posted,
      ...(partner === undefined ? {} : { partner }),
    };
    return [name, toChannelMessage(builder.finish(view), partner)] as const;
  });
  return Object.fromEntries(messages);
}
