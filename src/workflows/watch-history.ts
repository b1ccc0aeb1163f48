import type { ChangeHistory } from "./ports/change-history.ts";

/** Tells what the history itself threw, whose message is a sentence for the user, from a defect of what reads it. */
export function watchHistory(history: ChangeHistory): ChangeHistory & { failure(): unknown } {
  let failure: unknown;
  return {
    ...history,
    async *listChanges(request) {
      try {
        yield* history.listChanges(request);
      } catch (error) {
        failure = error;
        throw error;
      }
    },
    failure: () => failure,
  };
}
