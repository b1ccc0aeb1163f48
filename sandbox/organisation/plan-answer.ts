import type { Random } from "../github/world/random.ts";
import type { PlannedAnswer, PlannedChange } from "./planned-change.ts";
import type { SampleRepository, WorkArea } from "./sample-repository.ts";

interface AnswerDraft {
  readonly random: Random;
  readonly repository: SampleRepository;
  readonly area: WorkArea;
  /** Of the same repository. */
  readonly known: readonly PlannedChange[];
  readonly by: string;
}

type Said = Pick<PlannedChange, "body" | "answer" | "labels" | "isFromFork">;

const LEAD = "wren";
const SILENT: PlannedAnswer = { kind: "none" };

/** What is said of a change and where: in all the ways there are, and often in none. */
export function planAnswer(draft: AnswerDraft): Said {
  const { random, area, by, repository } = draft;
  const isFromFork = by === "passer-by";
  const claim = area.metrics[Math.floor(random.next() * area.metrics.length)] ?? "unsure";
  const frame = { isFromFork, labels: [] };
  const why = `${WHYS[Math.floor(random.next() * WHYS.length)]}\n`;
  if (random.next() < area.silentShare) return { ...frame, body: why, answer: SILENT };
  // Who works in a fork may not press; somebody who may write says it instead.
  if (isFromFork)
    return { ...frame, body: why, answer: { kind: "command", text: `/impact ${claim}`, by: LEAD } };
  // What a machine writes is a suggestion until a person confirms it.
  if (by.endsWith("[bot]")) {
    return {
      ...frame,
      body: `${why}\nImpact: ${claim}\n`,
      answer: { kind: "button", identifier: "yes", by: LEAD },
    };
  }
  const isOneMetric = !claim.includes(" ");
  const way = random.next();
  if (way < 0.2) return { ...frame, body: why, answer: toButton(claim, by) };
  if (way < 0.32) return { ...frame, body: why, answer: { kind: "command", text: `/impact ${claim}`, by } };
  if (way < 0.4 && isOneMetric && isMetric(claim)) {
    return { ...frame, body: why, answer: { kind: "label", label: `impact: ${claim}`, by: LEAD } };
  }
  const earlier = draft.known.findLast(
    (one) => one.answer.kind === "none" && one.body.includes("Impact: ") && one.by === by,
  );
  if (way < 0.46 && earlier !== undefined) {
    return { ...frame, body: `${why}\nImpact: for #{${earlier.place}}\n`, answer: SILENT };
  }
  const ticked = repository.template.replace(
    `- [ ] <!-- metric: ${claim} -->`,
    `- [x] <!-- metric: ${claim} -->`,
  );
  if (way < 0.7 && ticked !== repository.template) {
    return { ...frame, body: ticked.replace("\n\n\n", `\n\n${why}\n`), answer: SILENT };
  }
  return { ...frame, body: `${why}\nImpact: ${claim}\n`, answer: SILENT };
}

function toButton(claim: string, by: string): PlannedAnswer {
  const identifier = claim === "none" || claim === "unsure" ? claim : "yes";
  return { kind: "button", identifier, by };
}

function isMetric(claim: string): boolean {
  return claim !== "none" && claim !== "unsure";
}

const WHYS = [
  "Buyers asked for this in the last interviews.",
  "It came up in two support calls this week.",
  "A smaller step than the last try, which we took back.",
  "The old way took three screens.",
  "We saw this in the logs on Monday.",
  "Merchants lose a minute here each time.",
  "Measured on staging; nothing else changes.",
  "The first half; the second follows when this has been out for a while.",
];
