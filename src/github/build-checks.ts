import { z } from "zod";
import type { CheckAnnotation, CheckOutput } from "../model/check.ts";
import { idSchema, textSchema } from "../payload/scalar-schemas.ts";
import type { CheckRun, CheckWrite, GitHub, RepositoryName } from "../workflows/ports/git-hub.ts";
import { listPages } from "./build-repositories.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";

const checkRunSchema = z.object({
  id: idSchema,
  name: textSchema,
  head_sha: z.string(),
  external_id: textSchema.nullish(),
  conclusion: z.string().nullish(),
  output: z
    .object({ title: textSchema.nullish(), summary: textSchema.nullish(), text: textSchema.nullish() })
    .nullish(),
});
const pageSchema = z.object({ check_runs: z.array(z.unknown()) });
const ownedSchema = z.object({ app: z.object({ id: z.int() }).nullish() });
const createdSchema = z.object({ id: idSchema });

/** 1,000 runs of ours on one commit. */
const MOST_PAGES = 10;
// https://docs.github.com/rest/checks/runs
const MOST_ANNOTATIONS = 50;
const MOST_ACTIONS = 3;

const CHECK_RUNS = "/repos/{owner}/{repo}/check-runs";

/** Check runs of this app. */
export function buildChecks(
  client: GitHubClient,
  appId: number,
): Pick<GitHub, "listOurCheckRuns" | "createCheckRun" | "updateCheckRun"> {
  const update = async (
    { owner, name }: RepositoryName,
    checkRunId: number,
    fields: Readonly<Record<string, unknown>>,
  ): Promise<void> => {
    const route = `PATCH ${CHECK_RUNS}/{check_run_id}`;
    const parameters = { owner, repo: name, check_run_id: checkRunId, ...fields };
    await client.send({ route, parameters, spends: "check", answers: [200] });
  };
  /** One request takes 50; those of a later one are added to them. */
  const addAnnotations = async (repository: RepositoryName, checkRunId: number, { output }: CheckWrite) => {
    for (let at = MOST_ANNOTATIONS; at < output.annotations.length; at += MOST_ANNOTATIONS) {
      await update(repository, checkRunId, { output: toOutput(output, at) });
    }
  };
  return {
    async listOurCheckRuns({ owner, name }, headSha) {
      const request = {
        route: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
        parameters: { owner, repo: name, ref: headSha, app_id: appId, filter: "all" },
      };
      const runs: CheckRun[] = [];
      for await (const page of listPages(client, { request, schema: pageSchema, mostPages: MOST_PAGES })) {
        // Enterprise Servers that do not know `app_id` list the runs of others too.
        const ours = page.check_runs.filter((run) => isOurs(run, appId));
        runs.push(...parseAnswer(z.array(checkRunSchema), { data: ours }, request.route).map(toCheckRun));
      }
      return runs.sort((a, b) => b.id - a.id);
    },
    async createCheckRun(repository, check) {
      const { owner, name } = repository;
      const route = `POST ${CHECK_RUNS}`;
      const parameters = { owner, repo: name, head_sha: check.headSha, ...toFields(check) };
      const answer = await client.send({ route, parameters, spends: "check", answers: [201] });
      const { id } = parseAnswer(createdSchema, answer, route);
      await addAnnotations(repository, id, check);
      return { id };
    },
    async updateCheckRun(repository, checkRunId, check) {
      await update(repository, checkRunId, toFields(check));
      await addAnnotations(repository, checkRunId, check);
    },
  };
}

/** One that does not say whose it is may be ours: left out, it would be posted again. */
function isOurs(run: unknown, appId: number): boolean {
  const owned = ownedSchema.safeParse(run);
  return !owned.success || owned.data.app?.id === appId;
}

function toCheckRun(answer: z.output<typeof checkRunSchema>): CheckRun {
  return {
    id: answer.id,
    name: answer.name,
    headSha: answer.head_sha,
    externalId: answer.external_id ?? "",
    conclusion: answer.conclusion ?? undefined,
    title: answer.output?.title ?? "",
    summary: answer.output?.summary ?? "",
    text: answer.output?.text ?? "",
  };
}

function toFields({ name, externalId, output }: CheckWrite): Readonly<Record<string, unknown>> {
  if (output.conclusion === "none") {
    throw new Error(`A check run "${name}" without a conclusion was to be written: nothing is posted then.`);
  }
  return {
    name,
    external_id: externalId,
    status: "completed",
    conclusion: output.conclusion,
    output: toOutput(output, 0),
    // An empty list takes the buttons away that an earlier state had.
    actions: output.actions
      .slice(0, MOST_ACTIONS)
      .map(({ label, description, identifier }) => ({ label, description, identifier })),
  };
}

function toOutput({ title, summary, text, annotations }: CheckOutput, from: number) {
  return {
    title,
    summary,
    // Sent even when empty: left out, the text of an earlier state would stay.
    text,
    annotations: annotations.slice(from, from + MOST_ANNOTATIONS).map(toAnnotation),
  };
}

function toAnnotation({ path, startLine, endLine, level, title, message }: CheckAnnotation) {
  return {
    path,
    start_line: startLine,
    end_line: endLine,
    annotation_level: level,
    ...(title === "" ? {} : { title }),
    message,
  };
}
