import { describe, expect, it } from "vitest";
import { readStatus, SHOP, startWorld } from "./start-world.ts";

async function startPullRequest(isFromFork: "fork" | "branch" = "branch") {
  const world = await startWorld();
  const pull = world.gitHub.driver.openPullRequest({
    repository: "acme/shop",
    by: "ada",
    title: "One",
    fromFork: isFromFork === "fork",
  });
  const headSha = pull.pullRequest?.headSha ?? "";
  return {
    ...world,
    number: pull.number,
    check: { ...SHOP, name: "throughline", head_sha: headSha },
    headSha,
  };
}

describe("check runs", () => {
  it("creates, updates and finds by app and name; another app's run is not ours to change", async () => {
    const { gitHub, octokit, check, headSha } = await startPullRequest();
    gitHub.driver.addForeignCheck({ repository: "acme/shop", headSha, name: "throughline", appId: 99 });
    const output = { title: "Which number?", summary: "s", text: "t" };
    const { data } = await octokit.rest.checks.create({
      ...check,
      external_id: "pull-request:1",
      conclusion: "neutral",
      output,
    });
    expect(data).toMatchObject({ status: "completed", conclusion: "neutral", external_id: "pull-request:1" });
    expect(data.pull_requests).toHaveLength(1);
    await octokit.rest.checks.update({ ...SHOP, check_run_id: data.id, conclusion: "success" });
    const list = async (filter: object) =>
      (await octokit.rest.checks.listForRef({ ...SHOP, ref: headSha, ...filter })).data.check_runs;
    expect((await list({})).map(({ app }) => app?.id)).toEqual([4711, 99]);
    const ours = await list({ app_id: 4711, check_name: "throughline" });
    expect(ours).toMatchObject([
      { id: data.id, conclusion: "success", output: { title: "Which number?", text: "t" } },
    ]);
    const foreign = (await list({ app_id: 99 }))[0]?.id ?? 0;
    expect(
      await readStatus(octokit.rest.checks.update({ ...SHOP, check_run_id: foreign, name: "x" })),
    ).toMatchObject({ status: 403 });
    await octokit.rest.checks.create(check);
    expect(await list({ app_id: 4711, filter: "all" })).toHaveLength(2);
    expect(await list({ app_id: 4711 })).toHaveLength(1);
  });

  it("lists no pull requests on a fork's head", async () => {
    const { octokit, check } = await startPullRequest("fork");
    expect((await octokit.rest.checks.create(check)).data.pull_requests).toEqual([]);
  });

  it("holds to GitHub's limits, counted in characters", async () => {
    const { octokit, check } = await startPullRequest();
    const action = { label: "x".repeat(20), description: "y".repeat(40), identifier: "z".repeat(20) };
    const annotation = {
      path: "a",
      start_line: 1,
      end_line: 1,
      annotation_level: "failure" as const,
      message: "m",
    };
    const fail = async (fields: object) => readStatus(octokit.rest.checks.create({ ...check, ...fields }));
    const longest = "😀".repeat(65_535);
    const annotations = Array.from({ length: 50 }, () => annotation);
    const made = await octokit.rest.checks.create({
      ...check,
      actions: [action, action, action],
      output: { title: "t", summary: longest, text: longest, annotations },
    });
    expect(made.status).toBe(201);
    const output = { title: "t", summary: "s", annotations };
    await octokit.rest.checks.update({ ...SHOP, check_run_id: made.data.id, output });
    expect(
      (await octokit.rest.checks.get({ ...SHOP, check_run_id: made.data.id })).data.output.annotations_count,
    ).toBe(100);
    for (const fields of [
      { output: { title: "t", summary: "s", text: `${longest}x` } },
      { output: { title: "t", summary: `${longest}x` } },
      { output: { title: "t", summary: "s", annotations: [...annotations, annotation] } },
      { actions: [action, action, action, action] },
      { actions: [{ ...action, label: "x".repeat(21) }] },
      { actions: [{ ...action, description: "x".repeat(41) }] },
      { actions: [{ ...action, identifier: "x".repeat(21) }] },
      { conclusion: "fine" },
      { status: "completed" },
      { head_sha: "0".repeat(40) },
    ]) {
      expect(await fail(fields), JSON.stringify(fields).slice(0, 60)).toMatchObject({ status: 422 });
    }
  });
});

