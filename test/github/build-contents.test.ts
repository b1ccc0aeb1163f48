import { describe, expect, it } from "vitest";
import { catchFailure, expectRequests, openGitHub, REPOSITORY, watchRequests } from "./git-hub-fixture.ts";

const PATH = ".github/throughline.yml";
const ADDRESS = `/repos/octocat/shop/contents/${PATH}`;

watchRequests();

function fileJson(text: string | Buffer) {
  const bytes = Buffer.from(text);
  // GitHub breaks base64 into lines of 60.
  const content = bytes.toString("base64").replace(/.{60}/g, "$&\n");
  return { type: "file", encoding: "base64", size: bytes.length, content };
}

describe("readFile", () => {
  it("reads a text with its etag, its byte order mark removed", async () => {
    const text = `version: 1 # ${"ü".repeat(100)}\n`;
    expectRequests()
      .get(ADDRESS)
      .reply(200, fileJson(`\uFEFF${text}`), { etag: 'W/"1"' });
    expect(await openGitHub().gitHub.readFile(REPOSITORY, PATH)).toEqual({
      kind: "text",
      text,
      etag: 'W/"1"',
    });
  });

  it("is unchanged where the etag still holds", async () => {
    expectRequests().get(ADDRESS).matchHeader("if-none-match", 'W/"1"').reply(304);
    expect(await openGitHub().gitHub.readFile(REPOSITORY, PATH, 'W/"1"')).toEqual({ kind: "unchanged" });
  });

  it("does not take a 304 that nobody asked for", async () => {
    expectRequests().get(ADDRESS).reply(304);
    expect(await catchFailure(openGitHub().gitHub.readFile(REPOSITORY, PATH))).toMatchObject({
      kind: "fault",
    });
  });

  it.each([404])("is absent on %i", async (status) => {
    expectRequests().get(ADDRESS).reply(status, { message: "This repository is empty." });
    expect(await openGitHub().gitHub.readFile(REPOSITORY, PATH)).toEqual({ kind: "absent" });
  });

  it("reads an empty file", async () => {
    expectRequests().get(ADDRESS).reply(200, fileJson(""));
    expect(await openGitHub().gitHub.readFile(REPOSITORY, PATH)).toEqual({ kind: "text", text: "" });
  });

  it.each([
    ["a folder", [{ type: "file", name: "a" }], "it is a folder"],
    ["a submodule", { type: "submodule" }, "it is a submodule"],
    ["a link", { type: "symlink", target: "x" }, "it is a link that leads to no file"],
    [
      "a large file",
      { type: "file", encoding: "none", content: "", size: 2_000_000 },
      "it is over 1 MB (2000000 bytes)",
    ],
    ["null content", { type: "file", encoding: null, content: null }, "it is over 1 MB (unknown bytes)"],
    ["bytes", fileJson(Buffer.from([0xff, 0xfe, 0x00])), "it is not UTF-8 text"],
  ])("tells %s", async (_what, answer, reason) => {
    expectRequests().get(ADDRESS).reply(200, answer);
    expect(await openGitHub().gitHub.readFile(REPOSITORY, PATH)).toEqual({ kind: "unreadable", reason });
  });
});

describe("readFileAt", () => {
  it("asks for the commit", async () => {
    expectRequests().get(ADDRESS).query({ ref: "abc" }).reply(200, fileJson("a"));
    expect(await openGitHub().gitHub.readFileAt(REPOSITORY, PATH, "abc")).toEqual({
      kind: "text",
      text: "a",
    });
  });

  it("writes a path so that it can name nothing else", async () => {
    expectRequests()
      .get("/repos/octocat/shop/contents/docs/a%3Fref%3Dx%23y%7Bowner%7D%20%25.yml")
      .query({ ref: "abc" })
      .reply(404);
    const path = "docs/a?ref=x#y{owner} %.yml";
    expect(await openGitHub().gitHub.readFileAt(REPOSITORY, path, "abc")).toEqual({ kind: "absent" });
  });
});
