import { z } from "zod";
import { EFFECTS } from "../../model/answer.ts";
import type { AssessedChange } from "../../model/assessed-change.ts";
import type { Visibility } from "../../model/catalog.ts";
import type { Reading } from "../../model/reading.ts";

/** A landed change without the one person in it. */
export type ExportedChange = Omit<AssessedChange, "author">;

/** What is exported of a repository; the id stays when it is renamed. */
export interface ExportedRepository {
  readonly id: number;
  /** `owner/name` */
  readonly name: string;
  readonly readings: readonly Reading[];
  /** What was replied to questions of the report; the comment names it, not the person. */
  readonly decisions: readonly {
    readonly commentId: number;
    readonly question: string;
    readonly text: string;
    readonly saidAtMs: number;
    readonly metrics?: readonly string[];
    readonly areas?: readonly string[];
    readonly audience?: Visibility;
  }[];
  /** Oldest first. */
  readonly changes: readonly ExportedChange[];
}

/** What people last said by `/throughline credit off` or `on`, which stands on GitHub in some comment at most. */
export interface ExportedOptOut {
  readonly userId: number;
  readonly login: string;
  readonly isOut: boolean;
  readonly saidAtMs: number;
}

export const EXPORT_VERSION = 1;

const text = z.string().max(100_000);
const ms = z.int().min(0);
const key = text.min(1);

const tagSchema = z.strictObject({
  metric: key,
  effect: z.enum(EFFECTS),
  provenance: z.enum(["declared", "accepted", "inherited"]),
  source: z.enum(["line", "checklist", "command", "button", "list", "label", "reference", "issue"]),
  reason: text.optional(),
  saidAtMs: ms.optional(),
});

/** One change of a file. Unknown fields are refused: a file of a later version must not be half understood. */
export const changeSchema = z.strictObject({
  id: key,
  sha: text,
  number: z.int().positive().optional(),
  title: text,
  landedAtMs: ms,
  areas: z.array(z.strictObject({ area: key, paths: z.int().min(0) })),
  touchesNoArea: z.boolean(),
  paths: z.array(text),
  eligible: z.boolean(),
  asked: z.boolean(),
  answer: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("tags"), tags: z.array(tagSchema).min(1) }),
    z.strictObject({ kind: z.enum(["none", "unsure", "unanswered"]) }),
  ]),
  guess: key.optional(),
  suggested: z.strictObject({ metrics: z.array(key), blind: z.boolean() }).optional(),
  reverts: z
    .strictObject({
      sha: text.optional(),
      number: z.int().positive().optional(),
      title: text.optional(),
    })
    .optional(),
});

export const exportSchema = z.strictObject({
  version: z.literal(EXPORT_VERSION),
  optOuts: z
    .array(
      z.strictObject({
        userId: z.int().positive(),
        login: z.string().min(1).max(100),
        isOut: z.boolean(),
        saidAtMs: ms,
      }),
    )
    .optional(),
  repositories: z.array(
    z.strictObject({
      id: z.int().positive(),
      name: key,
      readings: z.array(
        z.strictObject({
          metric: key,
          at: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
          value: z.number(),
          source: key,
        }),
      ),
      decisions: z.array(
        z.strictObject({
          commentId: z.int().positive(),
          question: text,
          text: key,
          saidAtMs: ms,
          metrics: z.array(key).exactOptional(),
          areas: z.array(key).exactOptional(),
          audience: z.enum(["public", "private"]).exactOptional(),
        }),
      ),
      changes: z.array(changeSchema),
    }),
  ),
});

export function toExportedChange({ author: _, ...change }: AssessedChange): ExportedChange {
  return change;
}
