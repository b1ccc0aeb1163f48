import { describe, expect, it, onTestFinished } from "vitest";
import { expectGoodManners, expectInbox } from "../support/expect-final-states.ts";
import { CATALOG_PATH, CHECKOUT_FILE } from "../support/made-shop.ts";
import { ENGINES, openServiceRig, type ServiceRig } from "../support/service-rig.ts";

const WEEK_MS = 7 * 86_400_000;

const CATALOG = `version: 1
metrics:
  net-revenue-retention: { name: Net revenue retention, kind: revenue, visibility: public }
  checkout-conversion:
    name: Checkout conversion
    kind: customer
    visibility: public
    partner: Sales
    drives: [net-revenue-retention]
areas:
  checkout: { paths: ["services/checkout/**"], metrics: [checkout-conversion] }
prompt: { repositories: ["weekly/*"] }
summary:
  repository: weekly/leadership
  schedule: { weekday: monday, time: "00:00", timezone: UTC }
`;

/** An organisation with a public and a private repository, whose leadership reads in public. */
function makeOrganisation({ driver }: ServiceRig): void {
  driver.addOrganisation("weekly");
  const files = { "README.md": "# Here\n" };
  driver.addRepository({
    owner: "weekly",
    name: ".github",
    visibility: "public",
    files: { ...files, [CATALOG_PATH]: CATALOG },
  });
  driver.addRepository({ owner: "weekly", name: "leadership", visibility: "public", files });
  driver.addRepository({ owner: "weekly", name: "shop", visibility: "public", files });
  driver.addRepository({ owner: "weekly", name: "canary-secret", visibility: "private", files });
  driver.install({ account: "weekly" });
}

async function land(rig: ServiceRig, repository: string, title: string): Promise<number> {
  const { number } = rig.driver.openPullRequest({
    repository,
    title,
    by: "mona",
    body: "Impact: checkout-conversion",
    files: [CHECKOUT_FILE],
  });
  await rig.untilIdle();
  rig.driver.merge({ repository, number, by: "mona" });
  await rig.untilIdle();
  return number;
}

/** What stands in the summary's issue: its number, and our comments below it. */
function readSummaries({ driver, gitHub }: ServiceRig) {
  const issues: { number: number; comments: string[] }[] = [];
  for (let number = 1; ; number += 1) {
    const issue = driver.findIssue({ repository: "weekly/leadership", number });
    if (issue === undefined) return issues;
    if (issue.appId === undefined) continue;
    const comments = driver
      .listComments({ repository: "weekly/leadership", number })
      .filter(({ appId }) => appId === gitHub.app.id)
      .map(({ body }) => body);
    issues.push({ number, comments });
  }
}

async function restart(rig: ServiceRig): Promise<void> {
  for (const service of [...rig.services]) await rig.stop(service);
  await rig.start();
}

describe.each(ENGINES)("the weekly summary, on %s", (engine) => {
  it("is posted once, answered, found again, and names nothing private in public", async () => {
    // GitHub's clock is a week behind: what lands there now landed in a week that is over here.
    const rig = await openServiceRig({
      engine,
      gitHub: { now: () => Date.now() - WEEK_MS, tokenTimes: "unchecked" },
    });
    onTestFinished(() => rig.close());
    await rig.start();
    makeOrganisation(rig);
    await rig.untilIdle();
    const number = await land(rig, "weekly/shop", "Faster checkout");
    await land(rig, "weekly/canary-secret", "Canary title");
    expect(readSummaries(rig)).toEqual([]);
    await restart(rig);
    await rig.until("the summary stands", () => readSummaries(rig)[0]?.comments.length === 1);
    await rig.untilIdle();
    const [summary, ...others] = readSummaries(rig);
    if (summary === undefined) throw new Error("There is no summary.");
    expect(others).toEqual([]);
    expect(summary.comments[0]).toContain("Checkout conversion");
    expect(summary.comments[0]).not.toMatch(/canary/iu);
    const place = { repository: "weekly/leadership", number: summary.number };
    const answer = rig.driver.comment({
      ...place,
      by: "stranger",
      body: `/seen weekly/shop#${number} yes more trials`,
    });
    const wrong = rig.driver.comment({ ...place, by: "stranger", body: "/seen weekly/canary-secret#1 no" });
    await rig.untilIdle();
    const listReactions = (id: number) => rig.driver.listReactions(id).map(({ content }) => content);
    expect(listReactions(answer.id)).toEqual(["+1"]);
    expect(listReactions(wrong.id)).toEqual(["confused"]);
    // The same once more: by a second start, by hand, and with a store that was lost.
    await restart(rig);
    await rig.untilIdle();
    for (const service of [...rig.services]) await rig.stop(service);
    const week = /throughline:summary \d+ (\S+) /u.exec(summary.comments[0] ?? "")?.[1] ?? "";
    const byHand = await rig.run(["summary", "--org", "weekly", "--week", week]);
    expect(byHand.stderr).toContain(`${week} is posted already`);
    const dry = await rig.run(["summary", "--org", "WEEKLY", "--week", week, "--dry-run"]);
    expect(dry.stdout).toContain("Checkout conversion");
    expect(dry.stderr).toContain("posted already: nothing would be posted");
    await expectInbox(rig);
    await rig.loseStore();
    await rig.start();
    await rig.untilIdle();
    await restart(rig);
    await rig.untilIdle();
    expect(readSummaries(rig)).toEqual([summary]);
    expectGoodManners(rig);
  });

  // The embedded store belongs to one process.
  it.runIf(engine === "postgres")("is posted once by replicas that start at the same moment", async () => {
    const rig = await openServiceRig({
      engine,
      gitHub: { now: () => Date.now() - WEEK_MS, tokenTimes: "unchecked" },
    });
    onTestFinished(() => rig.close());
    await rig.start();
    makeOrganisation(rig);
    await rig.untilIdle();
    await land(rig, "weekly/shop", "Faster checkout");
    for (const service of [...rig.services]) await rig.stop(service);
    await Promise.all([rig.start(), rig.start(), rig.start()]);
    await rig.until("the summary stands", () => readSummaries(rig)[0]?.comments.length === 1);
    await rig.untilIdle();
    const summaries = readSummaries(rig);
    expect(summaries.map(({ comments }) => comments.length)).toEqual([1]);
    expectGoodManners(rig);
  });
});
