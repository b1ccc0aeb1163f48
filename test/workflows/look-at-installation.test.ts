import { describe, expect, it } from "vitest";
import type { Repository } from "../../src/model/repository.ts";
import { PRIORITY, type Subject } from "../../src/model/subject.ts";
import type { Delivery, DeliveryFields, Installation } from "../../src/model/webhook.ts";
import { lookAtInstallation } from "../../src/workflows/look-at-installation.ts";
import type { GitHub, GitHubApp } from "../../src/workflows/ports/git-hub.ts";
import type { ListPage } from "../../src/workflows/ports/list-page.ts";
import type { LookContext } from "../../src/workflows/service-context.ts";
import { openLookRig, REPOSITORY } from "../support/look-rig.ts";

const INSTALLATION_ID = REPOSITORY.installationId;
const SUBJECT = { kind: "installation", installationId: INSTALLATION_ID } as const satisfies Subject;
const INSTALLATION: Installation = {
  id: INSTALLATION_ID,
  accountId: 5,
  accountLogin: "acme",
  accountType: "Organization",
  isSuspended: false,
};
const [ONE, TWO, THREE] = [901, 902, 903].map(
  (id): Repository => ({ ...REPOSITORY, id, name: `shop-${id}` }),
) as [Repository, Repository, Repository];

/** An installation whose list GitHub answers as told, one answer after the other; the last one stays. */
async function openInstallation(
  ...answers: readonly (readonly Repository[] | ListPage<Repository> | Error)[]
) {
  const rig = await openLookRig();
  let asked = 0;
  const context: LookContext = {
    ...rig.context,
    app: { readInstallation: async () => INSTALLATION } as Partial<GitHubApp> as GitHubApp,
    github: {
      async *listRepositories() {
        const answer = answers[Math.min(asked, answers.length - 1)] ?? [];
        asked += 1;
        if (answer instanceof Error) {
          yield { rows: [ONE], unreadable: [] };
          throw answer;
        }
        yield "rows" in answer ? answer : { rows: answer, unreadable: [] };
      },
    } as Partial<GitHub> as GitHub,
  };
  const claim = async (...fields: readonly DeliveryFields[]) => {
    await rig.store.recordDeliveries(
      fields.map(
        (one, index): Delivery => ({
          id: `i-${rig.clock.nowMs}-${index}`,
          event: one.kind,
          bodyHash: "ab".repeat(32),
          receivedAtMs: rig.clock.nowMs,
          content: { kind: "work", subject: SUBJECT, priority: PRIORITY.event, fields: one },
        }),
      ),
    );
    await rig.store.bump([{ subject: SUBJECT, priority: PRIORITY.sweep }]);
    rig.clock.nowMs += 1;
    const [found] = await rig.store.claimWork({
      owner: "test",
      limit: 1,
      leaseMs: 15_000,
      keys: ["installation:77"],
    });
    if (found === undefined) throw new Error("There was nothing to claim.");
    return found;
  };
  const first = await claim();
  await rig.store.settle(first, { kind: "done" }, { repositories: [ONE, TWO] });
  return {
    rig,
    countLists: () => asked,
    isGone: async (id: number) => (await rig.store.findRepository(id))?.isDeleted,
    async look(...fields: readonly DeliveryFields[]) {
      const found = await claim(...fields);
      const { settlement, writes } = await lookAtInstallation(context, found, SUBJECT);
      await rig.store.settle(found, settlement, writes);
      return settlement.kind;
    },
  };
}

function told(changes: { readonly addedIds?: readonly number[]; readonly removedIds?: readonly number[] }) {
  return {
    kind: "installation-repositories",
    installation: INSTALLATION,
    addedIds: [],
    removedIds: [],
    ...changes,
  } as const satisfies DeliveryFields;
}

