import type { CheckOutput } from "../../src/model/check.ts";

/** A check as a file that a person can read through. */
export function renderForReview(output: CheckOutput): string {
  const actions = output.actions.map(
    ({ label, description, identifier }) => `- [${label}] ${description} (${identifier})`,
  );
  return [
    `Conclusion: ${output.conclusion}`,
    `Title: ${output.title}`,
    ...(actions.length > 0 ? ["", "Buttons:", ...actions] : []),
    "",
    "=== Summary ===",
    "",
    output.summary,
    "",
    "=== Text ===",
    "",
    output.text === "" ? "(none)" : output.text,
    "",
  ].join("\n");
}
