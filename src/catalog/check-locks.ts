import type { Origin } from "../model/catalog.ts";
import type { CatalogLayer } from "./catalog-layer.ts";
import type { LayerProblem } from "./catalog-problem.ts";
import { DEFAULT_POLICY } from "./default-policy.ts";
import { findNearWord } from "./find-nearest-words.ts";
import type { KeptOut } from "./unite-settings.ts";

/** Locks that name nothing, locks outside the organisation's catalog, and values that a lock keeps out. */
export function checkLocks(
  layers: readonly { readonly layer: Origin["layer"]; readonly content: CatalogLayer }[],
  keptOut: readonly KeptOut[],
): readonly LayerProblem[] {
  return [
    ...layers.flatMap(({ layer, content }) => checkLocked(content, layer)),
    ...keptOut.map(({ path, layer, lock, lockedBy }): LayerProblem => {
      const message = `${path} is ignored: ${lockedBy ?? "the organisation's catalog"} locks ${lock}; remove it here`;
      return { layer, path, part: "key", code: "locked", message };
    }),
  ];
}

function checkLocked(layer: CatalogLayer, rank: Origin["layer"]): readonly LayerProblem[] {
  const { locked = [] } = layer.content;
  const unknown = locked.flatMap((path, position): readonly LayerProblem[] => {
    if (isLockable(path)) return [];
    const suggestion = findNearWord(path, [...LOCKABLE]);
    const advice =
      suggestion === undefined
        ? "name a policy, metrics.<key> or areas.<key>"
        : `did you mean "${suggestion}"?`;
    const message = `"${path}" is nothing that can be locked; ${advice}`;
    return [{ layer, path: `locked.${position}`, part: "value", code: "unknown-lock", message, suggestion }];
  });
  if (locked.length === 0 || rank === "organisation") return unknown;
  const message = "locked counts in the organisation's catalog alone; here it does nothing";
  return [...unknown, { layer, path: "locked", part: "key", code: "lock-without-effect", message }];
}

/** `prompt`, `prompt.exempt` and `prompt.exempt.paths`, for each value of a policy. */
const LOCKABLE: ReadonlySet<string> = new Set([
  "metrics",
  "areas",
  ...[...Object.keys(DEFAULT_POLICY), "summary.repository"].flatMap((path) =>
    path.split(".").map((_, position, segments) => segments.slice(0, position + 1).join(".")),
  ),
]);

function isLockable(path: string): boolean {
  return LOCKABLE.has(path) || /^(?:metrics|areas)\.[^.]+$/u.test(path);
}
