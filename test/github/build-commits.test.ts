import { expect, it } from "vitest";
import { catchFailure, expectRequests, openGitHub, PULL_REQUEST, watchRequests } from "./git-hub-fixture.ts";

watchRequests();

const author = (name: string, email: string, user: object | null = null) => ({ name, email, user });
const OCTOCAT = author("Octo Cat", "octo@example.org", { login: "octocat", databaseId: 1 });

function answer(pullRequest: object): void {
  expectRequests()
    .post("/graphql", ({ operationName, variables }) => {
      return operationName === "PullRequestCommits" && variables.first === 100 && variables.number === 812;
    })
    .reply(200, { data: { repository: { pullRequest } } });
}

const commit = (message: string | null, nodes: readonly unknown[] | null) => ({
  message,
  authors: nodes === null ? null : { nodes },
});

it("reads authors by their accounts, names without one, and no address", async () => {
  const { gitHub } = openGitHub();
  answer({
    mergeCommit: commit("Keep the cart (#812)", [OCTOCAT]),
    commits: {
      nodes: [
        {
          commit: commit("Cap", [
            OCTOCAT,
            author("Jo Doe", "jo@example.org"),
            author("M", "7+mona@users.noreply.github.com"),
          ]),
        },
        null,
        { commit: commit(null, null) },
        {
          commit: commit("Solo", [
            null,
            author("Kim", "kim@example.org", { login: "kim", databaseId: null }),
          ]),
        },
      ],
    },
  });
  const octocat = { name: "octocat", isLogin: true, id: 1 };
  expect(await gitHub.listCommits(PULL_REQUEST)).toEqual([
    {
      message: "Cap",
      author: octocat,
      coAuthors: [
        { name: "Jo Doe", isLogin: false },
        { name: "mona", isLogin: true, id: 7 },
      ],
    },
    { message: "", coAuthors: [] },
    { message: "Solo", coAuthors: [{ name: "kim", isLogin: true }] },
    { message: "Keep the cart (#812)", author: octocat, coAuthors: [] },
  ]);
});

it("leaves machines out, whether an account, a name or an address tells them", async () => {
  const { gitHub } = openGitHub();
  const machines = [
    author("renovate[bot]", "bot@renovateapp.com"),
    author("Claude", "noreply@anthropic.com", { login: "claude", databaseId: 5 }),
    author("Pilot", "1+Copilot@users.noreply.github.com", { login: "Copilot", databaseId: 6 }),
    author("", ""),
  ];
  answer({ mergeCommit: null, commits: { nodes: [{ commit: commit("Cap", machines) }] } });
  expect(await gitHub.listCommits(PULL_REQUEST)).toEqual([{ message: "Cap", coAuthors: [] }]);
});

it("tells of a pull request that is gone", async () => {
  const { gitHub } = openGitHub();
  expectRequests()
    .post("/graphql")
    .reply(200, {
      data: { repository: { pullRequest: null } },
      errors: [{ type: "NOT_FOUND", message: "no" }],
    });
  expect(await catchFailure(gitHub.listCommits(PULL_REQUEST))).toMatchObject({ kind: "gone" });
});
