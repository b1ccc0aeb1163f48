import { Probot } from "probot";
import { describe, expect, it } from "vitest";
import type { SimulatedGitHubOptions } from "../../../sandbox/github/simulated-git-hub.ts";
import { connect, SECRET, startReceiver, startWorld } from "./start-world.ts";

async function startHooked(status?: number, options: Partial<SimulatedGitHubOptions> = {}) {
  const receiver = await startReceiver(status);
  const world = await startWorld({ webhook: { url: receiver.url, secret: SECRET }, ...options });
  await world.gitHub.webhooks.settled();
  receiver.received.length = 0;
  return { ...world, ...receiver, driver: world.gitHub.driver, webhooks: world.gitHub.webhooks };
}

type Payload = Readonly<Record<string, unknown>>;

function parse(body: string): Payload {
  return JSON.parse(body) as Payload;
}

/** By Probot's own receiver. */
async function verify(secret: string, body: string, signature: string): Promise<boolean> {
  const probot = new Probot({ secret, githubToken: "unused" });
  await probot.ready();
  return probot.webhooks.verify(body, signature);
}

describe("webhooks", () => {
  it("tell that a pull request comes to a milestone, moves to another, and leaves it", async () => {
    const { driver, webhooks, received } = await startHooked();
    const pull = { repository: "acme/shop", number: 1, by: "ada" };
    driver.openPullRequest({ ...pull, title: "One" });
    for (const title of ["Spring", "Spring", "Autumn", null, null]) driver.setMilestone({ ...pull, title });
    await webhooks.settled();
    const told = received
      .map(({ body }) => parse(body))
      .filter(({ action }) => `${action}`.endsWith("milestoned"));
    expect(told).toMatchObject([
      { action: "milestoned", milestone: { title: "Spring" }, pull_request: { milestone: { number: 1 } } },
      { action: "demilestoned", milestone: { title: "Spring" }, pull_request: { milestone: null } },
      { action: "milestoned", pull_request: { milestone: { title: "Autumn", number: 2, open_issues: 1 } } },
      { action: "demilestoned", milestone: { title: "Autumn" }, pull_request: { milestone: null } },
    ]);
  });

  it("are signed, named and numbered as GitHub's", async () => {
    const { driver, webhooks, received, installationId } = await startHooked();
    driver.openPullRequest({
      repository: "acme/shop",
      by: "ada",
      title: "One",
      body: "Impact: none",
      labels: ["x"],
    });
    await webhooks.settled();
    expect(webhooks.deliveries().map(({ event, action }) => `${event} ${action}`)).toEqual([
      "installation created",
      "push null",
      "label created",
      "check_suite requested",
      "pull_request opened",
      "pull_request labeled",
    ]);
    const opened = received.find(({ body }) => parse(body)["action"] === "opened");
    expect(await verify(SECRET, opened?.body ?? "", `${opened?.headers["x-hub-signature-256"]}`)).toBe(true);
    expect(
      await verify("another-secret", opened?.body ?? "", `${opened?.headers["x-hub-signature-256"]}`),
    ).toBe(false);
    expect(opened?.headers["x-github-event"]).toBe("pull_request");
    expect(opened?.headers["x-github-delivery"]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(parse(opened?.body ?? "")).toMatchObject({
      action: "opened",
      number: 1,
      pull_request: {
        number: 1,
        title: "One",
        body: "Impact: none",
        state: "open",
        merged: false,
        draft: false,
        changed_files: 1,
        labels: [{ name: "x" }],
        user: { login: "ada", type: "User" },
        head: { ref: "ada-1", repo: { full_name: "acme/shop" } },
        base: { ref: "main" },
        updated_at: "2026-01-05T10:00:00Z",
      },
      repository: {
        full_name: "acme/shop",
        visibility: "private",
        default_branch: "main",
        owner: { login: "acme" },
      },
      organization: { login: "acme" },
      installation: { id: installationId },
      sender: { login: "ada" },
    });
  });

  it("tell each action of a person", async () => {
    const { driver, webhooks, received } = await startHooked();
    const at = { repository: "acme/shop", number: 1, by: "ada" };
    driver.openPullRequest({ ...at, title: "One", isDraft: true });
    driver.markReady(at);
    driver.editPullRequest({ ...at, body: "new" });
    driver.editPullRequest({ ...at, body: "new" });
    driver.label({ ...at, label: "impact: none" });
    driver.unlabel({ ...at, label: "impact: none" });
    driver.push(at);
    const { id } = driver.comment({ ...at, body: "/impact none" });
    driver.editComment({ id, by: "ada", body: "/impact unsure" });
    driver.deleteComment({ id, by: "ada" });
    driver.enqueue(at);
    driver.close(at);
    driver.reopen(at);
    driver.merge(at);
    driver.deleteLabel({ repository: "acme/shop", label: "impact: none", by: "ada" });
    driver.makePublic("acme/shop", "ada");
    await webhooks.settled();
    const told = webhooks.deliveries().map(({ event, action }) => `${event} ${action}`);
    expect(told.slice(1)).toEqual([
      "push null",
      "check_suite requested",
      "pull_request opened",
      "pull_request ready_for_review",
      "pull_request edited",
      "label created",
      "pull_request labeled",
      "pull_request unlabeled",
      "push null",
      "check_suite requested",
      "pull_request synchronize",
      "issue_comment created",
      "issue_comment edited",
      "issue_comment deleted",
      "merge_group checks_requested",
      "pull_request closed",
      "pull_request reopened",
      "push null",
      "pull_request closed",
      "label deleted",
      "repository publicized",
    ]);
    const payloads = received.map(({ body }) => parse(body));
    expect(
      payloads
        .filter(({ action }) => action === "closed")
        .map((each) => (each["pull_request"] as Payload)["merged"])
        .sort(),
    ).toEqual([false, true]);
    expect(payloads.find((each) => each["comment"] && each["action"] === "edited")).toMatchObject({
      changes: { body: { from: "/impact none" } },
      issue: { number: 1, pull_request: {} },
    });
    // No body before.
    expect(payloads.find((each) => each["pull_request"] && each["action"] === "edited")?.["changes"]).toEqual(
      { body: { from: "" } },
    );
  });

  it("send a button only to the app that owns the check, with what it was called", async () => {
    const { gitHub, driver, webhooks, octokit } = await startHooked();
    const pull = driver.openPullRequest({ repository: "acme/shop", by: "zoe", title: "One", fromFork: true });
    const headSha = pull.pullRequest?.headSha ?? "";
    const { data } = await octokit.rest.checks.create({
      owner: "acme",
      repo: "shop",
      name: "throughline",
      head_sha: headSha,
      external_id: "pull-request:1",
    });
    const foreign = driver.addForeignCheck({
      repository: "acme/shop",
      headSha,
      name: "throughline",
      appId: 99,
    });
    driver.pressButton({ checkRunId: data.id, identifier: "yes", by: "ada" });
    driver.pressButton({ checkRunId: foreign.id, identifier: "yes", by: "ada" });
    await webhooks.settled();
    const pressed = webhooks.deliveries().filter(({ action }) => action === "requested_action");
    expect(pressed.map(({ body }) => parse(body))).toMatchObject([
      {
        requested_action: { identifier: "yes" },
        check_run: {
          id: data.id,
          external_id: "pull-request:1",
          head_sha: headSha,
          pull_requests: [],
          check_suite: { head_sha: headSha },
        },
        sender: { login: "ada" },
      },
    ]);
    expect(gitHub.unknownRoutes()).toEqual([]);
  });

  it("go to subscribed installations that hold the repository; those about it go there always", async () => {
    const { driver, webhooks, installationId } = await startHooked();
    driver.openIssue({ repository: "acme/docs", by: "ada", title: "Unheard" });
    driver.suspend(installationId);
    driver.openIssue({ repository: "acme/shop", by: "ada", title: "Unheard" });
    driver.unsuspend(installationId);
    driver.removeFromInstallation(installationId, "acme/shop");
    driver.uninstall(installationId);
    await webhooks.settled();
    expect(webhooks.deliveries().map(({ event, action }) => `${event} ${action}`)).toEqual([
      "installation created",
      "installation suspend",
      "installation unsuspend",
      "installation_repositories removed",
      "installation deleted",
    ]);
  });

  it("keep a log that the app reads and asks again from", async () => {
    const { gitHub, driver, webhooks, received, clock } = await startHooked(503);
    driver.openIssue({ repository: "acme/shop", by: "ada", title: "One" });
    await webhooks.settled();
    const app = connect(gitHub, undefined);
    const [failed] = (await app.rest.apps.listWebhookDeliveries({ per_page: 100 })).data;
    expect(failed).toMatchObject({ event: "issues", action: "opened", status_code: 503, redelivery: false });
    const detail = await app.rest.apps.getWebhookDelivery({ delivery_id: failed?.id ?? 0 });
    expect(detail.data.request.payload).toMatchObject({ issue: { title: "One" } });
    await app.rest.apps.redeliverWebhookDelivery({ delivery_id: failed?.id ?? 0 });
    await webhooks.settled();
    expect(new Set(received.map(({ headers }) => headers["x-github-delivery"])).size).toBe(1);
    expect(received).toHaveLength(2);
    const paged = await app.rest.apps.listWebhookDeliveries({ per_page: 1 });
    expect(paged.data).toMatchObject([{ redelivery: true, guid: failed?.guid }]);
    expect(paged.headers.link).toContain(`cursor=v1_${paged.data[0]?.id}`);
    clock.nowMs += 3 * 86_400_000;
    expect((await app.rest.apps.listWebhookDeliveries()).data).toEqual([]);
  });

  it("are numbered beyond what a number holds where a test asks for it", async () => {
    const { gitHub, driver, webhooks } = await startHooked(503, { deliveryIds: "wide" });
    driver.openIssue({ repository: "acme/shop", by: "ada", title: "One" });
    await webhooks.settled();
    const app = connect(gitHub, undefined);
    const [failed] = (await app.rest.apps.listWebhookDeliveries({ per_page: 1 })).data;
    // octokit reads such an id as a BigInt, and leaves that out of an address.
    const wide = { delivery_id: `${failed?.id}` as unknown as number };
    expect(wide.delivery_id).toMatch(/^38\d{17}$/);
    const { data } = await app.rest.apps.getWebhookDelivery(wide);
    expect(data.request.payload).toMatchObject({ issue: { title: "One" } });
  });

  it("are dropped, doubled, held and turned round on demand", async () => {
    const { driver, webhooks, received } = await startHooked();
    const open = (title: string) => driver.openIssue({ repository: "acme/shop", by: "ada", title });
    webhooks.setFaults({ copies: 3 });
    open("thrice");
    await webhooks.settled();
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ headers, body }) => `${headers["x-github-delivery"]}${body}`)).size).toBe(
      1,
    );
    webhooks.setFaults({ dropShare: 1 });
    open("lost");
    await webhooks.settled();
    expect(received).toHaveLength(3);
    expect(webhooks.deliveries().at(-1)).toMatchObject({ status: "dropped", statusCode: 0 });
    webhooks.setFaults({});
    webhooks.hold();
    open("held");
    await webhooks.settled();
    expect(received).toHaveLength(3);
    webhooks.release("reversed");
    await webhooks.settled();
    expect(received).toHaveLength(4);
  });

  it("name what did not answer", async () => {
    const { driver, webhooks } = await startHooked();
    webhooks.setTarget({ url: "http://127.0.0.1:1/hook", secret: SECRET });
    driver.openIssue({ repository: "acme/shop", by: "ada", title: "One" });
    await webhooks.settled();
    expect(webhooks.deliveries().at(-1)).toMatchObject({
      status: "failed to connect to host",
      statusCode: 0,
    });
  });

  it("are the same for the same seed", async () => {
    const play = async (seed: number) => {
      const { gitHub } = await startWorld({ seed });
      const pull = gitHub.driver.openPullRequest({ repository: "acme/shop", by: "ada", title: "One" });
      const guids = gitHub.webhooks
        .deliveries()
        .map(({ guid, body }) => [guid, body.replaceAll(gitHub.host, "host")]);
      return [pull.pullRequest?.headSha, guids];
    };
    const first = await play(7);
    expect(await play(7)).toEqual(first);
    expect(await play(8)).not.toEqual(first);
  });

  it("are all delivered when many are under way at once", async () => {
    const { driver, webhooks, received } = await startHooked();
    driver.openPullRequest({ repository: "acme/shop", by: "ada", title: "One" });
    for (let edit = 0; edit < 197; edit += 1) {
      driver.editPullRequest({ repository: "acme/shop", number: 1, by: "ada", body: `${edit}` });
    }
    await webhooks.settled();
    expect(received).toHaveLength(200);
    expect(new Set(received.map(({ headers }) => headers["x-github-delivery"])).size).toBe(200);
  });
});
