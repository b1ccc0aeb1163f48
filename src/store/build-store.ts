import type { ServiceStore } from "../workflows/ports/service-store.ts";
import { findBackfill, listLanded, listLinkedIssues, startBackfill } from "./backfill-rows.ts";
import { type BudgetSettings, DEFAULT_BUDGETS, holdInstallation, takeRequest } from "./budget.ts";
import { buildReportStore } from "./build-report-store.ts";
import { bumpWork } from "./bump-work.ts";
import { listExtending } from "./catalog-file-rows.ts";
import {
  findCheck,
  findLastCheck,
  hasChecks,
  listCheckedNumbers,
  listChecksForFew,
} from "./check-run-rows.ts";
import { claimWork, findNextDueMs, voidLeases } from "./claim-work.ts";
import { findComment, findHeardComment, listCommentsForFew, listInsights } from "./comment-rows.ts";
import { listCreditStatements, upsertOptOut } from "./credit-rows.ts";
import { listDeadWork, readFigures, retryDeadWork } from "./dead-work.ts";
import { deleteExpired } from "./delete-expired.ts";
import type { Engine } from "./engine.ts";
import { forgetUser } from "./forget-user.ts";
import { findInstallation, isLearning, listInstallations } from "./installation-rows.ts";
import { findChange, findPaths, listRecentChanges, upsertChange } from "./landed-change-rows.ts";
import { releaseClaims, renewLeases } from "./leases.ts";
import { findNotes, listLearnings } from "./note-rows.ts";
import { findPullRequest, listOpenPullRequests, listPullRequestsByHead } from "./pull-request-rows.ts";
import { findDeliveryLogPlace, listUnknownDeliveries, recordDeliveries } from "./record-deliveries.ts";
import { findReportIssue, listDueReports, saveReadings, upsertDecision } from "./report-rows.ts";
import { findRepository, listRepositories } from "./repository-rows.ts";
import { saveWrites, settleWork } from "./settle-work.ts";
import { listStatements } from "./statement-rows.ts";
import { findSummaryIssue, listHeldSummaries, listSummaryChannels } from "./summary-rows.ts";

type Work = Pick<
  ServiceStore,
  | "recordDeliveries"
  | "bump"
  | "claimWork"
  | "renewLeases"
  | "settle"
  | "save"
  | "releaseClaims"
  | "findNextDueMs"
  | "listDeadWork"
  | "retryDeadWork"
  | "startBackfill"
  | "saveReadings"
  | "saveChanges"
  | "saveDecisions"
  | "saveOptOuts"
>;

function buildWork(engine: Engine): Work {
  return {
    recordDeliveries: (deliveries) => recordDeliveries(engine, deliveries),
    bump: (bumps) => engine.inTransaction(async (db) => bumpWork(db, bumps, await engine.readNow(db))),
    claimWork: (request) => claimWork(engine, request),
    renewLeases: (claims, leaseMs) => renewLeases(engine, claims, leaseMs),
    settle: (claim, settlement, writes) => settleWork(engine, claim, { settlement, writes }),
    save: (claim, writes) => saveWrites(engine, claim, writes),
    releaseClaims: (claims) => releaseClaims(engine, claims),
    findNextDueMs: () => findNextDueMs(engine),
    listDeadWork: (limit) => listDeadWork(engine, limit),
    retryDeadWork: (keys) => retryDeadWork(engine, keys),
    startBackfill: (repositoryId, sinceMs) => startBackfill(engine.db, repositoryId, sinceMs),
    saveReadings: (repositoryId, readings) => saveReadings(engine, repositoryId, readings),
    saveChanges: (changes) =>
      engine.inTransaction(async (db) => {
        for (const change of changes) await upsertChange(db, change);
      }),
    saveDecisions: (decisions) =>
      engine.inTransaction(async (db) => {
        for (const decision of decisions) await upsertDecision(db, decision);
      }),
    saveOptOuts: (optOuts) =>
      engine.inTransaction(async (db) => {
        let count = 0;
        for (const optOut of optOuts) count += (await upsertOptOut(db, optOut)) ? 1 : 0;
        return count;
      }),
  };
}

