import { describe, expect, it, onTestFinished } from "vitest";
import { CATALOG, CHECKOUT_FILE, makeShop } from "../support/made-shop.ts";
import { ENGINES, openServiceRig, type ServiceRig } from "../support/service-rig.ts";
import { useService } from "../support/use-service.ts";

const PRIVATE = "name: Refund rate, visibility: private";
const REPORTING = `${CATALOG}report: { issue: true }\n`;
const MARKER = "<!-- throughline:report part 1 -->";

async function land(rig: ServiceRig, repository: string, body: string) {
  const { number } = rig.driver.openPullRequest({
    repository,
    title: "Faster checkout",
    by: "mona",
    body,
    files: [CHECKOUT_FILE],
  });
  await rig.untilIdle();
  rig.driver.merge({ repository, number, by: "mona" });
  await rig.untilIdle();
  return number;
}

/** Numbers of issues of ours that hold the report. */
function listReports({ driver }: ServiceRig, repository: string) {
  const found: { number: number; body: string }[] = [];
  for (let number = 1; ; number += 1) {
    const issue = driver.findIssue({ repository, number });
    if (issue === undefined) return found;
    if (issue.pullRequest === undefined && issue.appId !== undefined) {
      found.push({ number, body: issue.body ?? "" });
    }
  }
}

describe.each(ENGINES)("the report's issue, on %s", (engine) => {
  const rig = useService({ engine });

  const listReactions = (commentId: number) =>
    rig.driver.listReactions(commentId).map(({ content }) => content);

  it("comes with the first answer, is one, and is edited in place when asked for", async () => {
    const { name } = makeShop(rig, { catalog: REPORTING });
    await rig.untilIdle();
    await land(rig, name, "");
    expect(listReports(rig, name)).toEqual([]);
    await land(rig, name, "Impact: refund-rate");
    const [report, ...others] = listReports(rig, name);
    expect(others).toEqual([]);
    expect(report?.body).toContain(MARKER);
    expect(report?.body).toContain("Refund rate");
    if (report === undefined) throw new Error("There is no report.");
    await land(rig, name, "Impact: checkout-conversion");
    expect(listReports(rig, name)).toEqual([report]);
    const asked = rig.driver.comment({
      repository: name,
      number: report.number,
      by: "wren",
      body: "/report",
    });
    await rig.untilIdle();
    expect(listReactions(asked.id)).toEqual(["+1"]);
    const [renewed, ...more] = listReports(rig, name);
    expect(more).toEqual([]);
    expect(renewed?.number).toBe(report.number);
    expect(renewed?.body).not.toBe(report.body);
    const countWrites = () => rig.gitHub.countByRoute().get("PATCH /repos/:owner/:repo/issues/:number") ?? 0;
    const writes = countWrites();
    const again = rig.driver.comment({
      repository: name,
      number: report.number,
      by: "wren",
      body: "/report",
    });
    await rig.untilIdle();
    expect(listReactions(again.id)).toEqual(["+1"]);
    expect(writes).toBe(1);
    expect(countWrites()).toBe(1);
  });

  it("is not touched by those who may not write", async () => {
    const { name } = makeShop(rig, { catalog: REPORTING });
    await rig.untilIdle();
    await land(rig, name, "Impact: refund-rate");
    const [report] = listReports(rig, name);
    if (report === undefined) throw new Error("There is no report.");
    await land(rig, name, "Impact: checkout-conversion");
    const comment = rig.driver.comment({
      repository: name,
      number: report.number,
      by: "stranger",
      body: "/report",
    });
    await rig.untilIdle();
    expect(listReactions(comment.id)).toEqual(["confused"]);
    expect(listReports(rig, name)).toEqual([report]);
  });

  it("stands in a public repository only where the catalog says `public`", async () => {
    const hidden = makeShop(rig, { catalog: REPORTING, visibility: "public" });
    const published = makeShop(rig, {
      catalog: REPORTING.replace("issue: true", "issue: public"),
      visibility: "public",
    });
    await rig.untilIdle();
    for (const { name } of [hidden, published]) await land(rig, name, "Impact: refund-rate");
    expect(listReports(rig, hidden.name)).toEqual([]);
    expect(listReports(rig, published.name)).toHaveLength(1);
  });

  it.each(["true", "public"])("names no private metric once made public, with issue: %s", async (issue) => {
    const { name, repository } = makeShop(rig, {
      catalog: REPORTING.replace("issue: true", `issue: ${issue}`).replace("name: Refund rate", PRIVATE),
    });
    await rig.untilIdle();
    await land(rig, name, "Impact: refund-rate");
    expect(listReports(rig, name)[0]?.body).toContain("Refund rate");
    rig.driver.makePublic(repository.id, "mona");
    await rig.untilIdle();
    const [report] = listReports(rig, name);
    expect(report?.body).toContain(MARKER);
    expect(report?.body).not.toMatch(/refund/iu);
    expect(report?.body.includes("switched off here")).toBe(issue === "true");
  });
});

