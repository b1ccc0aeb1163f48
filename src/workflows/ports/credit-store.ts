import type { ChangeNotes, CreditedPerson } from "../../model/credit.ts";
import type { Repository, RepositoryVisibility } from "../../model/repository.ts";

/** One `/credit` or `/learned` in a comment on a pull request, from somebody who might say it. */
export interface StoredCreditStatement {
  readonly repositoryId: number;
  readonly number: number;
  readonly commentId: number;
  /** Index of the command in its comment. */
  readonly position: number;
  readonly said:
    | { readonly kind: "credit"; readonly login: string; readonly words: string }
    | { readonly kind: "learned"; readonly words: string };
  readonly by: CreditedPerson;
  readonly saidAtMs: number;
}

/** What is worth telling of a landed change, as it was said: with people who opted out. */
export interface StoredNotes {
  readonly repositoryId: number;
  readonly number: number;
  readonly landedAtMs: number;
  /** Keys of the metrics that it claims: under these its learnings are offered elsewhere. */
  readonly metrics: readonly string[];
  readonly notes: ChangeNotes;
  /** What its commits said; absent: they were not read. */
  readonly ofCommits?: ChangeNotes;
}

/** What somebody last said by `/throughline credit off` or `on`. It holds in every repository of the store. */
export interface StoredOptOut {
  readonly userId: number;
  readonly login: string;
  readonly isOut: boolean;
  readonly saidAtMs: number;
}

export interface ShownNotes {
  /** `#123`, as AssessedChange has it. */
  readonly id: string;
  readonly notes: ChangeNotes;
}

/** A learning of another repository, and the change it came from. */
export interface FoundLearning {
  readonly metric: string;
  readonly text: string;
  readonly repository: Pick<Repository, "owner" | "name" | "visibility">;
  readonly number: number;
}

export interface LearningRequest {
  readonly ownerId: number;
  /** Keys, live and former. */
  readonly metrics: readonly string[];
  readonly exceptRepositoryId: number;
  /** Of the repositories that may be named. */
  readonly visibilities: readonly RepositoryVisibility[];
  readonly limit: number;
}

/** What is told of people. Who opted out is in none of it. */
export interface CreditReading {
  /** Notes of the changes that `listChanges` gives for the same page, in the same order; few have none. */
  listNotes(repositoryId: number, page: ChangePage): Promise<readonly ShownNotes[]>;
  /** Those that hold now, by id: for what is shown without `listNotes`. */
  listOptOuts(): Promise<readonly StoredOptOut[]>;
}

/** What the service keeps of credits. Its writes are StoreWrites, under the claim of their subject. */
export interface CreditStore {
  /** In the order in which they were said. */
  listCreditStatements(repositoryId: number, number: number): Promise<readonly StoredCreditStatement[]>;
  findNotes(repositoryId: number, number: number): Promise<StoredNotes | undefined>;
  /** Newest first; of repositories that still exist. */
  listLearnings(request: LearningRequest): Promise<readonly FoundLearning[]>;
  /** Outside of any claim, for what was exported before; of two the one said last stays. Answers how many differ. */
  saveOptOuts(optOuts: readonly StoredOptOut[]): Promise<number>;
}

/** A page of landed changes: those of a span behind the last one of the page before. */
export interface ChangePage {
  /** Epoch milliseconds: included. */
  readonly sinceMs: number;
  /** Epoch milliseconds: excluded. */
  readonly untilMs: number;
  readonly after?: { readonly landedAtMs: number; readonly id: string };
  readonly limit: number;
}
