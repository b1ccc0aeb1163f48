import type { Repository } from "../../model/repository.ts";
import { renderCsvHead, renderCsvRows } from "../../report/exchange/export-csv.ts";
import { EXPORT_VERSION, type ExportedDecision, toExportedChange } from "../../report/exchange/exported.ts";
import type { ReportStore, StoredDecision } from "../ports/report-store.ts";
import { listStoredChanges } from "./gather-store-material.ts";

const EVER = { sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER };

export interface ExportRequest {
  readonly store: Pick<ReportStore, "listChanges" | "listReadings" | "listDecisions" | "listOptOuts">;
  /** `all`: with what belongs to no repository. */
  readonly scope: "all" | "one";
  readonly repositories: readonly Repository[];
  readonly format: "csv" | "json";
}

/** Texts that make up the file, each ended by a line end; the store is read page by page while they are written. */
export async function* exportStore(request: ExportRequest): AsyncGenerator<string, void> {
  if (request.format === "csv") yield* exportCsv(request);
  else yield* exportJson(request);
}

async function* exportCsv({ store, repositories }: ExportRequest): AsyncGenerator<string, void> {
  yield renderCsvHead();
  for (const { id, owner, name } of repositories) {
    for await (const page of listStoredChanges(store, id, EVER)) {
      yield page
        .map((change) => renderCsvRows({ id, name: `${owner}/${name}` }, toExportedChange(change)))
        .join("");
    }
  }
}

/** What a stored decision has and an exported one has not is named here, or this does not compile. */
type Left = Exclude<keyof StoredDecision, keyof ExportedDecision | "repositoryId">;

function toExportedDecision({
  repositoryId: _,
  ...decision
}: StoredDecision): ExportedDecision & Readonly<Record<Left, never>> {
  return decision;
}

/** One change a line, so that a difference between two exports can be read. */
async function* exportJson({ store, repositories, scope }: ExportRequest): AsyncGenerator<string, void> {
  const optOuts = scope === "all" ? await store.listOptOuts() : [];
  const people = optOuts.length === 0 ? "" : `"optOuts":${JSON.stringify(optOuts)},\n`;
  yield `{"version":${EXPORT_VERSION},${people}"repositories":[\n`;
  for (const [place, { id, owner, name }] of repositories.entries()) {
    const decisions = (await store.listDecisions(id)).map(toExportedDecision);
    const head = { id, name: `${owner}/${name}`, readings: await store.listReadings(id), decisions };
    yield `${place === 0 ? "" : ","}${JSON.stringify(head).slice(0, -1)},"changes":[\n`;
    let comma = "";
    for await (const page of listStoredChanges(store, id, EVER)) {
      const lines = page.map((change) => JSON.stringify(toExportedChange(change)));
      yield `${comma}${lines.join("\n,")}\n`;
      comma = ",";
    }
    yield "]}\n";
  }
  yield "]}\n";
}
