import { z } from "zod";
import { ANSWER_SOURCES, EFFECTS, PROVENANCES, type Tag } from "../../model/answer.ts";
import { VISIBILITIES } from "../../model/catalog.ts";
import type { AssessedChange, Revert } from "../../model/change.ts";
import type { Decision, Reading } from "../../model/reading.ts";

/** A landed change without the one person in it. */
export type ExportedChange = Omit<AssessedChange, "author">;

/** What was replied to a question of the report; the comment names it, not the person. */
export interface ExportedDecision extends Omit<Decision, "decidedOn"> {
  readonly commentId: number;
  readonly saidAtMs: number;
}

/** What is exported of a repository; the id stays when it is renamed. */
export interface ExportedRepository {
  readonly id: number;
  /** `owner/name` */
  readonly name: string;
  readonly readings: readonly Reading[];
  readonly decisions: readonly ExportedDecision[];
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

/**
 * A schema for each key of the type that is exported, and for no other: what is added to the model and not here would
 * be written by our own export and refused by our own import. Values that are words come from the model's lists.
 */
type SchemaOf<Exported> = Readonly<Record<keyof Exported, z.ZodType>>;

const tagSchema = z.strictObject({
  metric: key,
  effect: z.enum(EFFECTS),
  provenance: z.enum(PROVENANCES),
  source: z.enum(ANSWER_SOURCES),
  reason: text.optional(),
  saidAtMs: ms.optional(),
} satisfies SchemaOf<Tag>);

type Suggested = NonNullable<ExportedChange["suggested"]>;

/** One change of a file. Unknown fields are refused: a file of a later version must not be half understood. */
export const changeSchema = z.strictObject({
  id: key,
  sha: text,
  number: z.int().positive().optional(),
  title: text,
  landedAtMs: ms,
  areas: z.array(
    z.strictObject({ area: key, paths: z.int().min(0) } satisfies SchemaOf<ExportedChange["areas"][number]>),
  ),
  touchesNoArea: z.boolean(),
  paths: z.array(text),
  eligible: z.boolean(),
  asked: z.boolean(),
  answer: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("tags"), tags: z.array(tagSchema).min(1) }),
    z.strictObject({ kind: z.enum(["none", "unsure", "unanswered"]) }),
  ]),
  guess: key.optional(),
  suggested: z
    .strictObject({ metrics: z.array(key), blind: z.boolean() } satisfies SchemaOf<Suggested>)
    .optional(),
  reverts: z
    .strictObject({
      sha: text.optional(),
      number: z.int().positive().optional(),
      title: text.optional(),
    } satisfies SchemaOf<Revert>)
    .optional(),
} satisfies SchemaOf<ExportedChange>);

export const exportSchema = z.strictObject({
  version: z.literal(EXPORT_VERSION),
  optOuts: z
    .array(
      z.strictObject({
        userId: z.int().positive(),
        login: z.string().min(1).max(100),
        isOut: z.boolean(),
        saidAtMs: ms,
      } satisfies SchemaOf<ExportedOptOut>),
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
        } satisfies SchemaOf<Reading>),
      ),
      decisions: z.array(
        z.strictObject({
          commentId: z.int().positive(),
          question: text,
          text: key,
          saidAtMs: ms,
          metrics: z.array(key).exactOptional(),
          areas: z.array(key).exactOptional(),
          audience: z.enum(VISIBILITIES).exactOptional(),
        } satisfies SchemaOf<ExportedDecision>),
      ),
      changes: z.array(changeSchema),
    } satisfies SchemaOf<ExportedRepository>),
  ),
});

export function toExportedChange({ author: _, ...change }: AssessedChange): ExportedChange {
  return change;
}
