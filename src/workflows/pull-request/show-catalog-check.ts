import { CATALOG_PATHS } from "../../catalog/catalog-limits.ts";
import { buildCatalog } from "../../catalog/parse-catalog.ts";
import { CATALOG_CHECK_NAME } from "../../check/check-record.ts";
import { type CatalogPreview, renderCatalogCheck } from "../../check/render-catalog-check.ts";
import type { Catalog } from "../../model/catalog.ts";
import { SHOWN_TO_FEW } from "../../model/repository.ts";
import type { Problem } from "../../model/result.ts";
import { assessPullRequest } from "../../tagging/assess-pull-request.ts";
import { createClaimHistory } from "../../tagging/claim-history.ts";
import { compilePolicy } from "../../tagging/compile-policy.ts";
import { tellPlaces, toLayeredSource, toMetricVisibility } from "../catalog/read-effective-catalog.ts";
import type { FileReading } from "../ports/git-hub.ts";
import type { PullRequestLook } from "./pull-request-look.ts";
import { readPaths } from "./read-paths.ts";
import { showCheck } from "./show-check.ts";

const PREVIEWED = 20;

/**
 * The check on a pull request that adds or changes the catalog: its problems as annotations, and what the last
 * merged pull requests would have been asked. The proposed file is text to validate, never policy.
 */
export async function showCatalogCheck(look: PullRequestLook): Promise<void> {
  const { context, repository, state } = look;
  const { paths } = await readPaths(look);
  if (!CATALOG_PATHS.some((path) => paths.includes(path))) return;
  const known = await context.store.findCheck(repository.id, state.headSha, CATALOG_CHECK_NAME);
  // The file can't change under its commit: once shown to its readers, there is nothing to look up again.
  if (known?.checkRunId !== undefined && !["", SHOWN_TO_FEW].includes(known.shown)) return;
  const files = await readProposed(look);
  if (files.length === 0) return;
  const built = await buildProposed(look, files);
  const preview = built.catalog === undefined ? undefined : await buildPreview(look, built.catalog);
  const output = renderCatalogCheck({
    paths: files.map(({ path }) => path),
    problems: [...listFileProblems(files), ...built.problems],
    hidden: built.hidden,
    ...(preview === undefined ? {} : { preview }),
  });
  await showCheck(look, { name: CATALOG_CHECK_NAME, output });
}

interface ProposedFile {
  readonly path: string;
  readonly reading: Extract<FileReading, { kind: "text" | "unreadable" }>;
}

/** Both paths, whichever the pull request touches: a second file beside the one that is there is what breaks. */
async function readProposed({ context, repository, state }: PullRequestLook): Promise<ProposedFile[]> {
  const files: ProposedFile[] = [];
  for (const path of CATALOG_PATHS) {
    const reading = await context.github.readFileAt(repository, path, state.headSha);
    if (reading.kind === "text" || reading.kind === "unreadable") files.push({ path, reading });
  }
  return files;
}

function listFileProblems(files: readonly ProposedFile[]): readonly Problem[] {
  const [first, second] = files;
  return [
    ...(first === undefined || second === undefined
      ? []
      : [
          toFileProblem(
            second,
            "two-files",
            `Both ${first.path} and ${second.path} exist; keep one of them.`,
          ),
        ]),
    ...files.flatMap((file) =>
      file.reading.kind === "unreadable"
        ? [toFileProblem(file, "unreadable", `The file can't be read: ${file.reading.reason}.`)]
        : [],
    ),
  ];
}

function toFileProblem({ path }: ProposedFile, code: string, message: string): Problem {
  return { severity: "error", code, message, file: path, line: 1, column: 1 };
}

interface BuiltProposal {
  readonly catalog?: Catalog;
  readonly problems: readonly Problem[];
  /** Of files that not all readers of the pull request may see. */
  readonly hidden: readonly Problem[];
}

/** Nothing where no file can be read. */
async function buildProposed(
  { context, repository, effective }: PullRequestLook,
  files: readonly ProposedFile[],
): Promise<BuiltProposal> {
  const [file] = files.flatMap(({ path, reading }) =>
    reading.kind === "text" ? [{ path, text: reading.text }] : [],
  );
  if (file === undefined) return { problems: [], hidden: [] };
  const readership = { store: context.store, repository, isAllowed: effective.isAllowed };
  const farther = await Promise.all(
    effective.files
      .filter(({ layer, state }) => layer !== "repository" && state === "text")
      .map((one) => toLayeredSource(readership, one)),
  );
  const visibility = toMetricVisibility(repository);
  const own = { layer: "repository", text: file.text, file: file.path, visibility, isOpen: true } as const;
  const { catalog, problems } = buildCatalog([...farther, own]);
  const built = catalog === undefined ? {} : { catalog };
  if (visibility === "private") return { ...built, problems: tellPlaces(problems, farther), hidden: [] };
  return {
    ...built,
    problems: problems.filter((problem) => problem.file === own.file),
    hidden: problems.filter((problem) => problem.file !== own.file),
  };
}

async function buildPreview(
  { context, repository }: PullRequestLook,
  catalog: Catalog,
): Promise<CatalogPreview> {
  const policy = compilePolicy(catalog, toMetricVisibility(repository));
  const merged = await context.github.listMergedPullRequests(repository, PREVIEWED);
  const rows = merged.map(({ state, paths }) => {
    const assessment = assessPullRequest({
      pullRequest: {
        number: state.number,
        title: state.title,
        body: state.body,
        ...(state.botWriting === undefined ? {} : { botWriting: state.botWriting }),
        branch: state.headBranch,
        author: state.author,
        authorCanWrite: true,
        isDraft: false,
        isMerged: false,
        labels: state.labels,
        paths,
        saidLater: [],
        linkedIssues: [],
        references: new Map(),
      },
      catalog: { kind: "valid", catalog },
      policy,
      history: createClaimHistory(),
    });
    return { number: state.number, title: state.title, assessment };
  });
  return { rows };
}
