import type { Situation } from "../model/assessment.ts";
import type { Conclusion } from "../model/check-output.ts";

/** Only a person who can act is ever stopped, and only where the catalog says `require`. */
export function toConclusion(situation: Situation): Conclusion {
  switch (situation.kind) {
    case "no-catalog":
    case "merged":
      return "none";
    case "catalog-unreadable":
    case "catalog-broken":
    case "draft":
      return "neutral";
    case "answered":
    case "exempt":
      return "success";
    case "unanswered":
      return situation.mode === "require" && situation.authorCanWrite ? "action_required" : "neutral";
  }
}
