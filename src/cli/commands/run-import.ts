import { parseExport } from "../../report/exchange/parse-export.ts";
import { importExport } from "../../workflows/report/import-export.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure } from "../exit-code.ts";
import { failWithSettings } from "../failures.ts";
import { sayLineProblems } from "../git-notes.ts";
import { readInputFile } from "../read-input-file.ts";

/** Parsed as a whole; larger stores are exported one repository at a time. */
const MOST_BYTES = 256_000_000;

export async function runImport(file: string, tools: CommandTools): Promise<void> {
  const parsed = parseExport(await readInputFile(file, MOST_BYTES, tools));
  if (!parsed.ok) {
    sayLineProblems(parsed.error, file, tools);
    throw new CommandFailure("Nothing was imported; mend the file and run it again.");
  }
  const store = await tools.openStore();
  if (!store.ok) failWithSettings(store.error, tools);
  try {
    const counts = await importExport(store.value, parsed.value);
    if (!counts.ok) throw new CommandFailure(counts.error);
    const { changes, readings, decisions, optOuts } = counts.value;
    tools.terminal.say(
      `New or completed: ${changes} changes, ${readings} readings, ${decisions} decisions, ${optOuts} opt-outs.`,
    );
  } finally {
    await store.value.close();
  }
}
