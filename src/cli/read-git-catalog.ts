import { showHidden } from "../text/show-code.ts";
import { findLocalCatalog } from "../workflows/find-local-catalog.ts";
import type { ChangeHistory } from "../workflows/ports/change-history.ts";
import { showProblem } from "./catalog-problems.ts";
import type { CommandTools } from "./command-tools.ts";
import { CommandFailure } from "./exit-code.ts";
import { type CatalogText, readCatalogFile } from "./read-catalog-file.ts";
import type { GitOptions } from "./source-options.ts";

/** The catalog that was named, else the clone's own; a failure ends the command with its sentence. */
export async function readGitCatalog(
  options: Pick<GitOptions, "git" | "catalog">,
  history: ChangeHistory,
  tools: CommandTools,
): Promise<CatalogText> {
  if (options.catalog !== undefined) {
    const reading = await readCatalogFile(options.catalog, tools);
    if (reading.ok) return reading.value;
    throw new CommandFailure(showProblem(reading.error));
  }
  const found = await findLocalCatalog(options.git, tools.files, history);
  if (!found.ok) throw new CommandFailure(found.error);
  const { text, file, differsFrom } = found.value;
  if (differsFrom !== undefined) {
    tools.terminal.say(
      showHidden(`Read by ${file} as it stands in the work tree; it differs from ${differsFrom}.`),
    );
  }
  return { text, file };
}
