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
  const issue = parsed.error.issues[0];
  const path =
    issue === undefined || issue.path.length === 0 ? "the answer" : issue.path.map(String).join(".");
  throw new GitHubError({
    kind: "fault",
    message: `${route}: unexpected answer: ${path}: ${issue?.message ?? "not as documented"}`,
  });
}
