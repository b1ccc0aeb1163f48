import { z } from "zod";
import { idSchema } from "../payload/scalar-schemas.ts";
import type { ListPage, UnreadableRow } from "../workflows/ports/list-page.ts";
import type { GitHubAnswer } from "./git-hub-client.ts";
import { parseAnswer, showIssue } from "./parse-answer.ts";

const withIdSchema = z.object({ id: idSchema });

/** A list whose rows are parsed one by one; only where the answer is no list at all it is a fault. */
export function parseRows<Row extends z.ZodType>(
  row: Row,
  rows: readonly unknown[],
): ListPage<z.output<Row>> {
  const read: z.output<Row>[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const one of rows) {
    const parsed = row.safeParse(one);
    if (parsed.success) read.push(parsed.data);
    else {
      const id = withIdSchema.safeParse(one);
      unreadable.push({ ...(id.success ? { id: id.data.id } : {}), why: showIssue(parsed.error) });
    }
  }
  return { rows: read, unreadable };
}

/** As parseRows, of an answer that is the list itself. */
export function parseAnswerRows<Row extends z.ZodType>(
  row: Row,
  answer: Pick<GitHubAnswer, "data">,
  route: string,
): ListPage<z.output<Row>> {
  return parseRows(row, parseAnswer(z.array(z.unknown()), answer, route));
}
