import type { PullRequestState } from "../../model/pull-request.ts";
import type { Actor, Repository } from "../../model/repository.ts";
import type { DeliveryFields } from "../../model/webhook.ts";
import type { EffectiveCatalog } from "../catalog/effective-catalog.ts";
import type { StoredDecision } from "../ports/report-store.ts";
import type { StoreWrites } from "../ports/service-store.ts";
import type { StoredSummaryWeek } from "../ports/summary-store.ts";
import type { DecidedQuestion, ReportRecord } from "../report/report-record.ts";
import type { LookContext } from "../service-context.ts";

export type CommentFields = Extract<DeliveryFields, { kind: "comment" }>;

/** What comments stand below, with what its commands need to know of it. */
export type CommentPlace =
  | { readonly kind: "pull-request"; readonly state: PullRequestState; readonly effective: EffectiveCatalog }
  | {
      readonly kind: "report-issue";
      /** As numbered in the report, with who could read them there. */
      readonly questions: readonly DecidedQuestion[];
      /** What the issue itself says of comments, where a lost store is rebuilt. */
      readonly noted?: ReportRecord["decided"];
      /** Absent: those of the store. */
      readonly decisions?: readonly StoredDecision[];
    }
  | {
      readonly kind: "summary-issue";
      /** Whose briefs may be answered; absent: the newest of the store. */
      readonly weeks?: readonly StoredSummaryWeek[];
    }
  /** Any other issue, and a pull request where nothing is asked. */
  | { readonly kind: "issue" };

export type PlaceKind = CommentPlace["kind"];

export interface CommentThread<Kind extends PlaceKind = PlaceKind> {
  readonly context: LookContext;
  readonly repository: Repository;
  /** Of the pull request or issue. */
  readonly number: number;
  readonly place: Extract<CommentPlace, { readonly kind: Kind }>;
}

/** `author`: of the pull request, or who may write. Each is asked of GitHub at that moment. */
export type Right = "anyone" | "author" | "triage" | "write";

/** What somebody says by a comment as it stands now. */
export interface Said<Parsed> {
  readonly parsed: Parsed;
  readonly commentId: number;
  readonly body: string;
  /** Whose word it is: the comment's author, or who ticked a list of ours. */
  readonly speaker: Actor;
  readonly isEdited: boolean;
  readonly createdAtMs: number;
  /** Of the last edit by its author, else as created. */
  readonly saidAtMs: number;
  readonly updatedAtMs: number;
}

export interface Outcome {
  /** `unclear`: nothing of it, or not all, can be taken as meant. `silent`: there is nothing to react to. */
  readonly verdict: "accepted" | "unclear" | "silent";
  readonly writes: StoreWrites;
  /** What the look is to do because of it. */
  readonly request?: CommandRequest;
  /** Done once the writes are stored; not while back-fill reads what was said long ago. */
  readonly answer?: () => Promise<void>;
}

export type CommandRequest = "insight" | "report";

/** One family of commands. */
export interface CommandSpec<Kind extends PlaceKind, Parsed> {
  readonly name: string;
  /** What its commands begin with, behind the slash: a webhook without any of them is not kept. */
  readonly words: readonly string[];
  readonly places: readonly Kind[];
  /** The lists that the app wrote are read too: from its own comment they are the word of who ticked them. */
  readonly readsOurLists?: true;
  /** Pure; undefined where the text holds none of these commands. */
  readonly parse: (body: string) => Parsed | undefined;
  readonly mayBeSaidBy: (parsed: Parsed) => Right;
  readonly apply: (thread: CommentThread<Kind>, said: Said<Parsed>) => Promise<Outcome>;
  /** Takes back what the comment said before: it was edited or deleted. Written before what it says now. */
  readonly undo: (thread: CommentThread<Kind>, commentId: number) => Promise<StoreWrites>;
  /** Taking the comment away takes nothing back, so that a state of it which comes late counts as well. */
  readonly isLasting?: true;
}

/** What a comment holds of one family. */
export interface FoundCommand {
  readonly name: string;
  readonly right: Right;
  apply(thread: CommentThread, said: Omit<Said<never>, "parsed">): Promise<Outcome>;
}

/** A family as the processor sees it, whatever its parser gives. */
export interface Command extends Pick<CommandSpec<PlaceKind, never>, "name" | "words" | "places"> {
  readonly readsOurLists: boolean;
  readonly isLasting: boolean;
  find(body: string): FoundCommand | undefined;
  undo(thread: CommentThread, commentId: number): Promise<StoreWrites>;
}

export function defineCommand<const Kind extends PlaceKind, Parsed>(
  spec: CommandSpec<Kind, Parsed>,
): Command {
  const { name, words, places } = spec;
  return {
    name,
    words,
    places,
    readsOurLists: spec.readsOurLists === true,
    isLasting: spec.isLasting === true,
    find(body) {
      const parsed = spec.parse(body);
      if (parsed === undefined) return undefined;
      return {
        name,
        right: spec.mayBeSaidBy(parsed),
        apply: (thread, said) => spec.apply(narrow(thread, places), { ...said, parsed }),
      };
    },
    undo: (thread, commentId) => spec.undo(narrow(thread, places), commentId),
  };
}

/** The compiler can't tie the kind of a place to the list that it is in. */
function narrow<Kind extends PlaceKind>(
  thread: CommentThread,
  places: readonly PlaceKind[],
): CommentThread<Kind> {
  if (places.includes(thread.place.kind)) return thread as unknown as CommentThread<Kind>;
  throw new Error(`A command was processed in a place that it does not know: ${thread.place.kind}`);
}

/** What several commands of one comment write, in order. */
export function mergeWrites(all: readonly StoreWrites[]): StoreWrites {
  const merged: Record<string, readonly unknown[]> = {};
  for (const writes of all) {
    for (const [name, rows] of Object.entries(writes)) merged[name] = [...(merged[name] ?? []), ...rows];
  }
  return merged;
}
