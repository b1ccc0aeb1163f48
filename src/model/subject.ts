/** What work is about: a thing to look at again. All ids are GitHub's numeric ids; numbers are unique in a repository. */
export type Subject =
  | {
      readonly kind: "pull-request";
      readonly installationId: number;
      readonly repositoryId: number;
      readonly number: number;
    }
  /** A commit that may be the head of pull requests: which ones is looked up when the work is done. */
  | {
      readonly kind: "head";
      readonly installationId: number;
      readonly repositoryId: number;
      readonly headSha: string;
    }
  /** A merge queue's temporary head: answered from the payload alone. */
  | {
      readonly kind: "merge-group";
      readonly installationId: number;
      readonly repositoryId: number;
      readonly headSha: string;
    }
  | { readonly kind: "repository"; readonly installationId: number; readonly repositoryId: number }
  /** The issue that a repository's report stands in. */
  | { readonly kind: "report"; readonly installationId: number; readonly repositoryId: number }
  /** What happened in a repository before the store knew it. */
  | { readonly kind: "backfill"; readonly installationId: number; readonly repositoryId: number }
  /** The summary of one ISO week (`2026-W47`) of an organisation, by its account's id. */
  | {
      readonly kind: "summary";
      readonly installationId: number;
      readonly organisationId: number;
      readonly week: string;
    }
  /** What is said in the issue that an organisation's summaries stand in. */
  | { readonly kind: "summary-issue"; readonly installationId: number; readonly repositoryId: number }
  | { readonly kind: "installation"; readonly installationId: number }
  /** GitHub's log of what it sent the app: there is one, of no installation. */
  | { readonly kind: "delivery-log"; readonly installationId: 0 };

/** Unique text of a subject, the primary key of its work row: `pull-request:900:812`, `installation:77`. */
export function toSubjectKey(subject: Subject): string {
  switch (subject.kind) {
    case "pull-request":
      return `pull-request:${subject.repositoryId}:${subject.number}`;
    case "head":
    case "merge-group":
      return `${subject.kind}:${subject.repositoryId}:${subject.headSha}`;
    case "repository":
    case "report":
    case "backfill":
    case "summary-issue":
      return `${subject.kind}:${subject.repositoryId}`;
    case "summary":
      return `summary:${subject.organisationId}:${subject.week}`;
    case "installation":
      return `installation:${subject.installationId}`;
    case "delivery-log":
      return "delivery-log";
  }
}

/** Lower runs first: merge queue, a person's click or command, pull request events, sweeps, back-fill. */
export const PRIORITY = { mergeQueue: 0, person: 1, event: 2, sweep: 3, backfill: 4 } as const;
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];
