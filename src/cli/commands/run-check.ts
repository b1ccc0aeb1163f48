import { buildCatalog } from "../../catalog/parse-catalog.ts";
import { PRIVACY_URL } from "../../check/check-context.ts";
import { renderCheck } from "../../check/render-check.ts";
import { toCheckJson } from "../../check/to-check-json.ts";
import type { CatalogState } from "../../model/assessment.ts";
import type { PullRequest } from "../../model/pull-request.ts";
import type { Problem } from "../../model/result.ts";
import { assessPullRequest } from "../../tagging/assess-pull-request.ts";
import { createClaimHistory } from "../../tagging/claim-history.ts";
import { showProblem } from "../catalog-problems.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";
import { readCatalogFile } from "../read-catalog-file.ts";

/** GitHub's own limit for a description, in bytes of UTF-8 at most 4 for each of 65,536 characters. */
const MOST_BODY_BYTES = 262_144;

export interface CheckOptions {
  readonly catalog?: string;
  readonly body?: string;
  readonly title: string;
  readonly path: readonly string[];
  readonly label: readonly string[];
  readonly author: string;
  readonly draft?: true;
  readonly writeAccess: boolean;
  readonly json?: true;
}

export async function runCheck(options: CheckOptions, tools: CommandTools): Promise<void> {
  if (options.catalog === "-" && options.body === "-") {
    throw new CommandFailure(
      "--catalog and --body can't both read standard input; give one of them a file.",
      EXIT.usage,
    );
  }
  const { catalog, file, problems } = await readCatalogState(options.catalog, tools);
  const pullRequest = await readPullRequest(options, tools);
  const assessment = assessPullRequest({ pullRequest, catalog, history: createClaimHistory() });
  const output = renderCheck(assessment, {
    privacyUrl: PRIVACY_URL,
    repositoryVisibility: "private",
    ...(catalog.kind === "valid" ? { catalog: catalog.catalog } : {}),
  });
  if (!options.json) tools.terminal.say(`What the check would say by ${file}:`);
  await tools.terminal.writeData(
    options.json
      ? JSON.stringify(toCheckJson(assessment, output), null, 2)
      : `${output.conclusion}: ${output.title}\n\n${output.summary}`,
  );
  for (const problem of problems) {
    if (problem.severity !== "info") tools.terminal.say(showProblem(problem));
  }
  if (catalog.kind === "broken") throw new CommandFailure("");
}

async function readCatalogState(
  path: string | undefined,
  tools: CommandTools,
): Promise<{ readonly catalog: CatalogState; readonly file: string; readonly problems: readonly Problem[] }> {
  const reading = await readCatalogFile(path, tools);
  if (!reading.ok) throw new CommandFailure(showProblem(reading.error));
  const { catalog, problems } = buildCatalog([{ layer: "repository", ...reading.value }]);
  const state: CatalogState =
    catalog === undefined ? { kind: "broken", problems } : { kind: "valid", catalog };
  return { catalog: state, file: reading.value.file, problems };
}

async function readPullRequest(options: CheckOptions, tools: CommandTools): Promise<PullRequest> {
  return {
    title: options.title,
    body: options.body === undefined ? "" : await readBody(options.body, tools),
    author: { login: options.author, isBot: options.author.toLowerCase().endsWith("[bot]") },
    authorCanWrite: options.writeAccess,
    isDraft: options.draft === true,
    isMerged: false,
    labels: options.label,
    paths: options.path,
    saidLater: [],
    linkedIssues: [],
    references: new Map(),
  };
}

async function readBody(path: string, { files, terminal }: CommandTools): Promise<string> {
  if (path === "-") {
    const input = await terminal.readStandardInput(MOST_BODY_BYTES);
    if (input.ok) return input.value;
    throw new CommandFailure(`The description: ${input.error}`);
  }
  const reading = await files.readTextFile(path, MOST_BODY_BYTES);
  if (reading.kind === "text") return reading.text;
  throw new CommandFailure(
    reading.kind === "absent"
      ? `There is no file ${path}; pass the description's file to --body.`
      : `The description: ${reading.message}`,
  );
}
