import type { AssessedChange } from "../../model/assessed-change.ts";
import type { ChangePage } from "../ports/change-page.ts";
import type { ReportStore } from "../ports/report-store.ts";

/** Small enough that a process with other work does some of it between two pages. */
const PAGE = 500;

/** What landed in a span, oldest first, in pages that are never empty; each is read when it is asked for. */
export async function* listStoredChanges(
  store: Pick<ReportStore, "listChanges">,
  repositoryId: number,
  span: { readonly sinceMs: number; readonly untilMs: number },
): AsyncGenerator<readonly AssessedChange[], void> {
  let page: ChangePage = { ...span, limit: PAGE };
  for (;;) {
    const changes = await store.listChanges(repositoryId, page);
    const last = changes.at(-1);
    if (last === undefined) return;
    yield changes;
    if (changes.length < PAGE) return;
    page = { ...page, after: { landedAtMs: last.landedAtMs, id: last.id } };
  }
}
