/** Small worlds to write, free of the test runner, so that a child process can build them too. */
import type { AssessedChange } from "../../src/model/change.ts";
import type { PullRequestState } from "../../src/model/pull-request.ts";
import type { Repository } from "../../src/model/repository.ts";
import { PRIORITY, type Priority, type Subject } from "../../src/model/subject.ts";
import type { Delivery, DeliveryFields } from "../../src/model/webhook.ts";

export const START_MS = Date.UTC(2026, 0, 5);
export const INSTALLATION_ID = 7_700_000_001;
export const REPOSITORY_ID = 9_000_000_001;

export function subjectOf(number: number, installationId = INSTALLATION_ID): Subject {
  return { kind: "pull-request", installationId, repositoryId: REPOSITORY_ID, number };
}

export const REPOSITORY: Repository = {
  id: REPOSITORY_ID,
  installationId: INSTALLATION_ID,
  ownerId: 5_000_000_001,
  owner: "Acme",
  name: "Shop",
  visibility: "private",
  defaultBranch: "main",
  isArchived: false,
  isDeleted: false,
};

export function fieldsOf(number: number, changes?: Partial<{ senderId: number }>): DeliveryFields {
  return {
    kind: "comment",
    action: "created",
    commentId: 1_000 + number,
    number,
    body: "/impact none",
    author: { id: 11, login: "ada", isBot: false },
    sender: { id: changes?.senderId ?? 11, login: "ada", isBot: false },
    createdAtMs: START_MS,
    updatedAtMs: START_MS,
    repository: REPOSITORY,
  };
}

export interface DeliveryChanges {
  readonly priority?: Priority;
  readonly receivedAtMs?: number;
  readonly installationId?: number;
  readonly fields?: DeliveryFields;
}

export function deliveryOf(id: string, number: number, changes: DeliveryChanges = {}): Delivery {
  return {
    id,
    event: "issue_comment",
    action: "created",
    installationId: changes.installationId ?? INSTALLATION_ID,
    repositoryId: REPOSITORY_ID,
    bodyHash: "ab".repeat(32),
    receivedAtMs: changes.receivedAtMs ?? START_MS,
    content: {
      kind: "work",
      subject: subjectOf(number, changes.installationId),
      priority: changes.priority ?? PRIORITY.event,
      fields: changes.fields ?? fieldsOf(number),
    },
  };
}

export function stateOf(number: number, changes: Partial<PullRequestState> = {}): PullRequestState {
  return {
    repositoryId: REPOSITORY_ID,
    number,
    updatedAtMs: START_MS,
    status: "open",
    title: `Change ${number}`,
    body: "Impact: checkout",
    author: { id: 11, login: "ada", isBot: false },
    isDraft: false,
    labels: ["impact: checkout", "ünïcode 🎉"],
    headSha: "a".repeat(40),
    headBranch: "topic",
    baseBranch: "main",
    isFromFork: true,
    createdAtMs: START_MS - 1,
    ...changes,
  };
}

export function changeOf(number: number, landedAtMs: number, author = "ada"): AssessedChange {
  return {
    id: `#${number}`,
    sha: number.toString(16).padStart(40, "0"),
    number,
    title: `Change ${number}`,
    author,
    landedAtMs,
    areas: [{ area: "checkout", paths: 2 }],
    touchesNoArea: false,
    paths: ["a.ts", "b.ts"],
    eligible: true,
    asked: true,
    answer: { kind: "none" },
  };
}
