import { afterEach, describe, expect, it } from "vitest";
import type { AssessedChange } from "../../../src/model/change.ts";
import { toSubjectKey } from "../../../src/model/subject.ts";
import { toExportedChange } from "../../../src/report/exchange/exported.ts";
import { mergeImportedChange } from "../../../src/report/exchange/parse-export.ts";
import { backfillRepositories } from "../../../src/workflows/backfill/backfill-repositories.ts";
import { type BackfillRig, type BackfillRigOptions, openBackfillRig } from "../../support/backfill-rig.ts";

const PAGE = "POST /graphql PullRequestPage";

const opened: BackfillRig[] = [];
afterEach(async () => {
  for (const rig of opened.splice(0)) await rig.close();
});

async function open(options: BackfillRigOptions = {}): Promise<BackfillRig> {
  const rig = await openBackfillRig(options);
  opened.push(rig);
  return rig;
}

function countPages({ gitHub }: BackfillRig): number {
  return gitHub.countByRoute().get(PAGE) ?? 0;
}

describe("back-fill, step by step", () => {
  it("reads 100 pull requests with one request and then needs no other for them", async () => {
    const rig = await open();
    rig.land(250, { body: "Impact: none" });
    await rig.runToEnd();
    expect(countPages(rig)).toBe(3);
    expect(await rig.readChanges()).toHaveLength(250);
    const others = [...rig.gitHub.countByRoute()].filter(([route]) => /pulls|issues|commits/.test(route));
    // Once, behind all of them: whether a lost store left a report behind.
    expect(others).toEqual([["GET /repos/:owner/:repo/issues", 1]]);
    expect(await rig.store().findBackfill(rig.repositoryId)).toMatchObject({
      phase: "done",
      counts: { total: 250, read: 250, merged: 250, recorded: 250, known: 0 },
    });
  });

  it("gives the same whether an export is imported before it or after", async () => {
    const [whole, imported] = [await open(), await open()];
    for (const rig of [whole, imported]) {
      rig.land(5, { body: "Impact: refund-rate" });
      rig.land(5);
    }
    await whole.runToEnd();
    const changes = (await whole.readChanges()) as readonly AssessedChange[];
    const { repositoryId } = imported;
    await imported.store().saveChanges(
      changes.map((change) => ({
        repositoryId,
        change: mergeImportedChange(undefined, toExportedChange(change)),
        catalogVersion: "imported",
      })),
    );
    await imported.runToEnd();
    expect(JSON.stringify(await imported.readChanges())).toBe(JSON.stringify(changes));
  });

  it("keeps of an import what GitHub can't tell again: that it was asked, what was suggested, what a lost check said", async () => {
    const rig = await open();
    rig.land(1, { body: "Impact: refund-rate" });
    rig.land(1);
    const [said, silent] = [1, 2].map((number) => `#${number}`);
    const imported = (id: string | undefined, more: Partial<AssessedChange>) => {
      const base = {
        id: id ?? "",
        sha: "0".repeat(40),
        number: Number(id?.slice(1)),
        title: "As it was exported",
      };
      const rest = { landedAtMs: 1, areas: [], touchesNoArea: true, paths: [], eligible: true, asked: true };
      return mergeImportedChange(undefined, { ...base, ...rest, answer: { kind: "unanswered" }, ...more });
    };
    const suggested = { metrics: ["checkout-conversion"], blind: false };
    const changes = [
      imported(said, { suggested }),
      imported(silent, { suggested: { metrics: [], blind: true }, answer: { kind: "none" } }),
    ];
    await rig
      .store()
      .saveChanges(
        changes.map((change) => ({ repositoryId: rig.repositoryId, change, catalogVersion: "imported" })),
      );
    await rig.runToEnd();
    const [first, second] = (await rig.readChanges()) as readonly AssessedChange[];
    // What stands on GitHub is read there.
    expect(first).toMatchObject({ title: "Change 0", author: "mona", asked: true, suggested });
    expect(first?.answer).toMatchObject({ kind: "tags", tags: [{ metric: "refund-rate" }] });
    expect(first?.paths).toEqual(["services/checkout/0.ts"]);
    // No check tells of the button that was pressed.
    expect(second).toMatchObject({ author: "mona", asked: true, answer: { kind: "none" } });
    expect(second?.suggested).toEqual({ metrics: [], blind: true });
    expect(second).not.toHaveProperty("guess");
  });

  it("goes on where another process stopped, reads each pull request once, and ends the same", async () => {
    const whole = await open();
    const broken = await open();
    for (const rig of [whole, broken]) {
      rig.land(60, { body: "Impact: refund-rate" });
      rig.land(90);
    }
    await whole.runToEnd();
    let isDue = true;
    while (isDue) {
      isDue = (await broken.step()) !== undefined;
      await broken.restart();
    }
    expect(await broken.readChanges()).toEqual(await whole.readChanges());
    expect(countPages(broken)).toBe(2);
    // What people declared before is suggested, the same wherever a process ended.
    const guesses = (await broken.readChanges()).map((change) => (change as { guess?: string }).guess);
    expect(guesses).toContain("refund-rate");
  });

  it("asks for fewer where GitHub does not answer in time, and for more again later", async () => {
    const rig = await open();
    rig.land(330);
    rig.gitHub.faults.add({ route: PAGE, what: { kind: "status", status: 502 }, times: 2 });
    await rig.runToEnd();
    expect(await rig.readChanges()).toHaveLength(330);
    // 100 and 50 fail; four pages of 25 go well, and then four of 50, and the rest.
    expect(countPages(rig)).toBe(2 + 4 + 4 + 1);
  });

  it("gives up a page of one, for the worker to try again later", async () => {
    const rig = await open();
    rig.land(3);
    rig.gitHub.faults.add({ route: PAGE, what: { kind: "status", status: 503 } });
    await expect(rig.runToEnd()).rejects.toThrow("503");
    expect(await rig.store().findBackfill(rig.repositoryId)).toMatchObject({ pageSize: 1, phase: "reading" });
  });

  it("stops at the start of the span", async () => {
    const rig = await open();
    rig.land(120);
    const sinceMs = rig.clock.nowMs + 1;
    const numbers = rig.land(30);
    await rig.store().startBackfill(rig.repositoryId, sinceMs);
    await rig.runToEnd();
    expect(countPages(rig)).toBe(1);
    const ids = (await rig.readChanges()).map((change) => (change as { id: string }).id);
    expect(ids).toEqual(numbers.map((number) => `#${number}`));
  });

  it("leaves a fifth of the hour's points to live events", async () => {
    const rig = await open({ perHour: 28 });
    rig.land(250);
    expect([await rig.step(), await rig.step(), await rig.step()]).toEqual(["done", "wait", undefined]);
    rig.clock.nowMs += 3_600_000;
    await rig.runToEnd();
    expect(await rig.readChanges()).toHaveLength(250);
  });

  it("has nothing to do without a catalog, and begins once there is one", async () => {
    const rig = await open({ catalog: "" });
    rig.land(3);
    await rig.runToEnd();
    expect(await rig.store().findBackfill(rig.repositoryId)).toMatchObject({ phase: "off" });
    expect(countPages(rig)).toBe(0);
  });

  it("leaves what live events recorded as it is", async () => {
    const rig = await open();
    const [number = 0] = rig.land(2);
    await rig.runToEnd();
    const change = await rig.store().findChange(rig.repositoryId, number);
    if (change === undefined) throw new Error("Nothing was recorded.");
    const corrected = { ...change, answer: { kind: "none" } } as const;
    await rig
      .store()
      .saveChanges([{ repositoryId: rig.repositoryId, change: corrected, catalogVersion: "x" }]);
    await rig.store().startBackfill(rig.repositoryId, 0);
    await rig.runToEnd();
    expect(await rig.store().findChange(rig.repositoryId, number)).toEqual(corrected);
    expect(await rig.store().findBackfill(rig.repositoryId)).toMatchObject({
      counts: { known: 2, recorded: 0 },
    });
  });

  it("counts what can't be rebuilt", async () => {
    const rig = await open();
    const { driver } = rig.gitHub;
    const [number = 0] = rig.land(1);
    rig.clock.nowMs += 60_000;
    driver.editPullRequest({ repository: rig.name, number, by: "mona", body: "Impact: none" });
    const commented = driver.openPullRequest({ repository: rig.name, title: "Open", by: "mona" }).number;
    const comment = driver.comment({
      repository: rig.name,
      number: commented,
      by: "mona",
      body: "/impact none",
    });
    driver.editComment({ id: comment.id, by: "wren", body: "/impact unsure" });
    await rig.runToEnd();
    expect(await rig.store().findBackfill(rig.repositoryId)).toMatchObject({
      counts: { editedAfterMerge: 1, editedByOthers: 1, open: 1, merged: 1 },
    });
    expect(await rig.store().listStatements(rig.repositoryId, commented)).toEqual([]);
  });
});