describe("comments, reactions and issues", () => {
  it("writes as the app's bot and tells by which app", async () => {
    const { gitHub, octokit, number } = await startPullRequest();
    const theirs = gitHub.driver.comment({
      repository: "acme/shop",
      number,
      by: "ada",
      body: "/impact none",
    });
    const { data } = await octokit.rest.issues.createComment({ ...SHOP, issue_number: number, body: "ours" });
    expect(data.user).toMatchObject({ login: "throughline[bot]", type: "Bot" });
    expect(data.performed_via_github_app?.id).toBe(4711);
    await octokit.rest.issues.updateComment({ ...SHOP, comment_id: theirs.id, body: "edited by the app" });
    const listed = (await octokit.rest.issues.listComments({ ...SHOP, issue_number: number })).data;
    expect(listed.map(({ body, user }) => [user?.login, body])).toEqual([
      ["ada", "edited by the app"],
      ["throughline[bot]", "ours"],
    ]);
    expect(listed[0]?.performed_via_github_app).toBeNull();
    for (const body of [" ", "x".repeat(65_537)]) {
      expect(
        await readStatus(octokit.rest.issues.createComment({ ...SHOP, issue_number: number, body })),
      ).toMatchObject({
        status: 422,
      });
    }
    gitHub.driver.deleteComment({ id: theirs.id, by: "ada" });
    expect(
      await readStatus(octokit.rest.issues.getComment({ ...SHOP, comment_id: theirs.id })),
    ).toMatchObject({
      status: 404,
    });
  });

  it("reacts once, 201 and then 200, and takes back what is its own", async () => {
    const { gitHub, octokit, number } = await startPullRequest();
    const { id } = gitHub.driver.comment({
      repository: "acme/shop",
      number,
      by: "ada",
      body: "/impact none",
    });
    const react = (content: "+1" | "confused") =>
      octokit.rest.reactions.createForIssueComment({ ...SHOP, comment_id: id, content });
    expect([
      (await react("+1")).status,
      (await react("+1")).status,
      (await react("confused")).status,
    ]).toEqual([201, 200, 201]);
    const { data } = await octokit.rest.reactions.listForIssueComment({
      ...SHOP,
      comment_id: id,
      content: "+1",
    });
    expect(data.map(({ user }) => user?.login)).toEqual(["throughline[bot]"]);
    const readThumbsUp = async () =>
      (await octokit.rest.issues.getComment({ ...SHOP, comment_id: id })).data.reactions?.["+1"];
    expect(await readThumbsUp()).toBe(1);
    const own = { ...SHOP, comment_id: id, reaction_id: data[0]?.id ?? 0 };
    expect((await octokit.rest.reactions.deleteForIssueComment(own)).status).toBe(204);
    expect(await readThumbsUp()).toBe(0);
    await expect(octokit.rest.reactions.deleteForIssueComment(own)).rejects.toMatchObject({ status: 404 });
  });

  it("pages comments a hundred at a time", async () => {
    const { gitHub, octokit, number } = await startPullRequest();
    for (let index = 0; index < 205; index += 1) {
      gitHub.driver.comment({ repository: "acme/shop", number, by: "ada", body: `${index}` });
    }
    const all = await octokit.paginate(octokit.rest.issues.listComments, {
      ...SHOP,
      issue_number: number,
      per_page: 100,
    });
    expect(all.map(({ body }) => Number(body))).toEqual([...Array(205).keys()]);
  });

  it("opens issues, finds them by creator and label, and shows pull requests as issues", async () => {
    const { octokit, number } = await startPullRequest();
    const { data } = await octokit.rest.issues.create({
      ...SHOP,
      title: "Report",
      body: "b",
      labels: ["impact: none"],
    });
    await octokit.rest.issues.update({ ...SHOP, issue_number: data.number, body: "c", state: "closed" });
    const find = async (filter: object) =>
      (await octokit.rest.issues.listForRepo({ ...SHOP, state: "all", ...filter })).data.map(
        (issue) => issue.number,
      );
    expect(await find({ creator: "throughline[bot]" })).toEqual([data.number]);
    expect(await find({ labels: "Impact: none" })).toEqual([data.number]);
    expect(
      (await octokit.rest.issues.get({ ...SHOP, issue_number: number })).data.pull_request,
    ).toBeDefined();
    expect((await octokit.rest.issues.get({ ...SHOP, issue_number: data.number })).data).toMatchObject({
      body: "c",
      state: "closed",
    });
  });

  it("refuses writes to an archived repository", async () => {
    const { gitHub, octokit, number } = await startPullRequest();
    gitHub.driver.archive("acme/shop", "ada");
    const failed = await readStatus(
      octokit.rest.issues.createComment({ ...SHOP, issue_number: number, body: "x" }),
    );
    expect(failed).toMatchObject({ status: 403 });
    expect(failed.message).toContain("archived");
  });
});
