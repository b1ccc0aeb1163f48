import type { OptedOut } from "../model/credit.ts";

/** @octocat, in words that somebody wrote. */
const MENTION = /(?<!\w)@([a-z\d](?:[a-z\d_-]{0,77}[a-z\d])?)/giu;

/** The words without the logins of people who want to be named nowhere: `thanks to a colleague`. */
export function cutMentions(words: string, { logins }: OptedOut): string {
  return words.replace(MENTION, (mention, login: string) =>
    logins.has(login.toLowerCase()) ? "a colleague" : mention,
  );
}
