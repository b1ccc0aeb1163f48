import { z } from "zod";
import type {
  RepositoryInspection,
  RequiredCheck,
  RequiredChecks,
} from "../workflows/ports/app-inspection.ts";
import type { RepositoryName } from "../workflows/ports/git-hub.ts";
import { GitHubError } from "../workflows/ports/git-hub-error.ts";
import { listPages } from "./build-repositories.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";

const ruleSchema = z.object({
  type: z.string(),
  parameters: z
    .object({
      required_status_checks: z
        .array(z.object({ context: z.string(), integration_id: z.int().nullish() }))
        .nullish(),
    })
    .nullish(),
});

const branchSchema = z.object({
  protection: z
    .object({
      required_status_checks: z
        .object({
          contexts: z.array(z.string()).nullish(),
          checks: z.array(z.object({ context: z.string(), app_id: z.int().nullish() })).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

const RULES = "GET /repos/{owner}/{repo}/rules/branches/{branch}";
const BRANCH = "GET /repos/{owner}/{repo}/branches/{branch}";
const MOST_PAGES = 10;
const HIDDEN = "GitHub shows them to nobody without a right that this app does not ask for.";

/**
 * What must succeed before something is merged, by rulesets and by the older protection of branches. Both are read
 * with what the app has: metadata for the rules, contents for what a branch tells of its protection.
 */
export function buildRequiredChecks(client: GitHubClient): Pick<RepositoryInspection, "listRequiredChecks"> {
  return {
    async listRequiredChecks(repository, branch): Promise<RequiredChecks> {
      const rules = await listRules(client, repository, branch);
      const protection = await readProtection(client, repository, branch);
      if (rules === undefined && protection === undefined) return { kind: "hidden", why: HIDDEN };
      return { kind: "read", checks: [...(rules ?? []), ...(protection ?? [])] };
    },
  };
}

/** Undefined: the server has no rulesets, or does not show them. */
async function listRules(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  branch: string,
): Promise<readonly RequiredCheck[] | undefined> {
  const checks: RequiredCheck[] = [];
  const request = { route: RULES, parameters: { owner, repo: name, branch } };
  const pages = listPages(client, { request, schema: z.array(ruleSchema), mostPages: MOST_PAGES });
  try {
    for await (const page of pages) {
      const required = page.flatMap(({ type, parameters }) =>
        type === "required_status_checks" ? (parameters?.required_status_checks ?? []) : [],
      );
      checks.push(...required.map((one) => toCheck(one.context, one.integration_id, "ruleset")));
    }
    return checks;
  } catch (error) {
    if (isHidden(error)) return undefined;
    throw error;
  }
}

/** Undefined: no such branch, or not shown. */
async function readProtection(
  client: GitHubClient,
  { owner, name }: RepositoryName,
  branch: string,
): Promise<readonly RequiredCheck[] | undefined> {
  const parameters = { owner, repo: name, branch };
  const answer = await client.send({ route: BRANCH, parameters, spends: "read", answers: [200, 403, 404] });
  if (answer.status !== 200) return undefined;
  const required = parseAnswer(branchSchema, answer, BRANCH).protection?.required_status_checks;
  const checks = (required?.checks ?? []).map((one) => toCheck(one.context, one.app_id, "protection"));
  // Older servers tell names alone.
  const named = (required?.contexts ?? []).filter((context) => checks.every((one) => one.name !== context));
  return [...checks, ...named.map((context) => toCheck(context, undefined, "protection"))];
}

/** -1 is GitHub's word for any app. */
function toCheck(name: string, appId: number | null | undefined, by: RequiredCheck["by"]): RequiredCheck {
  return { name, by, ...(appId == null || appId < 0 ? {} : { appId }) };
}

function isHidden(error: unknown): boolean {
  return (
    error instanceof GitHubError && (error.failure.kind === "gone" || error.failure.kind === "forbidden")
  );
}
