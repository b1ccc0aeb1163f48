import type { ChannelAddress } from "../settings/channel-address.ts";
import { cutText } from "../text/cut-text.ts";
import type { ChannelMessage } from "../workflows/ports/summary-channels.ts";

/** Microsoft takes 28 KB; a code point takes up to 4 bytes. */
const MOST_CHARACTERS = 6_000;

/** The body that a kind of channel takes, as a JSON value. */
export function buildPayload(kind: ChannelAddress["kind"], message: ChannelMessage): object {
  switch (kind) {
    case "slack":
      return buildSlackPayload(message);
    case "teams":
      return buildTeamsPayload(message);
    case "text":
      return { text: [...listLines(message, String), ...listLink(message)].join("\n") };
  }
}

/**
 * https://docs.slack.dev/messaging/formatting-message-text: three characters are escaped, and with them no `<!channel>`
 * and no link can be written; `mrkdwn` false leaves the rest as it is.
 */
function buildSlackPayload(message: ChannelMessage): object {
  const toSafe = (text: string): string =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const { link } = message;
  const last = link === undefined ? [] : [`<${link.url}|${toSafe(link.text).replaceAll("|", "/")}>`];
  return { text: [...listLines(message, toSafe), ...last].join("\n"), mrkdwn: false };
}

/** What "When a Teams webhook request is received" takes: one Adaptive Card, whose text knows a little Markdown. */
function buildTeamsPayload(message: ChannelMessage): object {
  const [title = "", ...lines] = listLines(message, String);
  const { link } = message;
  const toBlock = (text: string, more: object = {}): object => ({
    type: "TextBlock",
    text,
    wrap: true,
    ...more,
  });
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.2",
          body: [toBlock(title, { weight: "Bolder" }), ...lines.map((line) => toBlock(line))],
          ...(link === undefined
            ? {}
            : { actions: [{ type: "Action.OpenUrl", title: link.text, url: link.url }] }),
        },
      },
    ],
  };
}

function listLines({ title, lines }: ChannelMessage, toSafe: (text: string) => string): readonly string[] {
  const kept: string[] = [];
  let left = MOST_CHARACTERS;
  for (const line of [title, ...lines]) {
    if (left <= 0) return [...kept, "..."];
    const text = cutText(line, left);
    kept.push(toSafe(text));
    left -= text.length;
  }
  return kept;
}

function listLink({ link }: ChannelMessage): readonly string[] {
  return link === undefined ? [] : [`${link.text}: ${link.url}`];
}
