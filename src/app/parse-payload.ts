import type { z } from "zod";
import type { Result } from "../model/result.ts";

/**
 * The used fields of a payload, or why they can't be used: `pull_request.head.sha: expected string, received null`.
 * Names where and what kind, never a value: the sentence is stored and logged.
 */
export function parsePayload<Schema extends z.ZodType>(
  schema: Schema,
  payload: unknown,
): Result<z.output<Schema>, string> {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const path = issue === undefined || issue.path.length === 0 ? "payload" : issue.path.map(String).join(".");
  return { ok: false, error: `${path}: ${toSentence(issue?.message ?? "not as expected")}` };
}

/** zod writes "Invalid input: expected string, received null". */
function toSentence(message: string): string {
  return message.replace(/^Invalid input: /, "");
}
