import type { PullRequestState } from "../../model/pull-request.ts";
import type { Repository } from "../../model/repository.ts";
import type { DeliveryFields } from "../../model/webhook.ts";

type Fields<Kind extends DeliveryFields["kind"]> = Extract<DeliveryFields, { kind: Kind }>;

/** What the deliveries of one pull request come to, on top of what was known. */
export interface FoldedDeliveries {
  readonly state: PullRequestState | undefined;
  /**
   * Two different states carry the same newest second, and GitHub keeps no finer order: which one is newer can only
   * be read from GitHub.
   */
  readonly isAmbiguous: boolean;
  /**
   * Whether an answer of GitHub of that same second may be from before what the deliveries told: it is what was known
   * before them, or has another head than they pushed last.
   */
  readonly mayBeOlder: (answer: PullRequestState) => boolean;
  /** Heads that pushes replaced, the one replaced last first. */
  readonly formerHeads: readonly string[];
  /** When the last of them came in, epoch milliseconds; 0 where there are none. */
  readonly lastReceivedAtMs: number;
  /** The pull request was opened in these deliveries: nothing of ours can stand on it yet. */
  readonly isOpened: boolean;
  /** Somebody asked for our check again: it is to be written even where it shows what it should. */
  readonly isRerequested: boolean;
  /** As the newest delivery shows it. */
  readonly repository: Repository | undefined;
  readonly comments: readonly Fields<"comment">[];
  readonly buttons: readonly (Fields<"check-action"> & { readonly receivedAtMs: number })[];
}

/** @param deliveries In any order: webhooks come late, twice and in the wrong order. */
export function foldDeliveries(
  known: PullRequestState | undefined,
  deliveries: readonly { readonly receivedAtMs: number; readonly fields: DeliveryFields }[],
): FoldedDeliveries {
  const states = deliveries.flatMap(({ fields }) =>
    fields.kind === "pull-request" ? [fields.pullRequest] : [],
  );
  const candidates = known === undefined ? states : [known, ...states];
  const newestMs = Math.max(...candidates.map((state) => state.updatedAtMs));
  const newest = candidates.filter((state) => state.updatedAtMs === newestMs);
  const pushes = listPushes(deliveries);
  const shapes = new Set(newest.map((state) => toShape(state)));
  return {
    // The one that came last, where they say the same or GitHub can't be asked.
    state: newest.at(-1),
    isAmbiguous: shapes.size > 1,
    mayBeOlder: (answer) =>
      (known !== undefined && toShape(known) === toShape(answer)) ||
      !mayBeHead(pushes, { headSha: answer.headSha, newestMs }),
    formerHeads: [...new Set(pushes.map(({ before }) => before))].reverse(),
    lastReceivedAtMs: Math.max(0, ...deliveries.map(({ receivedAtMs }) => receivedAtMs)),
    isOpened: deliveries.some(({ fields }) => fields.kind === "pull-request" && fields.action === "opened"),
    isRerequested: deliveries.some(({ fields }) => fields.kind === "rerequested"),
    repository: deliveries
      .flatMap(({ fields }) => ("repository" in fields ? [fields.repository] : []))
      .at(-1),
    comments: deliveries
      .flatMap(({ fields }) => (fields.kind === "comment" ? [fields] : []))
      .sort((a, b) => a.updatedAtMs - b.updatedAtMs || a.commentId - b.commentId),
    buttons: deliveries.flatMap(({ fields, receivedAtMs }) =>
      fields.kind === "check-action" ? [{ ...fields, receivedAtMs }] : [],
    ),
  };
}

interface Push {
  readonly before: string;
  readonly after: string;
  readonly atMs: number;
}

/** Oldest first, as far as times tell. */
function listPushes(deliveries: readonly { readonly fields: DeliveryFields }[]): readonly Push[] {
  return deliveries
    .flatMap(({ fields }) =>
      fields.kind === "pull-request" && fields.before !== undefined
        ? [
            {
              before: fields.before,
              after: fields.pullRequest.headSha,
              atMs: fields.pullRequest.updatedAtMs,
            },
          ]
        : [],
    )
    .sort((a, b) => a.atMs - b.atMs);
}

/** Of the pushes of one second the last is the one whose head no other of them replaced; in a circle none is. */
function mayBeHead(
  pushes: readonly Push[],
  { headSha, newestMs }: { readonly headSha: string; readonly newestMs: number },
): boolean {
  const newest = pushes.filter(({ atMs }) => atMs === newestMs);
  const last = newest.filter(({ after }) => !newest.some(({ before }) => before === after));
  return last.length === 0 || last.some(({ after }) => after === headSha);
}

/** What a look depends on. What only some answers of GitHub carry makes no difference. */
function toShape(state: PullRequestState): string {
  const { changedFiles: _, botWriting: __, author, labels, ...rest } = state;
  return JSON.stringify([rest, author.id, [...labels].sort()], (_key, value: unknown) =>
    value !== null && typeof value === "object" && !Array.isArray(value)
      ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
      : value,
  );
}
