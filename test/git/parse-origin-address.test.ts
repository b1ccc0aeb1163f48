import { describe, expect, it } from "vitest";
import { parseOriginAddress } from "../../src/git/origin.ts";

describe("parseOriginAddress", () => {
  it.each([
    ["https://github.com/acme/shop.git", "https://github.com/acme/shop"],
    ["https://mona:secret@github.com/acme/shop", "https://github.com/acme/shop"],
    ["git@github.com:acme/shop.git", "https://github.com/acme/shop"],
    ["ssh://git@GitHub.acme.example:22/acme/shop", "https://github.acme.example/acme/shop"],
    ["https://gitlab.com/acme/shop", undefined],
    ["https://evil.example/github.com/acme/shop", undefined],
    ["/srv/git/shop.git", undefined],
    ["file:///github.com/acme/shop", undefined],
    ["", undefined],
  ])("%s", (address, expected) => {
    expect(parseOriginAddress(address)).toBe(expected);
  });
});
