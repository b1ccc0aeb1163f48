import nock from "nock";
import { describe, expect, it } from "vitest";
import {
  API,
  catchFailure,
  expectRequests,
  openGitHub,
  REPOSITORY,
  watchRequests,
} from "./git-hub-fixture.ts";

const ISSUES = "/repos/octocat/shop/issues";

watchRequests();

describe("issues of our own", () => {
  it("are those that our app wrote, and no pull requests", async () => {
    nock(API).get("/app").reply(200, { id: 77, slug: "throughline" });
    expectRequests()
      .get(ISSUES)
      .query({
        creator: "throughline[bot]",
        state: "all",
        sort: "created",
        direction: "desc",
        per_page: 100,
        page: 1,
      })
      .reply(200, [
        { number: 9, body: "report", performed_via_github_app: { id: 77 } },
        { number: 8, body: "of another app", performed_via_github_app: { id: 5 } },
        { number: 7, body: "of nobody", performed_via_github_app: null },
        {
          number: 4,
          body: "of our bot",
          user: { id: 8, login: "Throughline[bot]", type: "Bot" },
          performed_via_github_app: null,
        },
        { number: 6, body: null, performed_via_github_app: { id: 77 }, pull_request: {} },
        { number: 5, body: null, performed_via_github_app: { id: 77 } },
      ]);
    expect(await openGitHub().gitHub.listOurIssues(REPOSITORY)).toEqual([
      { number: 9, body: "report" },
      { number: 4, body: "of our bot" },
      { number: 5, body: "" },
    ]);
  });

  it("are made, and only a 201 says that one was", async () => {
    const issue = { title: "Throughline report", body: "text" };
    expectRequests().post(ISSUES, issue).reply(201, { number: 12 });
    expect(await openGitHub().gitHub.createIssue(REPOSITORY, issue)).toEqual({ number: 12 });
    expectRequests().post(ISSUES, issue).reply(200, []);
    expect(await catchFailure(openGitHub().gitHub.createIssue(REPOSITORY, issue))).toBeDefined();
  });

  it("are edited in their body alone", async () => {
    expectRequests().patch(`${ISSUES}/12`, { body: "text" }).reply(200, {});
    await openGitHub().gitHub.updateIssue(REPOSITORY, 12, "text");
  });
});
