import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectInbox } from "../support/expect-final-states.ts";
import { CATALOG, CHECKOUT_FILE, findShown, makeShop, REQUIRING } from "../support/made-shop.ts";
import { openServiceRig, type ServiceRig } from "../support/service-rig.ts";

const NO_COMMIT = { kind: "status", status: 422, message: "No commit found for SHA: abc" } as const;
const CHECKS = "POST /repos/:owner/:repo/check-runs";
const READ_CHECKS = "GET /repos/:owner/:repo/commits/:ref/check-runs";
const UPDATE_CHECK = "PATCH /repos/:owner/:repo/check-runs/:check";

describe("GitHub as it is", () => {
  let on: ServiceRig;
  beforeAll(async () => {
    on = await openServiceRig({ engine: "sqlite" });
    await on.start();
  });
  afterAll(() => on.close());

  const openFromFork = (name: string) =>
    on.driver.openPullRequest({
      repository: name,
      title: "From a fork",
      by: "stranger",
      fromFork: true,
      files: [CHECKOUT_FILE],
    }).number;

  it.each([
    ["creating its check", CHECKS],
    ["reading its checks", READ_CHECKS],
  ])("shows the commit of a fork after its webhook: %s", async (_what, route) => {
    const { name } = makeShop(on, { catalog: CATALOG, visibility: "public" });
    await on.untilIdle();
    const number = openFromFork(name);
    await on.untilIdle();
    on.gitHub.faults.add({ what: NO_COMMIT, route, times: 2 });
    on.driver.push({ repository: name, number, by: "stranger", files: [CHECKOUT_FILE] });
    const details = await on.untilIdle();
    on.gitHub.faults.clear();
    expect(findShown(on, { repository: name, number })?.conclusion).toBe("neutral");
    expect(details.deadSubjects).toBe(0);
  });

  it.each([
    [422, "No commit found for SHA: abc"],
    [404, "Not Found"],
    [409, "Conflict"],
  ])("answers a merge queue whose commit is not shown at first: %i", async (status, message) => {
    const { name } = makeShop(on, { catalog: CATALOG });
    const body = "Impact: none";
    const { number } = on.driver.openPullRequest({
      repository: name,
      title: "Queue me",
      by: "mona",
      files: [CHECKOUT_FILE],
      body,
    });
    await on.untilIdle();
    on.gitHub.faults.add({ what: { kind: "status", status, message }, route: CHECKS, times: 2 });
    const { headSha } = on.driver.enqueue({ repository: name, number, by: "wren" });
    const details = await on.untilIdle();
    on.gitHub.faults.clear();
    expect(on.driver.listCheckRuns(name, headSha)).toHaveLength(1);
    expect(details.deadSubjects).toBe(0);
  });

  it("does not find a check at first that was just made", async () => {
    const { name } = makeShop(on, { catalog: CATALOG });
    const made = { repository: name, title: "T", by: "mona", files: [CHECKOUT_FILE] };
    const { number } = on.driver.openPullRequest(made);
    await on.untilIdle();
    on.gitHub.faults.add({ what: { kind: "status", status: 404 }, route: UPDATE_CHECK, times: 2 });
    on.driver.editPullRequest({ repository: name, number, by: "mona", body: "Impact: refund-rate" });
    const details = await on.untilIdle();
    expect(findShown(on, { repository: name, number })?.conclusion).toBe("success");
    expect(details.deadSubjects).toBe(0);
  });

  it("knows no rights of bots: what one pushes here has to be answered, what it forks has not", async () => {
    const { name } = makeShop(on, { catalog: REQUIRING, visibility: "public" });
    on.driver.setRole({ repository: name, login: "builder[bot]", role: "write" });
    const made = { repository: name, title: "By a bot", by: "builder[bot]", files: [CHECKOUT_FILE] };
    const own = on.driver.openPullRequest(made);
    const forked = on.driver.openPullRequest({ ...made, fromFork: true });
    await on.untilIdle();
    expect(findShown(on, { repository: name, number: own.number })?.conclusion).toBe("action_required");
    expect(findShown(on, { repository: name, number: forked.number })?.conclusion).toBe("neutral");
    on.driver.comment({ repository: name, number: own.number, by: "wren", body: "/impact none" });
    await on.untilIdle();
    expect(findShown(on, { repository: name, number: own.number })?.conclusion).toBe("success");
  });

  it("stores nothing of the checks of other apps", async () => {
    const { name } = makeShop(on, { catalog: CATALOG });
    const made = { repository: name, title: "T", by: "mona", files: [CHECKOUT_FILE] };
    const headSha = on.driver.openPullRequest(made).pullRequest?.headSha ?? "";
    await on.untilIdle();
    on.driver.addForeignCheck({ repository: name, headSha, name: "build", appId: 99 });
    await on.untilIdle();
    const inbox = await on.readInbox();
    const events = on.gitHub.webhooks.deliveries().filter(({ guid }) => inbox.has(guid));
    expect(events.filter(({ event, action }) => event === "check_run" && action === "completed")).toEqual([]);
    expect(await on.services[0]?.readMetrics()).toMatch(/throughline_webhooks_total\{outcome="unused"\} \d/);
    await expectInbox(on);
  });
});
