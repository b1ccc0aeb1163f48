import { buildChangeNotes } from "../../credit/build-change-notes.ts";
import { parsePerson } from "../../credit/person.ts";
import { toChangeId } from "../../model/change.ts";
import type { ChangeNotes } from "../../model/credit.ts";
import { fail, type Result, succeed } from "../../model/result.ts";
import type { SummaryBuilder } from "../../summary/summary-builder.ts";
import type { SummaryRepository } from "../../summary/summary-frame.ts";
import type { ZoneWeek } from "../../time/zone-week.ts";
import type { GitMaterial } from "../gather-git-material.ts";
import { toDay } from "../parse-window.ts";
import type { ChangeHistory } from "../ports/change-history.ts";
import { watchHistory } from "../service-memory.ts";
import { walkGitHistory } from "../walk-git-history.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export interface GitSummaryRequest extends Pick<GitMaterial, "facts" | "policy"> {
  readonly builder: Pick<SummaryBuilder, "add">;
  readonly repository: SummaryRepository;
  readonly week: ZoneWeek;
  /** Where the four weeks before begin. */
  readonly sinceMs: number;
  readonly onProgress?: (assessed: number) => void;
}

/**
 * Adds what landed in a clone in the week and the four before. Who helped is read from the commit messages of the week.
 * The failure is one sentence: the history cannot be read to its end.
 */
export async function addGitChanges(
  history: ChangeHistory,
  request: GitSummaryRequest,
): Promise<Result<undefined, string>> {
  const { builder, repository, week, sinceMs } = request;
  const watched = watchHistory(history);
  try {
    const notes = await readNotes(watched, week);
    await walkGitHistory(watched, {
      ...request,
      // Days in UTC hold the weeks of any zone; the builder takes what is in them.
      window: { since: toDay(sinceMs), until: toDay(week.endMs + DAY_MS) },
      taker: {
        add: (change) => builder.add(repository, change, notes.get(change.id)),
        addPrevious: () => undefined,
      },
    });
    return succeed(undefined);
  } catch (error) {
    if (error !== watched.failure() || !(error instanceof Error)) throw error;
    return fail(error.message);
  }
}

async function readNotes(
  history: ChangeHistory,
  { startMs, endMs }: ZoneWeek,
): Promise<ReadonlyMap<string, ChangeNotes>> {
  const notes = new Map<string, ChangeNotes>();
  const request = { sinceMs: startMs, untilMs: endMs, outside: "nothing" } as const;
  for await (const change of history.listChanges(request)) {
    const author = parsePerson(change.author);
    notes.set(toChangeId(change), buildChangeNotes({ author, description: change.body }));
  }
  return notes;
}
