import { describe, expect, it } from "vitest";
import { collect, expectRequests, openGitHub, watchRequests } from "./git-hub-fixture.ts";

const ANSWER = {
  id: 42,
  name: "shop",
  owner: { id: 1, login: "octocat" },
  private: true,
  visibility: "internal",
  default_branch: "main",
  archived: false,
};
const REPOSITORY = {
  id: 42,
  installationId: 900,
  ownerId: 1,
  owner: "octocat",
  name: "shop",
  visibility: "internal",
  defaultBranch: "main",
  isArchived: false,
  isDeleted: false,
};

watchRequests();

describe("readRepository", () => {
  it("reads one by its id", async () => {
    expectRequests().get("/repositories/42").reply(200, ANSWER);
    expect(await openGitHub().gitHub.readRepository(42)).toEqual(REPOSITORY);
  });

  it.each([
    ["public", false, "public"],
    ["public", true, "private"],
    ["private", true, "private"],
    [undefined, false, "public"],
    [undefined, true, "private"],
    [null, null, "private"],
    ["secret", false, "private"],
  ])("takes visibility %j with private %j for %s", async (visibility, isPrivate, expected) => {
    expectRequests()
      .get("/repositories/42")
      .reply(200, { ...ANSWER, visibility, private: isPrivate });
    expect(await openGitHub().gitHub.readRepository(42)).toMatchObject({ visibility: expected });
  });

  it("reads one without commits", async () => {
    expectRequests()
      .get("/repositories/42")
      .reply(200, { ...ANSWER, default_branch: null, archived: null });
    const { defaultBranch: _, ...rest } = REPOSITORY;
    expect(await openGitHub().gitHub.readRepository(42)).toEqual(rest);
  });

  it("is undefined where there is none", async () => {
    expectRequests().get("/repositories/42").reply(404, {});
    expect(await openGitHub().gitHub.readRepository(42)).toBeUndefined();
  });
});

describe("listRepositories", () => {
  it("yields page by page, each when it is wanted", async () => {
    expectRequests()
      .get("/installation/repositories")
      .query({ per_page: 100, page: 1 })
      .reply(200, { total_count: 101, repositories: [ANSWER] }, { link: '<x>; rel="next"' })
      .get("/installation/repositories")
      .query({ per_page: 100, page: 2 })
      .reply(200, { total_count: 101, repositories: [{ ...ANSWER, id: 77, owner: null }] });
    expect(await collect(openGitHub().gitHub.listRepositories())).toEqual([
      { rows: [REPOSITORY], unreadable: [] },
      {
        rows: [],
        unreadable: [{ id: 77, why: "owner: Invalid input: expected object, received null" }],
      },
    ]);
  });
});
