import { describe, expect, it } from "vitest";
import type { Repository, RepositoryVisibility } from "../../../src/model/repository.ts";
import type { Subject } from "../../../src/model/subject.ts";
import type { DeliveryFields } from "../../../src/model/webhook.ts";
import { lookAtPullRequest } from "../../../src/workflows/pull-request/look-at-pull-request.ts";
import {
  type LookRig,
  MONA,
  NOW_MS,
  openLookRig,
  REPOSITORY,
  SUBJECT,
  stateOf,
  told,
} from "../../support/look-rig.ts";
import { CATALOG } from "../../support/made-shop.ts";

const PULL_REQUEST = SUBJECT as Extract<Subject, { kind: "pull-request" }>;
const OTHER: Repository = { ...REPOSITORY, id: 901, name: "other" };

/** What pull request can point at another place with, and what of it would then be shown. */
const WAYS = {
  "for a pull request": { body: "Impact: for acme/other#7", shows: "refund-rate" },
  "for an issue": { body: "Impact: for acme/other#8", shows: "refund-rate" },
  "closes an issue with a label": { body: "Fixes acme/other#8", shows: "refund-rate" },
  "closes an issue whose title has a keyword": { body: "Closes acme/other#9", shows: "canaryword" },
  "extends a catalog": { body: "", shows: "canary-metric" },
  "extends a catalog with an error": { body: "", shows: "canary-error" },
} as const;
type Way = keyof typeof WAYS;

const LABELLED = {
  title: "Pay",
  body: "",
  labels: ["impact: refund-rate"],
  author: MONA,
  isPullRequest: false,
};
const TITLED = { ...LABELLED, title: "canaryword is slow", labels: [] };
const OWN = CATALOG.replace(
  "    guardrails: [refund-rate]\n",
  "    guardrails: [refund-rate]\n    keywords: [canaryword]\n",
);
const EXTENDED =
  "version: 1\nmetrics:\n  canary-metric: { name: Canary, kind: customer, better: up, visibility: public }\n";

/** Targets by what the app knows of them. */
const TARGETS = {
  public: { ...OTHER, visibility: "public" },
  internal: { ...OTHER, visibility: "internal" },
  private: { ...OTHER, visibility: "private" },
  "private, and archived": { ...OTHER, visibility: "private", isArchived: true },
  "public, by what was known, and private by now": { ...OTHER, visibility: "public" },
  "public, and gone": { ...OTHER, visibility: "public", isDeleted: true },
  "public, of another installation": { ...OTHER, visibility: "public", installationId: 78 },
} as const satisfies Record<string, Repository>;
type Target = keyof typeof TARGETS;

interface Case {
  readonly way: Way;
  readonly here: RepositoryVisibility;
  readonly target: Target | "unknown";
  readonly sources?: string;
}

/** All that the pull request's readers can see of a look, and what GitHub was asked. */
async function show({
  way,
  here,
  target,
  sources,
}: Case): Promise<{ readonly seen: string; readonly calls: readonly string[] }> {
  const rig = await openLookRig();
  const home: Repository = { ...REPOSITORY, visibility: here };
  const extending = way.startsWith("extends");
  rig.gitHub.repository = home;
  rig.gitHub.catalog = extending ? OWN.replace("version: 1", "version: 1\n_extends: acme/other") : OWN;
  if (sources !== undefined) {
    rig.gitHub.catalogs["acme/.github"] = `version: 1\nsummary: { sources: ["${sources}"] }\n`;
  }
  if (target !== "unknown") await know(rig, { way, target });
  const body = WAYS[way].body;
  rig.gitHub.pullRequest = stateOf({ body });
  rig.gitHub.paths = ["unknown/file.ts"];
  const claim = await rig.claim({
    ...told(stateOf({ body, updatedAtMs: NOW_MS + 60_000 })),
    repository: home,
  } as DeliveryFields);
  const before = rig.calls.length;
  const outcome = await lookAtPullRequest(rig.context, claim, PULL_REQUEST);
  await rig.store.settle(claim, outcome.settlement, outcome.writes);
  const seen = JSON.stringify([rig.gitHub.checks, rig.gitHub.comments]);
  return { seen, calls: rig.calls.slice(before) };
}

async function know(
  rig: LookRig,
  { way, target }: Pick<Case, "way"> & { readonly target: Target },
): Promise<void> {
  const there: Repository = TARGETS[target];
  const claim = await rig.claim(told(stateOf(), "opened"));
  const pull = stateOf({ repositoryId: there.id, number: 7, body: "Impact: refund-rate" });
  await rig.store.settle(claim, { kind: "done" }, { repositories: [there], pullRequests: [pull] });
  rig.gitHub.repositories = {
    [there.id]: target.endsWith("private by now") ? { ...there, visibility: "private" } : there,
  };
  rig.gitHub.issues = { "other#8": LABELLED, "other#9": TITLED };
  rig.gitHub.catalogs["acme/other"] = way.endsWith("error")
    ? EXTENDED.replace("kind: customer", "kind: customer, drives: [canary-error]")
    : EXTENDED;
  rig.clock.nowMs += 1_000;
}

const HERE = ["public", "internal", "private"] as const;
const ways = Object.keys(WAYS) as Way[];
const targets = Object.keys(TARGETS) as Target[];

/** The rule once more, in the words of docs/privacy.md. */
function isOpen({ here, target, sources }: Case): boolean {
  if (target === "public") return true;
  if (target === "internal") return here === "internal" || (here === "private" && sources !== undefined);
  return /private/u.test(target) && here === "private" && sources !== undefined;
}

const cases = ways.flatMap((way) =>
  HERE.flatMap((here) =>
    [undefined, "acme/oth*"].flatMap((sources) =>
      targets.map((target): Case => ({ way, here, target, ...(sources === undefined ? {} : { sources }) })),
    ),
  ),
);
// A catalog is read by what the store knows; who reads it now is asked for what a pull request points at.
const settled = cases.filter(({ way, target }) => !(way.startsWith("extends") && target.endsWith("by now")));

describe("what a pull request shows of another place", () => {
  it.each(ways)("%s: nothing that not everybody may read who reads the pull request", async (way) => {
    const unknowns = new Map<string, Awaited<ReturnType<typeof show>>>();
    for (const one of settled.filter((each) => each.way === way)) {
      const name = JSON.stringify(one);
      const { seen, calls } = await show(one);
      if (isOpen(one)) {
        // In public the problems of other files are counted alone.
        const isCounted = way.endsWith("error") && one.here === "public";
        expect(seen, name).toContain(isCounted ? "1 in a catalog" : WAYS[way].shows);
        continue;
      }
      const key = `${one.here} ${one.sources}`;
      const unknown = unknowns.get(key) ?? (await show({ ...one, target: "unknown" }));
      unknowns.set(key, unknown);
      expect(seen, name).toBe(unknown.seen);
      // Where the store believed that all may read it, GitHub is asked who does.
      const isStale = one.target.endsWith("by now");
      expect(
        calls.filter((call) => !(isStale && call === "readRepository")),
        name,
      ).toEqual(unknown.calls);
    }
  });
});
