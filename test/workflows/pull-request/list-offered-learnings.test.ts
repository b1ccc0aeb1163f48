import { expect, it } from "vitest";
import { compileAllowed } from "../../../src/catalog/may-be-shown.ts";
import type { InsightLearning } from "../../../src/insight/facts.ts";
import type { Repository, RepositoryVisibility } from "../../../src/model/repository.ts";
import { compilePolicy } from "../../../src/tagging/compile-policy.ts";
import { listOfferedLearnings } from "../../../src/workflows/pull-request/list-offered-learnings.ts";
import { policyOf } from "../../insight/made-facts.ts";
import { openLookRig, REPOSITORY, stateOf, told } from "../../support/look-rig.ts";

const CLAIMS = [{ metric: "refund-rate" }];

interface Offer {
  /** Of the repository that is told. */
  readonly visibility: RepositoryVisibility;
  /** As the organisation names them. */
  readonly sources?: readonly string[];
}

/** What a repository of each visibility learned on a former key, as it is offered to another one. */
async function listOffered({ visibility, sources = [] }: Offer) {
  const rig = await openLookRig();
  const home: Repository = { ...REPOSITORY, visibility };
  const others = (["public", "internal", "private"] as const).map((each, at): Repository => {
    return { ...REPOSITORY, id: 10 + at, name: each, visibility: each };
  });
  const fork = { ...REPOSITORY, id: 20, name: "shop-ghsa-2c3f-4g5h-6j7m", visibility: "public" as const };
  const foreign = { ...REPOSITORY, id: 21, owner: "other", ownerId: 6, visibility: "public" as const };
  const claim = await rig.claim(told(stateOf()));
  const all = [home, ...others, fork, foreign];
  await rig.store.settle(
    claim,
    { kind: "done" },
    {
      repositories: all,
      notes: all.map(({ id, name }, at) => ({
        repositoryId: id,
        number: 7,
        landedAtMs: at,
        metrics: ["refunds"],
        notes: { credits: [], learnings: [{ text: `of ${name}` }], ideasFrom: [] },
      })),
    },
  );
  const { catalog } = policyOf();
  const effective = {
    state: { kind: "valid", catalog },
    files: [],
    isAllowed: compileAllowed(sources),
  } as const;
  const look = { context: rig.context, repository: home, effective };
  return listOfferedLearnings(look, compilePolicy(catalog), CLAIMS);
}

const namesOf = (learnings: readonly InsightLearning[]) => learnings.map(({ from }) => from.repository);

it.each<[string, Offer, readonly string[]]>([
  ["a public one", { visibility: "public" }, ["acme/public"]],
  ["an internal one", { visibility: "internal" }, ["acme/internal", "acme/public"]],
  ["a private one", { visibility: "private" }, ["acme/public"]],
  [
    "a private one, of those that the organisation names",
    { visibility: "private", sources: ["ACME/priv*", "acme/internal"] },
    ["acme/private", "acme/internal", "acme/public"],
  ],
  [
    "an internal one, whatever the organisation says of private ones",
    { visibility: "internal", sources: ["*/*"] },
    ["acme/internal", "acme/public"],
  ],
  [
    "a public one, whatever the organisation says of private ones",
    { visibility: "public", sources: ["*/*"] },
    ["acme/public"],
  ],
])("is offered to %s", async (_whom, offer, names) => {
  expect(namesOf(await listOffered(offer))).toEqual(names);
});

it("comes under today's key, with the change that it came from", async () => {
  const [learning] = await listOffered({ visibility: "public" });
  expect(learning).toEqual({
    metric: "refund-rate",
    text: "of public",
    from: { repository: "acme/public", number: 7 },
  });
});
