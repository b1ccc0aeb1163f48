import { buildCatalog } from "../../catalog/parse-catalog.ts";
import type { Problem } from "../../model/result.ts";
import { countProblems, showProblem } from "../catalog-problems.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure } from "../exit-code.ts";
import { readCatalogFile } from "../read-catalog-file.ts";

export async function runValidate(
  path: string | undefined,
  options: { readonly json?: true; readonly public?: true },
  tools: CommandTools,
): Promise<void> {
  const reading = await readCatalogFile(path, tools);
  const file = reading.ok ? reading.value.file : reading.error.file;
  const problems = reading.ok
    ? buildCatalog([
        {
          layer: "repository",
          ...reading.value,
          ...(options.public === true ? { visibility: "public" } : {}),
        },
      ]).problems
    : [reading.error];
  await writeProblems(file, problems, { tools, format: options.json ? "json" : "text" });
  if (problems.some((problem) => problem.severity === "error")) throw new CommandFailure("");
}

/** The problems are what was asked for and go to stdout, as those of other linters; the count is talk. */
async function writeProblems(
  file: string,
  problems: readonly Problem[],
  { tools: { terminal }, format }: { readonly tools: CommandTools; readonly format: "text" | "json" },
): Promise<void> {
  if (format === "json") return terminal.writeData(JSON.stringify({ problems }, null, 2));
  if (problems.length === 0) return terminal.say(`${file}: no problems.`);
  await terminal.writeData(problems.map(showProblem).join("\n"));
  terminal.say(countProblems(problems));
}
