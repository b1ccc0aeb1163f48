import type { Answer } from "../model/answer.ts";
import type { ChangeAnswer } from "../model/assessed-change.ts";

/** What stays of an answer once the change has landed: `for` has become its tags, or `unsure`. */
export function toChangeAnswer(answer: Answer): ChangeAnswer {
  switch (answer.kind) {
    case "tags":
      return { kind: "tags", tags: answer.tags };
    case "for":
      return answer.tags.length > 0 ? { kind: "tags", tags: answer.tags } : { kind: "unsure" };
    case "none":
    case "unsure":
    case "unanswered":
      return { kind: answer.kind };
  }
}
