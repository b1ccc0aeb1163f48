import type { PullRequestState } from "./pull-request.ts";
import type { Actor, Repository } from "./repository.ts";
import type { Priority, Subject } from "./subject.ts";

/** One webhook as it came in, its signature already checked. What it means is decided in src/app. */
export interface Webhook {
  /** `X-GitHub-Delivery`. */
  readonly id: string;
  /** `X-GitHub-Event`. */
  readonly event: string;
  /** Parsed JSON of any shape. */
  readonly payload: unknown;
  /** SHA-256 of the raw body, hexadecimal. */
  readonly bodyHash: string;
  readonly receivedAtMs: number;
}

/** The fields of a webhook that are used, validated; nothing else of it is kept. */
export type DeliveryFields =
  | {
      readonly kind: "pull-request";
      readonly action: string;
      readonly pullRequest: PullRequestState;
      readonly repository: Repository;
      readonly sender: Actor;
      /** The description before an edit of it; empty where it could hold no answer. */
      readonly bodyBefore?: string;
      /** The head before a push. */
      readonly before?: string;
    }
  | {
      readonly kind: "comment";
      readonly action: "created" | "edited" | "deleted";
      readonly commentId: number;
      readonly number: number;
      /** Empty where it holds neither a command nor a list of ours. */
      readonly body: string;
      readonly author: Actor;
      readonly sender: Actor;
      readonly createdAtMs: number;
      readonly updatedAtMs: number;
      readonly repository: Repository;
    }
  | {
      readonly kind: "check-action";
      readonly checkRunId: number;
      readonly headSha: string;
      /** What we put there: `pull-request:<number>`. */
      readonly externalId: string;
      readonly identifier: string;
      readonly sender: Actor;
      readonly repository: Repository;
    }
  | { readonly kind: "rerequested"; readonly headSha: string; readonly repository: Repository }
  | { readonly kind: "merge-group"; readonly headSha: string; readonly repository: Repository }
  | { readonly kind: "push"; readonly repository: Repository; readonly headSha: string }
  | {
      readonly kind: "label";
      readonly action: "edited" | "deleted";
      readonly name: string;
      readonly repository: Repository;
    }
  | { readonly kind: "repository"; readonly action: string; readonly repository: Repository }
  | {
      readonly kind: "installation";
      readonly action: string;
      readonly installation: Installation;
    }
  | {
      readonly kind: "installation-repositories";
      readonly installation: Installation;
      readonly addedIds: readonly number[];
      readonly removedIds: readonly number[];
    };

export interface Installation {
  readonly id: number;
  readonly accountId: number;
  readonly accountLogin: string;
  readonly accountType: "Organization" | "User";
  readonly isSuspended: boolean;
}

/** One webhook, before it is stored. */
export interface Delivery {
  /** `X-GitHub-Delivery`. */
  readonly id: string;
  readonly event: string;
  readonly action?: string;
  readonly installationId?: number;
  readonly repositoryId?: number;
  /** SHA-256 of the raw body, hexadecimal. */
  readonly bodyHash: string;
  readonly receivedAtMs: number;
  readonly content:
    | {
        readonly kind: "work";
        readonly subject: Subject;
        readonly priority: Priority;
        readonly fields: DeliveryFields;
      }
    /** Stored so that it is known to have come, and never worked on. */
    | { readonly kind: "ignored"; readonly why: string };
}