describe("a repository that its installation does not list any more", () => {
  it("is gone, and back as soon as it is listed again", async () => {
    const lists = [[ONE], [ONE], [ONE, TWO]];
    const { look, isGone, rig } = await openInstallation(...lists);
    await rig.store.startBackfill(TWO.id, 0);
    await look();
    expect([await isGone(ONE.id), await isGone(TWO.id)]).toEqual([false, true]);
    // What happens from now on is not told: it is read when it comes back.
    expect((await rig.store.findBackfill(TWO.id))?.phase).toBe("off");
    await look();
    expect(await isGone(TWO.id)).toBe(false);
  });

  it("is gone only if a second list says so too: pages shift while they are read", async () => {
    const { look, isGone, countLists } = await openInstallation([ONE], [ONE, TWO]);
    await look();
    expect([await isGone(TWO.id), countLists()]).toEqual([false, 2]);
  });

  it("is asked for once where all are there", async () => {
    const { look, countLists } = await openInstallation([ONE, TWO, THREE]);
    await look();
    expect(countLists()).toBe(1);
  });

  it.each([
    ["the first", [new Error("502")]],
    ["the second", [[ONE], new Error("502")]],
  ])("stays where %s list breaks off half-way", async (_which, answers) => {
    const { look, isGone } = await openInstallation(...answers);
    await expect(look()).rejects.toThrow("502");
    expect([await isGone(ONE.id), await isGone(TWO.id)]).toEqual([false, false]);
  });

  it("is left alone where it came to another installation meanwhile", async () => {
    const { rig, isGone } = await openInstallation([ONE]);
    await rig.store.bump([{ subject: SUBJECT, priority: PRIORITY.sweep }]);
    const [claim] = await rig.store.claimWork({ owner: "test", limit: 1, leaseMs: 15_000 });
    if (claim === undefined) throw new Error("There was nothing to claim.");
    const moved = { ...TWO, installationId: 78 };
    const gone = [{ id: TWO.id, installationId: INSTALLATION_ID }];
    await rig.store.settle(claim, { kind: "done" }, { repositories: [moved], goneRepositories: gone });
    expect(await isGone(TWO.id)).toBe(false);
  });
});

describe("a list that may be older than what was told", () => {
  it("is asked for again, until half a minute has gone by", async () => {
    const { look, isGone, rig } = await openInstallation([ONE, TWO]);
    expect(await look(told({ removedIds: [TWO.id] }))).toBe("wait");
    rig.clock.nowMs += 30_000;
    expect(await look()).toBe("done");
    expect(await isGone(TWO.id)).toBe(false);
    const added = await openInstallation([ONE, TWO], [ONE, TWO, THREE]);
    expect(await added.look(told({ addedIds: [THREE.id] }))).toBe("wait");
    added.rig.clock.nowMs += 6_000;
    expect(await added.look()).toBe("done");
    expect(await added.isGone(THREE.id)).toBe(false);
  });

  it("is believed where the newest event agrees with it", async () => {
    const { look, isGone } = await openInstallation([ONE]);
    expect(await look(told({ addedIds: [TWO.id] }), told({ removedIds: [TWO.id] }))).toBe("done");
    expect(await isGone(TWO.id)).toBe(true);
  });
});

describe("a list with a row that can't be read", () => {
  const why = "owner: expected object, received null";

  it("takes that repository for gone no more than the others for lost", async () => {
    const { look, isGone } = await openInstallation({ rows: [ONE], unreadable: [{ id: TWO.id, why }] });
    expect(await look()).toBe("done");
    expect([await isGone(ONE.id), await isGone(TWO.id)]).toEqual([false, false]);
  });

  it("takes none for gone where nobody knows which one it is, in either list", async () => {
    const unknown = { rows: [ONE], unreadable: [{ why }] };
    for (const answers of [[unknown], [[ONE], unknown]]) {
      const { look, isGone } = await openInstallation(...answers);
      expect(await look()).toBe("done");
      expect(await isGone(TWO.id)).toBe(false);
    }
  });

  it("still takes another one for gone", async () => {
    const row = { id: THREE.id, why };
    const { look, isGone } = await openInstallation({ rows: [ONE], unreadable: [row] });
    await look();
    expect(await isGone(TWO.id)).toBe(true);
  });
});
