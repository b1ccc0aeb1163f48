import { cutText } from "../text/cut-text.ts";
import { showHidden } from "../text/show-hidden.ts";

const LONGEST = 500;

/** Look-alikes stand for what is markup: an escape of one chat is shown as it stands by the next. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  "<": "‹",
  ">": "›",
  "&": "+",
  "*": "∗",
  _: "ˍ",
  "~": "∼",
  "`": "ʹ",
  "[": "(",
  "]": ")",
};

/** Text of people for a channel: plain, on one line, at most 500 characters; calls nobody and marks nothing up. */
export function toChannelText(text: string): string {
  const line = showHidden(text).replace(/\s+/gu, " ").trim();
  return cutText(line, LONGEST)
    .replace(/[<>&*_~`[\]]/gu, (character) => LOOK_ALIKES[character] ?? character)
    .replace(/[@#](?=\S)|:(?=\/\/|[\w+-]+:)|www(?=\.)/giu, "$&\u200B");
}
