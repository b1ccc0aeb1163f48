import { describe, expect, it } from "vitest";
import { parseCommands } from "../../src/tagging/parse-commands.ts";

describe("parseCommands", () => {
  it("reads each on a line of its own, in order", () => {
    expect(
      parseCommands(
        "/impact protects `refund-rate`\nand so\n/Impact: none\r\n\r\n/impact ask\n/impact help\n/insight",
      ),
    ).toStrictEqual([
      { kind: "impact", text: "protects `refund-rate`" },
      { kind: "impact", text: "none" },
      { kind: "ask" },
      { kind: "help" },
      { kind: "insight" },
    ]);
  });

  it("takes a bare word for a question", () => {
    expect(parseCommands("/impact")).toStrictEqual([{ kind: "help" }]);
  });

  it.each([
    "> /impact none",
    "`/impact none`",
    "```\n/impact none\n```",
    "    /impact none",
    "<!-- /impact none -->",
    "<!--\n/impact none\n-->",
    "say /impact none",
    "- /impact none",
    "/impactful none",
    "/seen acme/shop#1 yes",
  ])("does not read %j", (markdown) => {
    expect(parseCommands(markdown)).toStrictEqual([]);
  });
});
