import type { GitMaterialFailure } from "../workflows/gather-git-material.ts";
import { showProblem } from "./catalog-problems.ts";
import type { CommandTools } from "./command-tools.ts";
import { CommandFailure, EXIT } from "./exit-code.ts";

/** Ends a command whose clone or catalog cannot be read. */
export function failWithMaterial(
  failure: GitMaterialFailure,
  { terminal }: Pick<CommandTools, "terminal">,
): never {
  switch (failure.kind) {
    case "broken-catalog":
      for (const problem of failure.problems) {
        if (problem.severity !== "info") terminal.say(showProblem(problem));
      }
      throw new CommandFailure("The catalog has errors, so nothing was read; mend them and run it again.");
    case "usage":
      throw new CommandFailure(failure.message, EXIT.usage);
    case "sentence":
      throw new CommandFailure(failure.message);
  }
}
