import type { Repository } from "../../model/repository.ts";
import { parseReadings } from "../../report/parse-readings.ts";
import { readStoredCatalog } from "../../workflows/catalog/read-stored-catalog.ts";
import type { ReportStore } from "../../workflows/ports/report-store.ts";
import type { ServiceStore } from "../../workflows/ports/service-store.ts";
import { findKnownRepository } from "../../workflows/report/gather-store-material.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import { failWithSettings } from "../failures.ts";
import { sayLineProblems } from "../git-notes.ts";
import { readInputFile } from "../read-input-file.ts";

/** A line takes some 50 bytes: 300,000 readings. */
const MOST_BYTES = 16_000_000;

export interface ReadingsOptions {
  readonly repo?: string;
}

export async function runReadings(
  file: string,
  { repo }: ReadingsOptions,
  tools: CommandTools,
): Promise<void> {
  const text = await readInputFile(file, MOST_BYTES, tools);
  const store = await tools.openStore();
  if (!store.ok) failWithSettings(store.error, tools);
  try {
    await importReadings({ store: store.value, file, text, repo }, tools);
  } finally {
    await store.value.close();
  }
}

async function importReadings(
  given: {
    readonly store: ServiceStore;
    readonly file: string;
    readonly text: string;
    readonly repo: string | undefined;
  },
  tools: CommandTools,
): Promise<void> {
  const { store, file, text, repo } = given;
  const repository = await findRepository(store, repo);
  const name = `${repository.owner}/${repository.name}`;
  const { policy } = await readStoredCatalog(store, repository);
  if (policy === undefined) throw new CommandFailure(`${name} has no catalog without errors in the store.`);
  const readings = parseReadings(text, policy.vocabulary.withHidden ?? policy.vocabulary);
  if (!readings.ok) {
    sayLineProblems(readings.error, file, tools);
    throw new CommandFailure("Nothing was imported; mend the lines above and run it again.");
  }
  const changed = await store.saveReadings(repository.id, readings.value);
  tools.terminal.say(
    `${readings.value.length} readings read for ${name}; ${changed} of them are new or changed.`,
  );
}

async function findRepository(store: ReportStore, word: string | undefined): Promise<Repository> {
  if (word !== undefined) {
    const found = await findKnownRepository(store, word);
    if (found.ok) return found.value;
    throw new CommandFailure(found.error);
  }
  const [only, ...others] = await store.listKnownRepositories();
  if (only !== undefined && others.length === 0) return only;
  throw new CommandFailure(
    only === undefined
      ? "The store knows no repository yet: start the service with the app installed."
      : "The store knows more than one repository; say which one by --repo OWNER/NAME.",
    EXIT.usage,
  );
}
