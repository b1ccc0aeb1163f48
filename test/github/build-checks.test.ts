import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "vitest";
import type { CheckAnnotation, CheckOutput } from "../../src/model/check.ts";
import { expectRequests, openGitHub, REPOSITORY, watchRequests } from "./git-hub-fixture.ts";

const OUTPUT: CheckOutput = {
  conclusion: "action_required",
  title: "Say what this moves",
  summary: "One line will do.",
  text: "<!-- record -->",
  actions: [{ label: "None", description: "It moves no metric", identifier: "none" }],
  annotations: [],
};
const CHECK = { name: "throughline", headSha: "abc", externalId: "pull-request:812", output: OUTPUT };
const RUNS = "/repos/octocat/shop/check-runs";

interface CheckBody {
  readonly output: { readonly annotations: readonly object[] };
}

watchRequests();

function annotate(count: number): readonly CheckAnnotation[] {
  return Array.from({ length: count }, (_, index) => ({
    path: ".github/throughline.yml",
    startLine: index + 1,
    endLine: index + 1,
    level: "failure",
    title: "",
    message: `Wrong ${index}`,
  }));
}

describe("writing", () => {
  const fields = {
    name: "throughline",
    external_id: "pull-request:812",
    status: "completed",
    conclusion: "action_required",
    output: {
      title: OUTPUT.title,
      summary: OUTPUT.summary,
      text: OUTPUT.text,
      annotations: [],
    },
    actions: [...OUTPUT.actions],
  };

  it("creates a completed run on the head", async () => {
    expectRequests()
      .post(RUNS, (body) => isDeepStrictEqual(body, { ...fields, head_sha: "abc" }))
      .reply(201, { id: 9 });
    expect(await openGitHub().gitHub.createCheckRun(REPOSITORY, CHECK)).toEqual({ id: 9 });
  });

  it("updates a run, its buttons taken away where there are none", async () => {
    expectRequests()
      .patch(`${RUNS}/9`, (body) => isDeepStrictEqual(body, { ...fields, actions: [] }))
      .reply(200, { id: 9 });
    await openGitHub().gitHub.updateCheckRun(REPOSITORY, 9, { ...CHECK, output: { ...OUTPUT, actions: [] } });
  });

  it("sends annotations in batches of 50", async () => {
    const hold = (count: number) => (body: CheckBody) => body.output.annotations.length === count;
    expectRequests()
      .post(RUNS, hold(50))
      .reply(201, { id: 9 })
      .patch(`${RUNS}/9`, hold(50))
      .reply(200, { id: 9 })
      .patch(`${RUNS}/9`, hold(1))
      .reply(200, { id: 9 });
    const output = { ...OUTPUT, annotations: annotate(101) };
    const { gitHub, taken } = openGitHub();
    await gitHub.createCheckRun(REPOSITORY, { ...CHECK, output });
    expect(taken).toEqual(["check", "check", "check"]);
  });

  it("writes an annotation in GitHub's words", async () => {
    expectRequests()
      .post(
        RUNS,
        (body) =>
          JSON.stringify(body.output.annotations) ===
          JSON.stringify([
            {
              path: ".github/throughline.yml",
              start_line: 1,
              end_line: 1,
              annotation_level: "failure",
              message: "Wrong 0",
            },
          ]),
      )
      .reply(201, { id: 9 });
    const output = { ...OUTPUT, annotations: annotate(1) };
    await openGitHub().gitHub.createCheckRun(REPOSITORY, { ...CHECK, output });
  });

  it("sends at most three buttons", async () => {
    const [action] = OUTPUT.actions;
    const actions = [1, 2, 3, 4].map((number) => ({ ...action!, identifier: `${number}` }));
    expectRequests()
      .post(RUNS, (body) => body.actions.length === 3)
      .reply(201, { id: 9 });
    await openGitHub().gitHub.createCheckRun(REPOSITORY, { ...CHECK, output: { ...OUTPUT, actions } });
  });

  it("refuses to write what was decided not to be posted", async () => {
    const output: CheckOutput = { ...OUTPUT, conclusion: "none" };
    await expect(openGitHub().gitHub.createCheckRun(REPOSITORY, { ...CHECK, output })).rejects.toThrow(
      /without a conclusion/,
    );
  });
});

describe("listOurCheckRuns", () => {
  it("lists those of this app, newest first, whatever is null", async () => {
    const run = { name: "throughline", head_sha: "abc", app: { id: 77 } };
    expectRequests()
      .get("/repos/octocat/shop/commits/abc/check-runs")
      .query({ app_id: 77, filter: "all", per_page: 100, page: 1 })
      .reply(200, {
        total_count: 4,
        check_runs: [
          {
            ...run,
            id: 3,
            external_id: null,
            conclusion: null,
            output: { title: null, summary: null, text: null },
          },
          {
            ...run,
            id: 5,
            external_id: "x",
            conclusion: "success",
            output: { title: "t", summary: "s", text: "u" },
          },
          { ...run, id: 6, app: { id: 78 } },
          { ...run, id: 7, app: null },
        ],
      });
    expect(await openGitHub().gitHub.listOurCheckRuns(REPOSITORY, "abc")).toEqual([
      {
        id: 5,
        name: "throughline",
        headSha: "abc",
        externalId: "x",
        conclusion: "success",
        title: "t",
        summary: "s",
        text: "u",
      },
      {
        id: 3,
        name: "throughline",
        headSha: "abc",
        externalId: "",
        conclusion: undefined,
        title: "",
        summary: "",
        text: "",
      },
    ]);
  });
});
