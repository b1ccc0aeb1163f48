/**
 * What of a description's answers bot accounts wrote; the rest is people's. A line of a bot is a suggestion, whoever
 * opened the pull request.
 */
export interface BotWriting {
  /** As `listAnswerTexts` gives them: of lines, of what stands under a heading, of ticked boxes. */
  readonly texts: readonly string[];
  /** A bot took out or changed what a person had written there, and no person has written there since. */
  readonly hasRemoved?: true;
}

/** A description as an edit left it. */
export interface Revision {
  readonly isByBot: boolean;
  /** Absent where GitHub no longer has it: somebody deleted it from the history. */
  readonly body?: string;
}