it.each(ENGINES)("is found by its marker, and by our app, when the store was lost, on %s", async (engine) => {
  const rig = await openServiceRig({ engine });
  onTestFinished(() => rig.close());
  await rig.start();
  const { name } = makeShop(rig, { catalog: REPORTING });
  await rig.untilIdle();
  await land(rig, name, "Impact: refund-rate");
  const [report] = listReports(rig, name);
  if (report === undefined) throw new Error("There is no report.");
  rig.driver.openIssue({ repository: name, title: "Throughline report", body: MARKER, by: "mona" });
  for (const service of [...rig.services]) await rig.stop(service);
  await rig.loseStore();
  await rig.start();
  await rig.untilIdle();
  await land(rig, name, "Impact: checkout-conversion");
  const [again, ...others] = listReports(rig, name);
  expect(others).toEqual([]);
  expect(again?.number).toBe(report.number);
  // Back-filled from GitHub, the store gives the same report; the answer since then is asked for.
  rig.driver.comment({ repository: name, number: report.number, by: "wren", body: "/report" });
  await rig.untilIdle();
  expect(listReports(rig, name)).toHaveLength(1);
  expect(listReports(rig, name)[0]?.body).not.toBe(report.body);
});

describe.each(ENGINES)("what was decided below the report, on %s", (engine) => {
  /** A report that asks something, a decision below it, and a store that can be lost. */
  async function openDecided(visibility: "public" | "private") {
    const rig = await openServiceRig({ engine });
    onTestFinished(() => rig.close());
    await rig.start();
    const issue = visibility === "public" ? "public" : "true";
    const { name, repository } = makeShop(rig, {
      catalog: `${CATALOG}report: { issue: ${issue}, thresholds: { few_answers: 1, few_changes: 1 } }\n`,
      visibility,
    });
    await rig.untilIdle();
    await land(rig, name, "Impact: checkout-conversion");
    const [report] = listReports(rig, name);
    if (report === undefined) throw new Error("There is no report.");
    const say = async (body: string, by = "wren") => {
      const { id } = rig.driver.comment({ repository: name, number: report.number, by, body });
      await rig.untilIdle();
      return rig.driver.listReactions(id).map(({ content }) => content);
    };
    expect(report.body).toContain("Who watches Refund rate while Checkout conversion is pushed?");
    expect(await say("/decided we wait for legal")).toEqual(["+1"]);
    expect(await say("/decided never", "stranger")).toEqual(["confused"]);
    return {
      rig,
      name,
      repository,
      say,
      loseStore: async (whileLost: () => void = () => undefined) => {
        for (const service of [...rig.services]) await rig.stop(service);
        await rig.loseStore();
        whileLost();
        await rig.start();
        await rig.untilIdle();
      },
      readReport: () => listReports(rig, name)[0]?.body ?? "",
    };
  }

  it.each(["private", "public"] as const)("survives the store, in a %s repository", async (visibility) => {
    const { say, loseStore, readReport } = await openDecided(visibility);
    await say("/report");
    const before = readReport();
    expect(before).toContain("we wait for legal");
    expect(before).not.toContain("never");
    await loseStore();
    expect(readReport()).toBe(before);
    // Not only what stands there: the new store knows it too.
    await say("/report");
    expect(readReport()).toBe(before);
  });

  it("survives it though no report was written since", async () => {
    const { say, loseStore, readReport } = await openDecided("private");
    expect(readReport()).not.toContain("legal");
    await loseStore();
    expect(readReport()).toContain("we wait for legal");
    expect(await say("/decided 1: we go")).toEqual(["+1"]);
  });

  it("is quoted where a pull request claims the metric, until everybody can read it", async () => {
    const { rig, name, repository } = await openDecided("private");
    const { number } = rig.driver.openPullRequest({
      repository: name,
      title: "Refund faster",
      by: "mona",
      body: "Impact: refund-rate",
      files: [CHECKOUT_FILE],
    });
    const pull = { repository: name, number };
    rig.driver.comment({ ...pull, by: "mona", body: "/insight" });
    await rig.untilIdle();
    const readInsight = () =>
      rig.driver.listComments(pull).find(({ authorId }) => authorId === rig.gitHub.app.botId)?.body;
    expect(readInsight()).toContain("Reply: “we wait for legal”");
    rig.driver.makePublic(repository.id, "mona");
    await rig.untilIdle();
    expect(readInsight()).toContain("<!-- throughline:insight -->");
    expect(readInsight()).not.toContain("legal");
  });

  it("takes its comments with it: none stands in public that was written for few, whoever lost the store", async () => {
    const { rig, name, repository, loseStore } = await openDecided("private");
    const open = () =>
      rig.driver.openPullRequest({
        repository: name,
        title: "Refund faster",
        by: "mona",
        body: "Impact: refund-rate",
        files: [CHECKOUT_FILE],
      }).number;
    const numbers = [open(), open()];
    for (const number of numbers)
      rig.driver.comment({ repository: name, number, by: "mona", body: "/insight" });
    await rig.untilIdle();
    rig.driver.merge({ repository: name, number: numbers[0] ?? 0, by: "mona" });
    await rig.untilIdle();
    const listInsights = () =>
      numbers.flatMap((number) =>
        rig.driver
          .listComments({ repository: name, number })
          .flatMap(({ authorId, body }) => (authorId === rig.gitHub.app.botId ? [body] : [])),
      );
    expect(listInsights().filter((body) => body.includes("legal"))).toHaveLength(2);
    await loseStore(() => rig.driver.makePublic(repository.id, "mona"));
    expect(listInsights()).toHaveLength(2);
    expect(listInsights().filter((body) => body.includes("legal"))).toEqual([]);
  });

  it("is emptied where the repository was made public while no store knew of the report", async () => {
    const { rig, name, loseStore, readReport, repository } = await openDecided("private");
    expect(readReport()).toContain("Refund rate");
    await loseStore(() => rig.driver.makePublic(repository.id, "mona"));
    expect(listReports(rig, name)).toHaveLength(1);
    expect(readReport()).toContain("switched off here");
    expect(readReport()).not.toMatch(/refund|legal/iu);
  });
});
