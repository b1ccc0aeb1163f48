import type { RequestListener } from "node:http";
import type { Change } from "../../src/model/change.ts";
import { renderReportHtml } from "../../src/report/render-report-html.ts";
import type { Report } from "../../src/report/report.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { showIsoWeek, toWeekIndex } from "../../src/time/iso-week.ts";
import type { ReportStore } from "../../src/workflows/ports/report-store.ts";
import { gatherStoreMaterial } from "../../src/workflows/report/gather-store-material.ts";
import { buildStoreReport } from "../../src/workflows/report/make-report.ts";
import { gatherSummary } from "../../src/workflows/summary/gather-summary.ts";
import { type CloneContent, planClone, toCloneOrganisation } from "../organisation/plan-clone.ts";
import { SAMPLE_ORGANISATION } from "../organisation/sample-organisation.ts";
import { createPage, toListener } from "../page/create-page.ts";
import { passWeek } from "../play/pass-week.ts";
import type { PlayedHistory } from "../play/play-changes.ts";
import { createPlan, HISTORY_WEEKS, type PlanOfWeek, playHistory } from "../play/play-history.ts";
import type { Sandbox } from "../play/sandbox.ts";
import { type Act, Stage } from "../play/stage.ts";
import { toWeekStart } from "../play/to-next-monday.ts";
import { PagePlayer } from "./page-player.ts";
import { type PlayedFortnight, playFortnight } from "./play-fortnight.ts";

const WEEK_MS = 7 * 86_400_000;
/** A Monday. Fixed, so that everybody who follows a guide sees the same. */
const FIRST_DAY_MS = Date.UTC(2026, 0, 5);
const SEED = 20260105;

type Clone = CloneContent;

export interface DemoParts extends Omit<Sandbox, "organisation"> {
  readonly store: ReportStore;
  readonly clone: Clone | undefined;
}

export interface PlayedDemo {
  /** What people see. */
  readonly listener: RequestListener;
  untilReady(): Promise<void>;
  playFortnight(): Promise<PlayedFortnight>;
}

/** Where the sandbox's clock begins: twelve weeks before its present. */
export function toStartMs(clone: Pick<Clone, "changes"> | undefined): number {
  const newestMs = clone?.changes.reduce((newest, { landedAtMs }) => Math.max(newest, landedAtMs), 0);
  if (newestMs === undefined || newestMs === 0) return FIRST_DAY_MS;
  return toWeekStart(newestMs) - (HISTORY_WEEKS - 1) * WEEK_MS;
}

/** Plays the organisation's past, and then what the page is told to. */
export function playDemo({ store, clone, ...parts }: DemoParts): PlayedDemo {
  const organisation = clone === undefined ? SAMPLE_ORGANISATION : toCloneOrganisation(clone);
  const sandbox: Sandbox = { ...parts, organisation };
  const stage = new Stage(sandbox);
  const plan = clone === undefined ? createPlan(sandbox, SEED) : createClonePlan(sandbox, clone.changes);
  let history: PlayedHistory = { changes: [], numbers: new Map() };
  const ready = stage.begin(async (tell) => {
    history = await playHistory(sandbox, plan, tell);
  });
  // Who asks is told; until then it is no rejection that nobody hears.
  ready.catch(() => undefined);
  const pass = (): Promise<Act> => stage.act(() => passWeek(sandbox, plan, history));
  const readReport = (repository: string): Promise<Report | undefined> => buildReport(store, repository);
  const readReportPage = async (repository: string): Promise<string | undefined> => {
    const report = await readReport(repository);
    const linkBase = `${sandbox.gitHub.url}/${repository}`;
    return report === undefined ? undefined : renderReportHtml(report, { linkBase });
  };
  const page = createPage({ stage, passWeek: pass, readReportPage });
  const readSummary = (): Promise<Summary | undefined> => buildSummary(store, sandbox);
  return {
    listener: toListener(page),
    untilReady: () => ready,
    playFortnight: () =>
      playFortnight({ stage, player: new PagePlayer(page, stage), readReport, readSummary }),
  };
}

function createClonePlan(sandbox: Sandbox, changes: readonly Change[]): PlanOfWeek {
  const planned = planClone(sandbox.organisation, changes);
  return (weekStartMs) =>
    planned.filter(({ landedAtMs }) => landedAtMs >= weekStartMs && landedAtMs < weekStartMs + WEEK_MS);
}

async function buildReport(store: ReportStore, repository: string): Promise<Report | undefined> {
  const material = await gatherStoreMaterial(store, { repository });
  return material.ok ? buildStoreReport(material.value) : undefined;
}

/** Of the week before the clock's, for those who read the repository that it is posted in. */
async function buildSummary(
  store: ReportStore,
  { clock, organisation }: Pick<Sandbox, "clock" | "organisation">,
): Promise<Summary | undefined> {
  const { login, summaryRepository = "" } = organisation;
  const home = await store.findRepositoryByName(login, summaryRepository);
  if (home === undefined) return undefined;
  const gathered = await gatherSummary(store, {
    organisation: { id: home.ownerId, login },
    week: showIsoWeek(toWeekIndex(clock.now() - WEEK_MS)),
    repositoryId: home.id,
  });
  return gathered.ok ? gathered.value.builder.finish({ audience: "private" }) : undefined;
}
