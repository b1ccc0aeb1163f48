import type { BotWriting, Revision } from "../model/bot-writing.ts";
import { listAnswerTexts } from "./parse-description.ts";

/** A description, and what of its answers bots wrote. */
export interface Attributed {
  readonly body: string;
  readonly writing: BotWriting;
}

/** As it was opened: all of it is its author's. */
export function attributeFirst(body: string, isByBot: boolean): Attributed {
  return { body, writing: { texts: isByBot ? [...new Set(listAnswerTexts(body))] : [] } };
}

/**
 * What an edit makes of it. What a bot leaves as it means stays whose it was, also where the bot writes the whole
 * description anew; what it adds or changes is the bot's. What a person adds or changes is the person's; a bot's line
 * that a person leaves alone stays the bot's.
 */
export function attributeEdit(before: Attributed, { body, isByBot }: Required<Revision>): Attributed {
  const former = listAnswerTexts(before.body);
  const texts = listAnswerTexts(body);
  const ofBots = new Set(before.writing.texts);
  if (!isByBot) {
    const kept = [...ofBots].filter(
      (text) => count(texts, text) > 0 && count(texts, text) <= count(former, text),
    );
    const hasWritten = texts.some((text) => !kept.includes(text));
    return { body, writing: toWriting(kept, before.writing.hasRemoved === true && !hasWritten) };
  }
  const ofPeople = new Set(former.filter((text) => !ofBots.has(text)).map(toMeaning));
  const left = new Set(texts.map(toMeaning));
  const isTaken = [...ofPeople].some((text) => !left.has(text));
  const own = [...new Set(texts.filter((text) => !ofPeople.has(toMeaning(text))))];
  return {
    body,
    writing: toWriting(own, isTaken || (before.writing.hasRemoved === true && ofPeople.size === 0)),
  };
}

/**
 * What of the last revision bots wrote, from all of them, oldest first. Who wrote what in a revision that is lost
 * can't be told: what the next one holds counts as a bot's where either of the two is a bot's.
 */
export function attributeRevisions(revisions: readonly Revision[]): Attributed {
  let attributed: Attributed | undefined;
  let mayBeByBot = false;
  for (const { body, isByBot } of revisions) {
    mayBeByBot = mayBeByBot || isByBot;
    if (body === undefined) continue;
    attributed =
      attributed === undefined
        ? attributeFirst(body, mayBeByBot)
        : attributeEdit(attributed, { body, isByBot: mayBeByBot });
    mayBeByBot = false;
  }
  return attributed ?? attributeFirst("", mayBeByBot);
}

/** Whether two descriptions say the same wherever an answer may stand. */
export function hasSameAnswers(one: string, other: string): boolean {
  return one === other || JSON.stringify(listAnswerTexts(one)) === JSON.stringify(listAnswerTexts(other));
}

function toWriting(texts: readonly string[], hasRemoved: boolean): BotWriting {
  return { texts, ...(hasRemoved ? { hasRemoved: true } : {}) };
}

function count(texts: readonly string[], text: string): number {
  return texts.filter((one) => one === text).length;
}

/** Other spaces and another case say nothing else. */
function toMeaning(text: string): string {
  return text.replace(/\s+/gu, " ").trim().toLowerCase();
}
