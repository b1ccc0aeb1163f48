import { buildCatalog } from "../src/catalog/parse-catalog.ts";
import type { AssessedChange, ChangeAnswer } from "../src/model/change.ts";
import { MADE_CATALOG } from "./made-history.ts";

const DAY_MS = 86_400_000;
export const SINCE_MS = Date.UTC(2026, 0, 1);
export const DAYS = 90;

const { catalog } = buildCatalog([{ layer: "repository", text: MADE_CATALOG, file: "made-catalog.yml" }]);
if (catalog === undefined) throw new Error("The made catalog is broken.");
export const MADE = catalog;
const areas = MADE.areas.map((area) => area.key);
const metrics = MADE.metrics.map((metric) => metric.key);

/** Two thirds answered, four files each, one in twelve a fix, one in two hundred a revert; spread over the window. */
export function makeChange(
  index: number,
  { count, sinceMs }: { readonly count: number; readonly sinceMs: number },
): AssessedChange {
  // Mixed, so that neighbours differ and a million do not repeat one another in step.
  const mixed = (Math.imul(index + 1, 2_654_435_761) >>> 8) & 0xffffff;
  const area = areas[mixed % areas.length] ?? "none";
  return {
    id: `#${index + 1}`,
    sha: `${index.toString(16).padStart(8, "0")}${mixed.toString(16).padStart(8, "0")}${"0a1b2c3d".repeat(3)}`,
    number: index + 1,
    title: `${mixed % 12 === 0 ? "fix" : "feat"}(${area}): what number ${index} was done for, at a usual length`,
    author: `author-${mixed % 400}`,
    landedAtMs: sinceMs + Math.floor((index / count) * DAYS * DAY_MS),
    areas: [{ area, paths: 4 }],
    touchesNoArea: mixed % 20 === 0,
    paths: [0, 1, 2, 3].map((file) => `${area}/src/part-${(mixed >> 4) % 500}/file-${file}.ts`),
    eligible: mixed % 15 !== 0,
    asked: mixed % 15 !== 0,
    answer: makeAnswer(mixed),
    guess: metrics[mixed % metrics.length] ?? "none",
    suggested: { metrics: [metrics[mixed % metrics.length] ?? "none"], blind: mixed % 50 === 0 },
    ...(mixed % 200 === 0 && index > 0 ? { reverts: { number: index } } : {}),
  };
}

function makeAnswer(mixed: number): ChangeAnswer {
  if (mixed % 3 === 0) return { kind: "unanswered" };
  if (mixed % 17 === 0) return { kind: "none" };
  const metric = metrics[(mixed >> 3) % metrics.length] ?? "none";
  const provenance = mixed % 5 === 0 ? "accepted" : "declared";
  return { kind: "tags", tags: [{ metric, effect: "moves", provenance, source: "line" }] };
}