describe("back-fill of the command line", () => {
  it("ends with the counts, tells how far it is, and says what is wrong with a name", async () => {
    const rig = await open();
    rig.land(5);
    const seen: number[] = [];
    const results = await backfillRepositories(rig.parts(), {
      names: ["ACME/Shop", "acme/none", "other/shop"],
      sinceMs: 0,
      onProgress: ({ backfills }) => seen.push(backfills[0]?.counts.recorded ?? -1),
    });
    expect(results).toMatchObject([
      { name: "ACME/Shop", kind: "ended", backfill: { phase: "done", counts: { recorded: 5 } } },
      {
        name: "acme/none",
        kind: "not-found",
        message: "The app is installed for acme, but not in acme/none; add the repository to it.",
      },
      {
        name: "other/shop",
        kind: "not-found",
        message: "The app is not installed for other; install it there, or correct the name.",
      },
    ]);
    expect(seen.at(-1)).toBe(5);
  });

  it("fails with GitHub's reason where the permission is missing", async () => {
    const rig = await open();
    rig.land(1);
    rig.gitHub.faults.add({ route: PAGE, what: { kind: "status", status: 404 } });
    const [result] = await backfillRepositories(rig.parts(), {
      names: [rig.name],
      sinceMs: 0,
      onProgress: () => undefined,
    });
    expect(result).toMatchObject({ kind: "failed", message: "POST /graphql: 404 Not Found" });
  });
});

it("a back-fill is a subject of its own", () => {
  expect(toSubjectKey({ kind: "backfill", installationId: 1, repositoryId: 2 })).toBe("backfill:2");
});
