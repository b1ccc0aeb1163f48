import type { z } from "zod";
import { GitHubError } from "../workflows/ports/git-hub-error.ts";
import type { GitHubAnswer } from "./git-hub-client.ts";

/** The used fields of an answer; throws `fault` that names the field and never shows a value. */
export function parseAnswer<Schema extends z.ZodType>(
  schema: Schema,
  { data }: Pick<GitHubAnswer, "data">,
  route: string,
): z.output<Schema> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new GitHubError({
    kind: "fault",
    message: `${route}: unexpected answer: ${showIssue(parsed.error)}`,
  });
}

/** `account: expected object, received null`; names where and what, never a value. */
export function showIssue({ issues: [issue] }: z.ZodError): string {
  const path =
    issue === undefined || issue.path.length === 0 ? "the answer" : issue.path.map(String).join(".");
  return `${path}: ${issue?.message ?? "not as documented"}`;
}
