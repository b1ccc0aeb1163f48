import { describe, expect, it } from "vitest";
import { expectRequests, openGitHub, REPOSITORY, watchRequests } from "./git-hub-fixture.ts";

const ISSUE = "/repos/octocat/shop/issues/7";

watchRequests();

describe("readIssue", () => {
  it.each([
    [
      "an issue",
      {
        title: "Slow cart",
        body: "Impact: checkout-conversion",
        labels: ["bug", { name: "impact: none" }, { name: null }],
        user: { id: 1, login: "octocat", type: "User" },
      },
      {
        title: "Slow cart",
        body: "Impact: checkout-conversion",
        labels: ["bug", "impact: none"],
        author: { id: 1, login: "octocat", isBot: false },
        isPullRequest: false,
      },
    ],
    [
      "a pull request by nobody",
      { title: null, body: null, labels: null, user: null, pull_request: { url: "x" } },
      {
        title: "",
        body: "",
        labels: [],
        author: { id: 0, login: "ghost", isBot: false },
        isPullRequest: true,
      },
    ],
  ])("reads %s", async (_what, answer, issue) => {
    expectRequests().get(ISSUE).reply(200, answer);
    expect(await openGitHub().gitHub.readIssue(REPOSITORY, 7)).toEqual(issue);
  });

  it.each([404, 410])("is undefined on %i", async (status) => {
    expectRequests().get(ISSUE).reply(status, { message: "This issue was deleted" });
    expect(await openGitHub().gitHub.readIssue(REPOSITORY, 7)).toBeUndefined();
  });
});
