import type { ReportStore } from "../workflows/ports/report-store.ts";
import { listCatalogs } from "./catalog-file-rows.ts";
import { listOptOuts } from "./credit-rows.ts";
import type { Database } from "./engine.ts";
import { findLandedSpan, listChanges } from "./landed-change-rows.ts";
import { listNotes } from "./note-rows.ts";
import { listLabelledNumbers, listMilestoneNumbers } from "./pull-request-rows.ts";
import { listDecisions, listReadings } from "./report-rows.ts";
import { findRepositoryByName, listKnownRepositories, listOwnedRepositories } from "./repository-rows.ts";
import { listSeenAnswers } from "./seen-answer-rows.ts";
import { findSummaryWeek, listSummaryWeeks } from "./summary-rows.ts";

/** What a report reads, over any connection. */
export function buildReportStore(db: Database): Omit<ReportStore, "close"> {
  return {
    listKnownRepositories: () => listKnownRepositories(db),
    findRepositoryByName: (owner, name) => findRepositoryByName(db, owner, name),
    listCatalogs: (repositoryId) => listCatalogs(db, repositoryId),
    findLandedSpan: (repositoryId) => findLandedSpan(db, repositoryId),
    listChanges: (repositoryId, page) => listChanges(db, repositoryId, page),
    listLabelledNumbers: (repositoryId, label) => listLabelledNumbers(db, repositoryId, label),
    listMilestoneNumbers: (repositoryId, title) => listMilestoneNumbers(db, repositoryId, title),
    listReadings: (repositoryId) => listReadings(db, repositoryId),
    listDecisions: (repositoryId) => listDecisions(db, repositoryId),
    listNotes: (repositoryId, page) => listNotes(db, repositoryId, page),
    listOptOuts: () => listOptOuts(db),
    listOwnedRepositories: (ownerId) => listOwnedRepositories(db, ownerId),
    findSummaryWeek: (organisationId, week) => findSummaryWeek(db, organisationId, week),
    listSummaryWeeks: (organisationId, limit) => listSummaryWeeks(db, organisationId, limit),
    listSeenAnswers: (repositoryId, span) => listSeenAnswers(db, repositoryId, span),
  };
}
