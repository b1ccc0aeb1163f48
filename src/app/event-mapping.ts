import { z } from "zod";
import type { Result } from "../model/result.ts";
import type { Delivery } from "../model/webhook.ts";
import { idSchema } from "../payload/scalar-schemas.ts";

/** What a delivery comes to: work on one subject, or a reason for doing nothing. */
export type DeliveryContent = Delivery["content"];

/** One event of GitHub: which of its actions are used, and what they come to. */
export interface EventMapping {
  /** `pull_request` */
  readonly event: string;
  /** Actions that are used; others are ignored. Absent: the event has no actions. */
  readonly actions?: readonly string[];
  /** Pure and total: whatever the payload is, an answer comes back. */
  toContent(payload: unknown): DeliveryContent;
}

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

/** `installation` of an event about a repository. Absent where a repository's own webhook points at the app. */
export const installationIdSchema = z.object({ id: idSchema }).transform(({ id }) => id);
