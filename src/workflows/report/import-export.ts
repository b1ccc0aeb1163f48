import type { Repository } from "../../model/repository.ts";
import { fail, type Result, succeed } from "../../model/result.ts";
import type { ExportedRepository } from "../../report/exchange/exported.ts";
import type { ParsedExport } from "../../report/exchange/parse-export.ts";
import { mergeImportedChange } from "../../report/exchange/parse-export.ts";
import type { ServiceStore, StoreWrites } from "../ports/service-store.ts";
import { listStoredChanges } from "./gather-store-material.ts";

/** A transaction each: intake waits for none longer. */
const CHANGES_AT_ONCE = 500;
/** Kept with a change in place of the catalog that it was assessed by, which nobody knows any more. */
const IMPORTED = "imported";

export interface ImportCounts {
  readonly changes: number;
  readonly readings: number;
  readonly decisions: number;
  readonly optOuts: number;
}

/**
 * Takes in what was exported. What the store knows from GitHub stays; importing the same again changes nothing. The
 * failure is one sentence: a repository that the store does not know, before anything is written.
 */
export async function importExport(
  store: ServiceStore,
  { repositories, optOuts }: ParsedExport,
): Promise<Result<ImportCounts, string>> {
  const known = await store.listKnownRepositories();
  const pairs = repositories.map((one) => ({ one, repository: findRepository(known, one) }));
  const strangers = pairs.filter(({ repository }) => repository === undefined).map(({ one }) => one.name);
  if (strangers.length > 0) {
    return fail(
      `The store does not know ${strangers.slice(0, 5).join(", ")}: start the service with the app installed there, then import.`,
    );
  }
  const total = { changes: 0, readings: 0, decisions: 0, optOuts: await store.saveOptOuts(optOuts) };
  for (const { one, repository } of pairs) {
    if (repository === undefined) continue;
    total.changes += await importChanges(store, repository.id, one);
    total.readings += await store.saveReadings(repository.id, one.readings);
    total.decisions += await importDecisions(store, repository.id, one);
  }
  return succeed(total);
}

/** By its id, which stays when it is renamed; by its name where it was made anew, on another server for instance. */
function findRepository(
  known: readonly Repository[],
  { id, name }: ExportedRepository,
): Repository | undefined {
  const isNamed = (one: Repository): boolean =>
    `${one.owner}/${one.name}`.toLowerCase() === name.toLowerCase();
  return known.find((one) => one.id === id) ?? known.find(isNamed);
}

async function importChanges(
  store: ServiceStore,
  repositoryId: number,
  { changes }: ExportedRepository,
): Promise<number> {
  const imported = new Map(changes.map((change) => [change.id, change]));
  const writes: NonNullable<StoreWrites["changes"]>[number][] = [];
  const span = { sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER };
  for await (const page of listStoredChanges(store, repositoryId, span)) {
    for (const known of page) {
      const other = imported.get(known.id);
      if (other === undefined) continue;
      imported.delete(known.id);
      const change = mergeImportedChange(known, other);
      if (change !== known) writes.push({ repositoryId, change, catalogVersion: IMPORTED });
    }
  }
  for (const other of imported.values()) {
    const change = mergeImportedChange(undefined, other);
    writes.push({ repositoryId, change, catalogVersion: IMPORTED });
  }
  for (let start = 0; start < writes.length; start += CHANGES_AT_ONCE) {
    await store.saveChanges(writes.slice(start, start + CHANGES_AT_ONCE));
  }
  return writes.length;
}

async function importDecisions(
  store: ServiceStore,
  repositoryId: number,
  { decisions }: ExportedRepository,
): Promise<number> {
  const known = new Set((await store.listDecisions(repositoryId)).map(({ commentId }) => commentId));
  const missing = decisions.filter(({ commentId }) => !known.has(commentId));
  await store.saveDecisions(missing.map((decision) => ({ ...decision, repositoryId })));
  return missing.length;
}
