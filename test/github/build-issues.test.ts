import { describe, expect, it } from "vitest";
import { expectRequests, openGitHub, REPOSITORY, watchRequests } from "./git-hub-fixture.ts";

const ISSUE = "/repos/octocat/shop/issues/7";
const PLACE = { number: 7, repository_url: "https://api.github.com/repos/Octocat/shop" };
const BARE = { title: "Secret", body: null, labels: [], user: null };

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
    expectRequests()
      .get(ISSUE)
      .reply(200, { ...PLACE, ...answer });
    expect(await openGitHub().gitHub.readIssue(REPOSITORY, 7)).toEqual(issue);
  });

  it.each([
    ["in another repository", { number: 7, repository_url: "https://api.github.com/repos/octocat/secret" }],
    ["under another number", { ...PLACE, number: 8 }],
    ["at a place that nobody says", { number: 7, repository_url: null }],
  ])("is undefined for an issue that is %s by now", async (_what, place) => {
    const requests = expectRequests();
    requests.get(ISSUE).reply(301, {}, { location: "https://api.github.com/repositories/2/issues/7" });
    requests.get("/repositories/2/issues/7").reply(200, { ...BARE, ...place });
    if (place.repository_url?.endsWith("secret")) {
      requests.get("/repos/octocat/shop").reply(200, { full_name: "octocat/shop" });
    }
    expect(await openGitHub().gitHub.readIssue(REPOSITORY, 7)).toBeUndefined();
  });

  it("reads an issue of a repository that was renamed", async () => {
    const place = { number: 7, repository_url: "https://api.github.com/repos/octocat/store" };
    const requests = expectRequests();
    requests.get(ISSUE).reply(200, { ...BARE, ...place });
    requests.get("/repos/octocat/shop").reply(200, { full_name: "octocat/store" });
    expect(await openGitHub().gitHub.readIssue(REPOSITORY, 7)).toMatchObject({ title: "Secret" });
  });

  it.each([404, 410])("is undefined on %i", async (status) => {
    expectRequests().get(ISSUE).reply(status, { message: "This issue was deleted" });
    expect(await openGitHub().gitHub.readIssue(REPOSITORY, 7)).toBeUndefined();
  });
});
