import { fail, type Result, succeed } from "../model/result.ts";
import { createReportBuilder } from "../report/create-report-builder.ts";
import type { Report } from "../report/report.ts";
import type { GitMaterial } from "./gather-git-material.ts";
import type { ChangeHistory } from "./ports/change-history.ts";
import { walkGitHistory } from "./walk-git-history.ts";
import { watchHistory } from "./watch-history.ts";

export interface GitReportRequest extends Pick<GitMaterial, "facts" | "catalog" | "policy" | "window"> {
  /** Called after every 500 changes with their count so far, for a progress line. */
  readonly onProgress?: (assessed: number) => void;
}

/**
 * The report of a clone's window, of any length: each change is read, assessed, counted and let go. The failure is one
 * sentence: the history cannot be read to its end.
 */
export async function buildGitReport(
  history: ChangeHistory,
  request: GitReportRequest,
): Promise<Result<Report, string>> {
  const { facts, catalog, window } = request;
  const builder = createReportBuilder({ catalog, window, source: "git", repository: facts.repository });
  const watched = watchHistory(history);
  try {
    return succeed(builder.finish(await walkGitHistory(watched, { ...request, taker: builder })));
  } catch (error) {
    if (error !== watched.failure() || !(error instanceof Error)) throw error;
    return fail(error.message);
  }
}
