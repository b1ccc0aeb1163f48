import { describe, expect, it } from "vitest";
import { parseOriginName } from "../../src/git/origin.ts";

describe("parseOriginName", () => {
  it.each([
    ["https://github.com/acme/shop.git\n", "acme/shop"],
    ["https://github.com/acme/shop", "acme/shop"],
    ["https://github.com/acme/shop/", "acme/shop"],
    ["https://user:secret@git.example.com/acme/shop.git", "acme/shop"],
    ["git@github.com:acme/shop.git", "acme/shop"],
    ["ssh://git@github.com:22/acme/shop.js.git", "acme/shop.js"],
    ["https://git.example.com/group/acme/shop", "acme/shop"],
  ])("reads %s", (address, name) => {
    expect(parseOriginName(address)).toBe(name);
  });

  it.each([
    "",
    "/srv/git/shop.git",
    "file:///srv/git/shop.git",
    "../shop",
    "https://user:secret@host",
    "C:\\git\\shop",
  ])("finds no owner in %s", (address) => {
    expect(parseOriginName(address)).toBeUndefined();
  });
});
