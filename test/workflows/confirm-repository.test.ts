import { expect, it } from "vitest";
import type { Repository } from "../../src/model/repository.ts";
import type { DeliveryFields } from "../../src/model/webhook.ts";
import { confirmRepository } from "../../src/workflows/confirm-repository.ts";
import { openLookRig, REPOSITORY, stateOf, told } from "../support/look-rig.ts";

const PUBLIC: Repository = { ...REPOSITORY, visibility: "public" };

async function confirm(
  one: { readonly told: Repository; readonly stored?: Repository; readonly current?: Repository | undefined },
  ...fields: readonly DeliveryFields[]
) {
  const rig = await openLookRig();
  rig.gitHub.repository = one.current;
  const claim = await rig.claim(...fields, told(stateOf()));
  const { visibility } = await confirmRepository(rig.context, claim, {
    told: one.told,
    stored: one.stored,
  });
  return [visibility, rig.calls.length];
}

const news = (repository: Repository): DeliveryFields => ({
  kind: "repository",
  action: repository.visibility === "public" ? "publicized" : "privatized",
  repository,
});

it("believes what is told where nothing else is known, or it is known already", async () => {
  expect(await confirm({ told: PUBLIC })).toEqual(["public", 0]);
  expect(await confirm({ told: PUBLIC, stored: PUBLIC, current: REPOSITORY })).toEqual(["public", 0]);
});

it("asks GitHub where it was told otherwise, and stays with what is known where GitHub has no answer", async () => {
  expect(await confirm({ told: REPOSITORY, stored: PUBLIC, current: PUBLIC })).toEqual(["public", 1]);
  expect(await confirm({ told: REPOSITORY, stored: PUBLIC, current: REPOSITORY })).toEqual(["private", 1]);
  expect(await confirm({ told: PUBLIC, stored: REPOSITORY, current: REPOSITORY })).toEqual(["private", 1]);
  expect(await confirm({ told: PUBLIC, stored: REPOSITORY })).toEqual(["private", 1]);
});

it("believes the newest event that tells of other readers, whatever else came in with it", async () => {
  const late = { told: REPOSITORY, stored: REPOSITORY, current: REPOSITORY };
  expect(await confirm(late, news(PUBLIC))).toEqual(["public", 0]);
  expect(await confirm({ ...late, told: PUBLIC }, news(PUBLIC), news(REPOSITORY))).toEqual(["private", 0]);
});
