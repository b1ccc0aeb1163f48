import { renderReportMarkdown } from "../../src/report/markdown/markdown-form.ts";
import { renderReportHtml } from "../../src/report/render-report-html.ts";
import type { Report } from "../../src/report/report.ts";
import { renderReportJsonChunks } from "../../src/report/report-json.ts";
import { renderSummaryMarkdown } from "../../src/summary/render-summary.ts";
import { renderSummaryHtml } from "../../src/summary/render-summary-html.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { renderSummaryJson } from "../../src/summary/summary-json.ts";
import type { Stage } from "../play/stage.ts";
import type { PagePlayer } from "./page-player.ts";
import { playAnsweredWeek, playDiscussedWeek } from "./play-weeks.ts";
import { readScreens } from "./read-screens.ts";

export interface PlayedFortnight {
  readonly lines: readonly string[];
  readonly files: ReadonlyMap<string, string>;
}

export interface FortnightParts {
  readonly stage: Stage;
  readonly player: PagePlayer;
  /** Of `acme/shop`. */
  readonly readReport: (repository: string) => Promise<Report | undefined>;
  /** Of the week that ended last. */
  readonly readSummary: () => Promise<Summary | undefined>;
}

/** Stands for the address of the sandbox, whose port differs from run to run. */
const ADDRESS = "https://github.example";

/**
 * Two weeks as a person would play them on the page: opens pull requests, answers in four ways, merges, lets the weeks
 * pass, answers the summary and the report. The same sandbox gives the same bytes.
 */
export async function playFortnight(parts: FortnightParts): Promise<PlayedFortnight> {
  const { stage, player } = parts;
  const { organisation, gitHub } = stage.sandbox;
  await playAnsweredWeek(player, organisation);
  await playDiscussedWeek(player, organisation);
  const written: [string, string][] = [
    ...(await renderReports(parts)),
    ...(await renderSummary(parts)),
    ...(await readScreens(parts)),
  ];
  const files = written.map(([name, text]) => [name, text.replaceAll(gitHub.url, ADDRESS)] as const);
  return { lines: player.lines, files: new Map(files) };
}

async function renderReports({ stage, readReport }: FortnightParts): Promise<[string, string][]> {
  const { login, repositories } = stage.sandbox.organisation;
  const files: [string, string][] = [];
  for (const { name } of repositories) {
    const report = await readReport(`${login}/${name}`);
    if (report === undefined) continue;
    files.push(
      [`report-${name}.md`, renderReportMarkdown(report)],
      [`report-${name}.html`, renderReportHtml(report, { linkBase: `${ADDRESS}/${login}/${name}` })],
      [`report-${name}.json`, [...renderReportJsonChunks(report)].join("")],
    );
  }
  return files;
}

async function renderSummary({ readSummary }: FortnightParts): Promise<[string, string][]> {
  const summary = await readSummary();
  if (summary === undefined) return [];
  return [
    ["summary.md", renderSummaryMarkdown(summary)],
    ["summary.html", renderSummaryHtml(summary)],
    ["summary.json", renderSummaryJson(summary)],
  ];
}
