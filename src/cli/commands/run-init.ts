import { draftMetrics, QUESTIONS } from "../../starter/draft-catalog.ts";
import { type DraftMetric, STARTER_NAMES, STARTERS, type StarterName } from "../../starter/starters.ts";
import { applyInit, type InitPlan, planInit } from "../../workflows/init-catalog.ts";
import type { CommandTools } from "../command-tools.ts";
import { CommandFailure, EXIT } from "../exit-code.ts";

export interface InitOptions {
  readonly starter?: StarterName;
  readonly checklist: "off" | "template";
  readonly force?: true;
  readonly dryRun?: true;
}

export async function runInit(folder: string, options: InitOptions, tools: CommandTools): Promise<void> {
  const plan = await readPlan(folder, options, tools);
  if (options.dryRun) {
    const files = plan.files.map((file) => `# ${file.path}\n${file.text}`);
    await tools.terminal.writeData(files.join("\n"));
    sayWhatElse(plan, tools);
    tools.terminal.say("Nothing was written (--dry-run).");
    return;
  }
  const written = await applyInit(plan, tools.files);
  if (!written.ok) throw new CommandFailure(written.error);
  for (const file of plan.files) tools.terminal.say(`Wrote ${file.path}`);
  sayWhatElse(plan, tools);
  tools.terminal.say(
    "Next: correct the areas and numbers in the catalog, then run throughline validate and\nthroughline report --git .",
  );
}

async function readPlan(folder: string, options: InitOptions, tools: CommandTools): Promise<InitPlan> {
  const ifExists = options.force ? "replace" : "refuse";
  const request = { folder, checklist: options.checklist, ifExists } as const;
  // Planned before anything is asked: nobody answers three questions to be told that a catalog exists.
  const metrics = options.starter === undefined ? STARTERS.saas : STARTERS[options.starter];
  const first = await planInit({ ...request, metrics }, tools.files);
  if (!first.ok) throw new CommandFailure(first.error);
  if (options.starter !== undefined) return first.value;
  const plan = await planInit({ ...request, metrics: await askForMetrics(tools) }, tools.files);
  if (!plan.ok) throw new CommandFailure(plan.error);
  return plan.value;
}

function sayWhatElse(plan: InitPlan, { terminal }: CommandTools): void {
  if (plan.existingTemplate !== undefined) {
    terminal.say(`${plan.existingTemplate} was left as it is; add this line to it: Impact:`);
  }
  for (const { folder, parts } of plan.united) {
    terminal.say(`${folder}/ holds ${parts} parts, so it is one area; split it where that helps.`);
  }
  if (plan.leftOut > 0) terminal.say(`${plan.leftOut} folders are in no area; name those that matter.`);
  if (!plan.isRepositoryRoot) {
    terminal.say("There is no .git in that folder; GitHub reads a catalog at the root of a repository only.");
  }
}

async function askForMetrics({ terminal }: CommandTools): Promise<readonly DraftMetric[]> {
  if (!terminal.canAsk) {
    throw new CommandFailure(
      `There is no terminal to ask at; pass --starter with one of ${STARTER_NAMES.join(", ")}.`,
      EXIT.usage,
    );
  }
  const answers: string[] = [];
  for (const question of QUESTIONS) {
    const answer = await terminal.ask(question.text, `${question.example} (leave empty to skip)`);
    if (answer === undefined) throw new CommandFailure("Stopped; nothing was written.");
    answers.push(answer);
  }
  const metrics = draftMetrics(answers);
  if (metrics.length === 0) {
    throw new CommandFailure(
      "No number was named, so nothing was written; pass --starter saas to start from examples.",
    );
  }
  return metrics;
}
