import { isLoginMatch } from "../catalog/find-areas.ts";
import type { Exemption } from "../model/assessment.ts";
import type { Policy } from "./compile-policy.ts";

export interface ExemptionFacts {
  /** All names that the author goes by; a local clone knows a name and an address. */
  readonly logins: readonly string[];
  readonly labels: readonly string[];
  readonly paths: readonly string[];
  readonly pathsTruncated?: boolean;
}

/** Why nothing is asked of a change; undefined: it is eligible. */
export function findExemption(facts: ExemptionFacts, policy: Policy): Exemption | undefined {
  const { exempt } = policy.catalog.prompt;
  const login = facts.logins.find((name) => exempt.authors.some((pattern) => isLoginMatch(pattern, name)));
  if (login !== undefined) {
    return { kind: "author", login };
  }
  const label = findExemptLabel(facts.labels, exempt.labels);
  if (label !== undefined) {
    return { kind: "label", label };
  }
  // A list that was cut off may leave out the one file that matters; an empty one says nothing.
  const isWhole = facts.pathsTruncated !== true && facts.paths.length > 0;
  return isWhole && facts.paths.every(policy.isExemptPath) ? { kind: "paths" } : undefined;
}

function findExemptLabel(labels: readonly string[], exempt: readonly string[]): string | undefined {
  if (labels.length === 0 || exempt.length === 0) {
    return undefined;
  }
  const words = new Set(exempt.map((name) => name.trim().toLowerCase()));
  return labels.find((name) => words.has(name.trim().toLowerCase()));
}

const NAME_ADDRESS = /^(.*?)\s*<([^<>]*)>$/u; // renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>
const NOREPLY = /^(?:\d+\+)?([^@]+)@users\.noreply\./iu;

/**
 * The names that an author goes by, to compare with logins: a login alone, or, from a local clone, the name and the
 * login in GitHub's own address.
 */
export function listLogins(author: string): readonly string[] {
  const [, name, address = ""] = NAME_ADDRESS.exec(author.trim()) ?? [];
  if (name === undefined) {
    return [author.trim()];
  }
  const login = NOREPLY.exec(address)?.[1];
  return login === undefined || login === name ? [name] : [name, login];
}
