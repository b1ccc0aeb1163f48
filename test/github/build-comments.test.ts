import nock from "nock";
import { describe, expect, it } from "vitest";
import {
  API,
  catchFailure,
  commentJson,
  expectRequests,
  openGitHub,
  PULL_REQUEST,
  REPOSITORY,
  watchRequests,
} from "./git-hub-fixture.ts";

const COMMENT = {
  id: 1,
  body: "Looks good",
  author: { id: 2, login: "hubot", isBot: false },
  isOurs: false,
  hasOurThumbsUp: false,
  createdAtMs: Date.UTC(2026, 2, 31, 8),
  updatedAtMs: Date.UTC(2026, 2, 31, 8, 5),
};
const COMMENTS = "/repos/octocat/shop/issues/812/comments";
const ONE = "/repos/octocat/shop/issues/comments/1";
const BOT = { id: 8, login: "Throughline[bot]", type: "Bot" };

watchRequests();

describe("listComments", () => {
  it("lists all pages, oldest first", async () => {
    expectRequests()
      .get(COMMENTS)
      .query({ per_page: 100, page: 1 })
      .reply(200, [commentJson({ id: 3 }), commentJson({ id: 2, created_at: "2026-03-31T09:00:00Z" })], {
        link: '<x>; rel="next"',
      })
      .get(COMMENTS)
      .query({ per_page: 100, page: 2 })
      .reply(200, [commentJson()]);
    const comments = await openGitHub().gitHub.listComments(PULL_REQUEST);
    expect(comments.map(({ id }) => id)).toEqual([1, 3, 2]);
    expect(comments[0]).toEqual(COMMENT);
  });

  it("stops at 1,000", async () => {
    const scope = expectRequests();
    for (let page = 1; page <= 10; page += 1) {
      const comments = Array.from({ length: 100 }, (_, index) => commentJson({ id: page * 100 + index }));
      scope.get(COMMENTS).query({ per_page: 100, page }).reply(200, comments, { link: '<x>; rel="next"' });
    }
    expect(await openGitHub().gitHub.listComments(PULL_REQUEST)).toHaveLength(1000);
  });

  it("knows its own comment by its bot where GitHub leaves out the app, and asks only where a marker stands", async () => {
    const marked = "<!-- throughline:checklist -->";
    expectRequests()
      .get(COMMENTS)
      .query({ per_page: 100, page: 1 })
      .reply(200, [
        commentJson({ id: 1, body: marked, user: BOT }),
        commentJson({ id: 2, body: marked }),
        commentJson({ id: 3, body: marked, user: { ...BOT, login: "other[bot]" } }),
        commentJson({ id: 4, body: marked, user: BOT, performed_via_github_app: { id: 78 } }),
        commentJson({ id: 5, user: BOT }),
      ]);
    nock(API).get("/app").reply(200, { id: 77, slug: "throughline" });
    const comments = await openGitHub().gitHub.listComments(PULL_REQUEST);
    expect(comments.map(({ isOurs }) => isOurs)).toEqual([true, false, false, false, false]);
  });

  it.each([
    [{ id: 77 }, true],
    [{ id: 78 }, false],
    [null, false],
  ])("tells from %j whether it is ours: %j", async (app, isOurs) => {
    expectRequests()
      .get(COMMENTS)
      .query(true)
      .reply(200, [commentJson({ performed_via_github_app: app, body: null, user: null })]);
    expect(await openGitHub().gitHub.listComments(PULL_REQUEST)).toEqual([
      { ...COMMENT, body: "", author: { id: 0, login: "ghost", isBot: false }, isOurs },
    ]);
  });
});

describe("our reaction", () => {
  const command = { body: "/impact none", reactions: { "+1": 2 } };

  it.each([
    [
      "our bot's",
      [
        { id: 1, user: { id: 2, login: "hubot", type: "User" } },
        { id: 2, user: BOT },
      ],
      true,
    ],
    ["a person's of our name", [{ id: 1, user: { id: 8, login: "throughline", type: "User" } }], false],
    ["a deleted account's", [{ id: 1, user: null }], false],
  ])("is %s", async (_what, reactions, hasOurThumbsUp) => {
    expectRequests()
      .get(ONE)
      .reply(200, commentJson(command))
      .get(`${ONE}/reactions`)
      .query({ content: "+1", per_page: 100, page: 1 })
      .reply(200, reactions);
    nock(API).get("/app").reply(200, { id: 77, slug: "throughline" });
    expect(await openGitHub().gitHub.readComment(REPOSITORY, 1)).toMatchObject({ hasOurThumbsUp });
  });

  it.each([204, 404])("is taken back, or was (%d)", async (status) => {
    const reactions = [
      { id: 6, user: { id: 2, login: "hubot", type: "User" } },
      { id: 7, user: BOT },
    ];
    expectRequests()
      .get(`${ONE}/reactions`)
      .query({ content: "confused", per_page: 100, page: 1 })
      .reply(200, reactions)
      .delete(`${ONE}/reactions/7`)
      .reply(status);
    nock(API).get("/app").reply(200, { id: 77, slug: "throughline" });
    await openGitHub().gitHub.removeReaction(REPOSITORY, 1, "confused");
  });

  it("is found on a command of any family", async () => {
    expectRequests()
      .get(ONE)
      .reply(200, commentJson({ body: "/credit @mona kept it small", reactions: { "+1": 1 } }))
      .get(`${ONE}/reactions`)
      .query(true)
      .reply(200, [{ id: 7, user: BOT }]);
    nock(API).get("/app").reply(200, { id: 77, slug: "throughline" });
    expect(await openGitHub().gitHub.readComment(REPOSITORY, 1)).toMatchObject({ hasOurThumbsUp: true });
  });

  it("costs nothing where no one reacted or where it is no command", async () => {
    expectRequests()
      .get(COMMENTS)
      .query(true)
      .reply(200, [
        commentJson({ id: 1, body: "/impact none" }),
        commentJson({ id: 2, body: "Thanks", reactions: { "+1": 9 } }),
      ]);
    const comments = await openGitHub().gitHub.listComments(PULL_REQUEST);
    expect(comments.map(({ hasOurThumbsUp }) => hasOurThumbsUp)).toEqual([false, false]);
  });
});

describe("single comments", () => {
  it("are undefined where there is none", async () => {
    expectRequests().get(ONE).reply(404, {});
    expect(await openGitHub().gitHub.readComment(REPOSITORY, 1)).toBeUndefined();
  });

  it("are written with their body alone", async () => {
    expectRequests()
      .post(COMMENTS, { body: "Hello" })
      .reply(201, commentJson({ id: 5 }))
      .patch("/repos/octocat/shop/issues/comments/5", { body: "Hello again" })
      .reply(200, commentJson({ id: 5 }));
    const { gitHub } = openGitHub();
    expect(await gitHub.createComment(PULL_REQUEST, "Hello")).toEqual({ id: 5 });
    await gitHub.updateComment(REPOSITORY, 5, "Hello again");
  });

  it.each([200, 201])("take a reaction that is new or was there (%i)", async (status) => {
    expectRequests().post(`${ONE}/reactions`, { content: "confused" }).reply(status, { id: 1 });
    await openGitHub().gitHub.addReaction(REPOSITORY, 1, "confused");
  });

  it("throw where they are gone and were to be written", async () => {
    expectRequests().patch(ONE).reply(404, {});
    expect(await catchFailure(openGitHub().gitHub.updateComment(REPOSITORY, 1, "x"))).toMatchObject({
      kind: "gone",
      status: 404,
    });
  });
});
