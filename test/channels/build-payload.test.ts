import fc from "fast-check";
import { expect, it } from "vitest";
import { buildPayload } from "../../src/channels/build-payload.ts";
import { CHANNEL_KINDS } from "../../src/settings/channel-address.ts";
import { toChannelText } from "../../src/summary/headline.ts";

const MESSAGE = {
  title: "acme, 2026-W47: 4 of 9",
  lines: ["one", "two"],
  link: { url: "https://github.com/acme/leadership/issues/3", text: "The whole summary" },
};

it("is what each kind of channel takes", () => {
  expect(buildPayload("text", MESSAGE)).toEqual({
    text: "acme, 2026-W47: 4 of 9\none\ntwo\nThe whole summary: https://github.com/acme/leadership/issues/3",
  });
  expect(buildPayload("teams", MESSAGE)).toMatchObject({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        content: {
          type: "AdaptiveCard",
          body: [{ text: "acme, 2026-W47: 4 of 9" }, { text: "one" }, { text: "two" }],
          actions: [{ type: "Action.OpenUrl", url: "https://github.com/acme/leadership/issues/3" }],
        },
      },
    ],
  });
  const { link: _, ...rest } = MESSAGE;
  expect(JSON.stringify(CHANNEL_KINDS.map((kind) => buildPayload(kind, rest)))).not.toContain(
    "https://github",
  );
});

it("calls nobody and links nowhere, whatever people wrote", () => {
  const part = fc.constantFrom(
    "@channel",
    "<!channel>",
    "<@U1>",
    "[x](https://a.test)",
    "https://a.test",
    "**",
    "`",
    "\u202e",
    "&",
  );
  fc.assert(
    fc.property(fc.constantFrom(...CHANNEL_KINDS), fc.array(fc.oneof(part, fc.string())), (kind, parts) => {
      const text = JSON.stringify(buildPayload(kind, { title: toChannelText(parts.join(" ")), lines: [] }));
      const said = text.replace("http://adaptivecards.io", "");
      expect(said).not.toMatch(/@\w|<!|<@|\]\(|:\/\/|\u202e/u);
    }),
  );
});

it("stays below what the smallest of them takes, however much is said", () => {
  const lines = Array.from({ length: 500 }, () => "\u{1F680}".repeat(400));
  for (const kind of CHANNEL_KINDS) {
    const bytes = Buffer.byteLength(JSON.stringify(buildPayload(kind, { title: "t", lines })));
    expect(bytes).toBeLessThan(28 * 1_024);
  }
});
