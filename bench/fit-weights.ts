import { createClaimHistory } from "../src/tagging/claim-history.ts";
import type { ClaimEvidence } from "../src/tagging/gather-claim-evidence.ts";
import { WEIGHTS, type Weights, weighCandidates } from "../src/tagging/smooth-shares.ts";
import type { ScopedHistory } from "./scoped-history.ts";

interface Example {
  readonly evidence: ClaimEvidence;
  readonly declared: readonly string[];
}

const ROUNDS = 150;
const STEP = 0.1;
const NUDGE = 1e-4;

/** The weights under which what was declared was most likely, by ascent along the slope; the same each time. */
export function fitWeights(histories: readonly ScopedHistory[], start: number): Weights {
  const examples = histories.flatMap((history) => listExamples(history, start));
  const names = Object.keys(WEIGHTS) as (keyof Weights)[];
  let weights: Weights = WEIGHTS;
  const steepness = new Map(names.map((name) => [name, 1e-6]));
  for (let round = 0; round < ROUNDS; round += 1) {
    const base = toLikelihood(examples, weights);
    const next: Record<string, number> = {};
    for (const name of names) {
      const slope = (toLikelihood(examples, { ...weights, [name]: weights[name] + NUDGE }) - base) / NUDGE;
      const sum = (steepness.get(name) ?? 0) + slope * slope;
      steepness.set(name, sum);
      next[name] = weights[name] + (STEP * slope) / Math.sqrt(sum);
    }
    weights = { ...weights, ...next };
  }
  return weights;
}

function listExamples({ changes, policy }: ScopedHistory, start: number): readonly Example[] {
  const history = createClaimHistory();
  return changes.flatMap((change, index) => {
    const evidence = index < start ? undefined : history.gather(change, policy.names);
    history.add(change, change.declared);
    return evidence === undefined ? [] : [{ evidence, declared: change.declared }];
  });
}

/** Mean logarithm of how sure the weights were of what was declared. */
function toLikelihood(examples: readonly Example[], weights: Weights): number {
  let sum = 0;
  for (const { evidence, declared } of examples) {
    const shares = weighCandidates(evidence.candidates, evidence.openness, weights);
    let open = 1;
    let right = 0;
    for (const [index, { metric }] of evidence.candidates.entries()) {
      const share = shares[index] ?? 0;
      open -= share;
      if (declared.includes(metric)) right += share;
    }
    const isOpen = !evidence.candidates.some(({ metric }) => declared.includes(metric));
    sum += Math.log(Math.max(isOpen ? open : right, 1e-9));
  }
  return sum / examples.length;
}
