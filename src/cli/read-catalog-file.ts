import { CATALOG_PATHS } from "../catalog/catalog-limits.ts";
import type { Problem } from "../model/result.ts";
import { fail, type Result, succeed } from "../model/result.ts";
import { MOST_CATALOG_BYTES } from "../workflows/find-local-catalog.ts";
import type { FileProblemCode } from "./catalog-problems.ts";
import type { CommandTools } from "./command-tools.ts";

const STANDARD_INPUT = "(standard input)";

export interface CatalogText {
  readonly text: string;
  readonly file: string;
}

/**
 * A catalog's text by path, from standard input by `-`, without a path that of the current folder; the failure is a
 * problem at the file's beginning.
 */
export async function readCatalogFile(
  path: string | undefined,
  tools: CommandTools,
): Promise<Result<CatalogText, Problem>> {
  if (path === "-") {
    const input = await tools.terminal.readStandardInput(MOST_CATALOG_BYTES);
    return input.ok
      ? succeed({ text: input.value, file: STANDARD_INPUT })
      : fail(toProblem(STANDARD_INPUT, "unreadable", input.error));
  }
  if (path === undefined) return readOwnCatalog(tools);
  const reading = await tools.files.readRepositoryFile(path, MOST_CATALOG_BYTES);
  switch (reading.kind) {
    case "text":
      return succeed({ text: reading.text, file: path });
    case "absent":
      return fail(toProblem(path, "no-file", "There is no such file; pass the path of a catalog."));
    case "unreadable":
      return fail(toProblem(path, "unreadable", reading.message));
  }
}

async function readOwnCatalog({ files }: CommandTools): Promise<Result<CatalogText, Problem>> {
  const found: Result<CatalogText, Problem>[] = [];
  for (const file of CATALOG_PATHS) {
    const reading = await files.readRepositoryFile(file, MOST_CATALOG_BYTES);
    if (reading.kind === "text") found.push(succeed({ text: reading.text, file }));
    if (reading.kind === "unreadable") found.push(fail(toProblem(file, "unreadable", reading.message)));
  }
  const [first, second] = found;
  if (second !== undefined) {
    const message = `Both ${CATALOG_PATHS.join(" and ")} exist; keep one of them.`;
    return fail(toProblem(CATALOG_PATHS[1], "two-files", message));
  }
  const message = "There is no catalog in this folder; run throughline init or pass the path of one.";
  return first ?? fail(toProblem(CATALOG_PATHS[0], "no-file", message));
}

function toProblem(file: string, code: FileProblemCode, message: string): Problem {
  return { severity: "error", code, message, file, line: 1, column: 1 };
}
