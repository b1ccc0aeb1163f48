import nock from "nock";
import { describe, expect, it } from "vitest";
import {
  API,
  catchFailure,
  expectRequests,
  openGitHub,
  PULL_REQUEST,
  pullRequestJson,
  REPOSITORY,
  watchRequests,
} from "./git-hub-fixture.ts";

watchRequests();

describe("a repository that moved", () => {
  it.each([301, 302, 307, 308])("is read at its new address after %i", async (status) => {
    expectRequests()
      .get("/repos/octocat/shop/pulls/812")
      .reply(status, {}, { location: `${API}/repositories/42/pulls/812` })
      .get("/repositories/42/pulls/812")
      .reply(200, pullRequestJson());
    const { gitHub, taken } = openGitHub();
    expect(await gitHub.readPullRequest(PULL_REQUEST)).toMatchObject({ number: 812 });
    expect(taken).toEqual(["read", "read"]);
  });

  it.each([301, 307, 308])("is written to with the same method and body after %i", async (status) => {
    expectRequests()
      .post("/repos/octocat/shop/issues/812/comments", { body: "Hello: {you}" })
      .reply(status, {}, { location: `${API}/repositories/42/issues/812/comments` })
      .post("/repositories/42/issues/812/comments", { body: "Hello: {you}" })
      .reply(201, { id: 5 })
      .patch("/repos/octocat/shop/issues/comments/5", { body: "Again" })
      .reply(status, {}, { location: "/repositories/42/issues/comments/5" })
      .patch("/repositories/42/issues/comments/5", { body: "Again" })
      .reply(200, {});
    const { gitHub } = openGitHub();
    expect(await gitHub.createComment(PULL_REQUEST, "Hello: {you}")).toEqual({ id: 5 });
    await gitHub.updateComment(REPOSITORY, 5, "Again");
  });

  it("keeps the query and odd characters of the new address", async () => {
    expectRequests()
      .get("/repos/octocat/shop/contents/.github/a%20b%3Ac.yml")
      .query({ ref: "abc" })
      .reply(301, {}, { location: `${API}/repositories/42/contents/.github/a%20b:c.yml?ref=abc` })
      .get("/repositories/42/contents/.github/a%20b%3Ac.yml")
      .query({ ref: "abc" })
      .reply(404, {});
    expect(await openGitHub().gitHub.readFileAt(REPOSITORY, ".github/a b:c.yml", "abc")).toEqual({
      kind: "absent",
    });
  });

  it("is not followed to another host: the token stays here", async () => {
    expectRequests()
      .get("/repos/octocat/shop/pulls/812")
      .reply(301, {}, { location: "https://example.com/repositories/42/pulls/812" });
    expect(await catchFailure(openGitHub().gitHub.readPullRequest(PULL_REQUEST))).toMatchObject({
      kind: "fault",
    });
  });

  it.each([{}, { location: "http://[" }])("is a fault where the address is %j", async (headers) => {
    expectRequests().get("/repos/octocat/shop/pulls/812").reply(301, {}, headers);
    expect(await catchFailure(openGitHub().gitHub.readPullRequest(PULL_REQUEST))).toMatchObject({
      kind: "fault",
    });
  });

  it("is given up where it moves in circles", async () => {
    expectRequests();
    nock(API)
      .get("/repos/octocat/shop/pulls/812")
      .times(4)
      .reply(301, {}, { location: `${API}/repos/octocat/shop/pulls/812` });
    expect(await catchFailure(openGitHub().gitHub.readPullRequest(PULL_REQUEST))).toMatchObject({
      kind: "fault",
    });
  });
});
