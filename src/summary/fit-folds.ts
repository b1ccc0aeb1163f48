import { countCodePoints } from "../text/count-code-points.ts";
import type { Fold, FoldBlock } from "./pages/summary-section.ts";

/** A form's way to write a fold. */
type RenderFold = (fold: Fold) => string;

/** For the sentence that names what was left out, and for the sentence inside a fold that was cut. */
const RESERVE = 600;
const SEPARATOR = 2;

/**
 * The folds that fit into `room` code points, in their order: one that does not fit keeps its first lines and says how
 * many are missing, and what comes after it is left out and named.
 */
export function fitFolds(folds: readonly Fold[], room: number, render: RenderFold): readonly string[] {
  const fitted: string[] = [];
  const left: string[] = [];
  let rest = room - RESERVE;
  for (const fold of folds) {
    const text = left.length > 0 ? undefined : fitFold(fold, rest, render);
    if (text === undefined) {
      left.push(fold.title);
    } else {
      fitted.push(text);
      rest -= countCodePoints(text) + SEPARATOR;
      if (text !== render(fold)) left.push(`the rest of ${fold.title}`);
    }
  }
  return left.length === 0 ? fitted : [...fitted, renderLeft(left)];
}

function renderLeft(titles: readonly string[]): string {
  const named = titles
    .slice(0, 3)
    .join("; ")
    .slice(0, RESERVE / 2);
  const more = titles.length > 3 ? `; and ${titles.length - 3} more` : "";
  return `Left out here, because GitHub takes no longer page: ${named}${more}. The HTML page and the JSON have it all.`;
}

/** Undefined where not even one line of it fits. */
function fitFold(fold: Fold, room: number, render: RenderFold): string | undefined {
  const whole = render(fold);
  if (countCodePoints(whole) <= room) return whole;
  const total = countLines(fold);
  // Lines differ in length a hundredfold, so how many fit is searched for and not reckoned.
  let low = 0;
  let high = total - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (countCodePoints(render(cutFold(fold, middle))) <= room) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? undefined : render(cutFold(fold, low));
}

function countLines({ blocks }: Fold): number {
  return blocks.reduce((sum, block) => sum + (block.kind === "words" ? 1 : block.items.length), 0);
}

function cutFold(fold: Fold, lines: number): Fold {
  let rest = lines;
  const blocks = fold.blocks.flatMap((block): readonly FoldBlock[] => {
    if (rest <= 0) return [];
    if (block.kind === "words") {
      rest -= 1;
      return [block];
    }
    const items = block.items.slice(0, rest);
    rest -= items.length;
    return [{ kind: "items", items }];
  });
  const missing = `${countLines(fold) - lines} more lines are left out here, because GitHub takes no longer page.`;
  return { title: fold.title, blocks: [...blocks, { kind: "words", words: missing }] };
}
