import { expect, it } from "vitest";
import type { Repository } from "../../src/model/repository.ts";
import { PRIORITY } from "../../src/model/subject.ts";
import type { DeliveryFields } from "../../src/model/webhook.ts";
import type { StoredComment } from "../../src/workflows/ports/service-store.ts";
import { listWithdrawals } from "../../src/workflows/withdrawals.ts";
import { openLookRig, REPOSITORY, SUBJECT, stateOf, told } from "../support/look-rig.ts";

const PUBLIC: Repository = { ...REPOSITORY, visibility: "public" };

const commentOf = (number: number, more: Partial<StoredComment> = {}): StoredComment => ({
  repositoryId: REPOSITORY.id,
  number,
  kind: "insight",
  commentId: 60 + number,
  shown: "",
  ...more,
});

const COMMENTS = [
  commentOf(1, { audience: "private" }),
  commentOf(1, { kind: "checklist", audience: "private" }),
  commentOf(2),
  commentOf(3, { audience: "public" }),
];
const { commentId: _, ...INTENT } = commentOf(4, { audience: "private" });

const PUBLICIZED: DeliveryFields = { kind: "repository", action: "publicized", repository: PUBLIC };

async function list(
  stored: Repository | undefined,
  current: Repository,
  ...fields: readonly DeliveryFields[]
) {
  const rig = await openLookRig();
  const claim = await rig.claim(told(stateOf()), ...fields);
  await rig.store.save(claim, {
    comments: [...COMMENTS, INTENT],
    ...(stored === undefined ? {} : { repositories: [stored] }),
  });
  const { comments, bumps } = await listWithdrawals(rig.context, claim, current);
  const numbers = bumps.map(({ subject }) => ("number" in subject ? subject.number : undefined));
  return { comments: comments.map(({ number, audience }) => [number, audience]), numbers, bumps };
}

it("has each pull request looked at once that was told something while few could read it", async () => {
  const { comments, numbers, bumps } = await list(REPOSITORY, PUBLIC);
  expect(numbers).toEqual([1, 2]);
  expect(comments).toEqual([[2, "private"]]);
  expect(bumps[0]).toEqual({ subject: { ...SUBJECT, number: 1 }, priority: PRIORITY.sweep });
});

it("believes the event where the new visibility is stored already", async () => {
  expect((await list(PUBLIC, PUBLIC, PUBLICIZED)).numbers).toEqual([1, 2]);
});

it("comes back to what was left over, and takes nothing for private that nobody noted as such", async () => {
  const { comments, numbers } = await list(PUBLIC, PUBLIC);
  expect([comments, numbers]).toEqual([[], [1]]);
  expect((await list(undefined, PUBLIC)).numbers).toEqual([1]);
});

it("does so too where it was private and all members of the enterprise can read it now", async () => {
  const internal: Repository = { ...REPOSITORY, visibility: "internal" };
  expect(await list(REPOSITORY, internal)).toMatchObject({ comments: [[2, "private"]], numbers: [1, 2] });
});

it("leaves all as it is where no more people can read it", async () => {
  const nothing = { comments: [], numbers: [], bumps: [] };
  const internal: Repository = { ...REPOSITORY, visibility: "internal" };
  expect(await list(internal, REPOSITORY)).toEqual(nothing);
  expect(await list(PUBLIC, REPOSITORY)).toEqual(nothing);
});

it("has those looked at whose checks few could read, behind everything else", async () => {
  const rig = await openLookRig();
  const claim = await rig.claim(told(stateOf()), PUBLICIZED);
  const check = { repositoryId: REPOSITORY.id, name: "throughline", shown: "" };
  await rig.store.save(claim, {
    repositories: [REPOSITORY],
    comments: [commentOf(1, { audience: "private" })],
    checks: [1, 5].map((number) => ({
      ...check,
      number,
      headSha: `${number}`.repeat(40),
      checkRunId: number,
    })),
  });
  const { bumps } = await listWithdrawals(rig.context, claim, PUBLIC);
  expect(bumps).toEqual([
    { subject: { ...SUBJECT, number: 1 }, priority: PRIORITY.sweep },
    { subject: { ...SUBJECT, number: 5 }, priority: PRIORITY.backfill },
  ]);
  // Known as public since: what is left over is found again.
  await rig.store.save(claim, { repositories: [PUBLIC] });
  const later = await listWithdrawals(rig.context, { ...claim, deliveries: [] }, PUBLIC);
  expect(later.bumps.map(({ subject }) => "number" in subject && subject.number)).toEqual([1, 5]);
});