type Reading = Omit<
  ServiceStore,
  keyof Work | "take" | "hold" | "readFigures" | "deleteExpired" | "forgetUser" | "close"
>;

function buildReading(engine: Engine): Reading {
  const { db } = engine;
  return {
    ...buildReportStore(db),
    findRepository: (repositoryId) => findRepository(db, repositoryId),
    findInstallation: (id) => findInstallation(db, id),
    findDeliveryLogPlace: () => findDeliveryLogPlace(db),
    listUnknownDeliveries: (ids) => listUnknownDeliveries(db, ids),
    listRepositories: (installationId) => listRepositories(db, installationId),
    findPullRequest: (repositoryId, number) => findPullRequest(db, repositoryId, number),
    listOpenPullRequests: (repositoryId) => listOpenPullRequests(db, repositoryId),
    listPullRequestsByHead: (repositoryId, headSha) => listPullRequestsByHead(db, repositoryId, headSha),
    findPaths: (repositoryId, number, headSha) => findPaths(db, { repositoryId, number, headSha }),
    listStatements: (repositoryId, number) => listStatements(db, repositoryId, number),
    findHeardComment: (repositoryId, number, commentId) =>
      findHeardComment(db, { repositoryId, number, commentId }),
    findCheck: (repositoryId, headSha, name) => findCheck(db, { repositoryId, headSha, name }),
    findLastCheck: (repositoryId, number, name) => findLastCheck(db, { repositoryId, number, name }),
    listExtending: (sources) => listExtending(db, sources),
    hasChecks: (repositoryId) => hasChecks(db, repositoryId),
    listChecksForFew: (repositoryId, number) => listChecksForFew(db, repositoryId, number),
    listCheckedNumbers: (repositoryId, which) => listCheckedNumbers(db, repositoryId, which),
    findComment: (repositoryId, number, kind) => findComment(db, { repositoryId, number, kind }),
    listCommentsForFew: (repositoryId) => listCommentsForFew(db, repositoryId),
    listInsights: (repositoryId, of) => listInsights(db, repositoryId, of),
    findChange: (repositoryId, number) => findChange(db, repositoryId, number),
    listRecentChanges: (repositoryId, limit) => listRecentChanges(db, repositoryId, limit),
    listCreditStatements: (repositoryId, number) => listCreditStatements(db, repositoryId, number),
    findNotes: (repositoryId, number) => findNotes(db, repositoryId, number),
    listLearnings: (request) => listLearnings(db, request),
    findBackfill: (repositoryId) => findBackfill(db, repositoryId),
    listLanded: (repositoryId, page) => listLanded(db, repositoryId, page),
    listLinkedIssues: (repositoryId, keys) => listLinkedIssues(db, repositoryId, keys),
    findReportIssue: (repositoryId) => findReportIssue(db, repositoryId),
    listDueReports: (nowMs) => listDueReports(db, nowMs),
    listInstallations: () => listInstallations(db),
    isLearning: (installationId) => isLearning(db, installationId),
    findSummaryIssue: (organisationId, repositoryId) => findSummaryIssue(db, organisationId, repositoryId),
    listSummaryChannels: (organisationId, week) => listSummaryChannels(db, organisationId, week),
    listHeldSummaries: (limit) => listHeldSummaries(db, limit),
  };
}

/** The store over an engine whose tables are up to date. */
export async function buildStore(
  engine: Engine,
  budgets: BudgetSettings = DEFAULT_BUDGETS,
): Promise<ServiceStore> {
  // One process has the file, and it has just started: whoever held a lease is gone.
  if (engine.kind === "sqlite") await voidLeases(engine.db, { kind: "all" }, await engine.readNow(engine.db));
  return {
    ...buildWork(engine),
    ...buildReading(engine),
    take: (installationId, kind) => takeRequest(engine, { installationId, kind, budgets }),
    hold: (installationId, untilMs) => holdInstallation(engine, installationId, untilMs),
    readFigures: () => readFigures(engine.db),
    deleteExpired: (keepMs) => deleteExpired(engine, keepMs),
    forgetUser: (actorId) => forgetUser(engine, actorId),
    close: () => engine.close(),
  };
}
