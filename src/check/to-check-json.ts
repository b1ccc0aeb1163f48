import type { Answer, AnswerProblem, Tag } from "../model/answer.ts";
import type { Assessment } from "../model/assessment.ts";
import type { CheckOutput, Conclusion } from "../model/check.ts";
import type { Problem } from "../model/result.ts";

/** The answer with `target` as text: `#812` or `owner/name#812`. */
export type AnswerJson =
  | Exclude<Answer, { kind: "for" }>
  | (Omit<Extract<Answer, { kind: "for" }>, "target"> & { readonly target: string });

/** What `throughline check --json` prints. `tags` holds what was said, never a guess. */
export interface CheckJson {
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  readonly answer: AnswerJson;
  readonly tags: readonly Tag[];
  readonly suggestions: readonly { readonly metric: string; readonly reason: string }[];
  /** What could not be taken as meant; where the catalog is broken, what is wrong with it, with its place. */
  readonly problems: readonly (AnswerProblem | Problem)[];
}

export function toCheckJson(assessment: Assessment, output: CheckOutput): CheckJson {
  const { answer, situation } = assessment;
  return {
    conclusion: output.conclusion,
    title: output.title,
    summary: output.summary,
    answer: toAnswerJson(answer),
    tags: answer.kind === "tags" || answer.kind === "for" ? answer.tags : [],
    suggestions: assessment.suggestions.map(({ metric, reason }) => ({ metric, reason })),
    problems: situation.kind === "catalog-broken" ? situation.problems : assessment.problems,
  };
}

function toAnswerJson(answer: Answer): AnswerJson {
  if (answer.kind !== "for") {
    return answer;
  }
  const { repository, number } = answer.target;
  return { ...answer, target: `${repository ?? ""}#${number}` };
}
