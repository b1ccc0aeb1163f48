import type { Assessment } from "../model/assessment.ts";
import type { Origin } from "../model/catalog.ts";
import { countCodePoints } from "../text/cut-text.ts";
import { escapeMarkdown } from "../text/escape.ts";
import { showCode } from "../text/show-code.ts";
import type { CheckContext } from "./check-context.ts";
import { isHidden } from "./render-answer.ts";

const HEAD = [
  "<details><summary>Where each value of the catalog came from</summary>",
  "",
  "| value | from |",
  "| --- | --- |",
];
const FOOT = ["", "</details>"];

/** Where each value of the catalog came from, as a folded table: whole rows only, within `limit` code points. */
export function renderDetails({ situation }: Assessment, context: CheckContext, limit: number): string {
  const rows = listRows(context);
  if (situation.kind === "no-catalog" || situation.kind === "merged" || rows.length === 0) {
    return "";
  }
  const whole = [...HEAD, ...rows, ...FOOT].join("\n");
  if (countCodePoints(whole) <= limit) {
    return whole;
  }
  const room = limit - countCodePoints([...HEAD, toCutRow(rows.length), ...FOOT].join("\n"));
  const kept = countRowsWithin(rows, room);
  return [...HEAD, ...rows.slice(0, kept), toCutRow(rows.length - kept), ...FOOT].join("\n");
}

function toCutRow(rows: number): string {
  return `| ... | ${rows} more rows do not fit here |`;
}

function countRowsWithin(rows: readonly string[], room: number): number {
  let used = 0;
  for (const [index, row] of rows.entries()) {
    used += countCodePoints(row) + 1;
    if (used > room) {
      return index;
    }
  }
  return rows.length;
}

/** Defaults stand in the documentation, so that what somebody decided is easy to see here. */
function listRows(context: CheckContext): readonly string[] {
  return [...(context.catalog?.origins ?? [])]
    .filter(([path, origin]) => origin.layer !== "defaults" && !isPrivate(path, origin, context))
    .map(([path, origin]) => `| ${showCode(path)} | ${renderOrigin(origin, context)} |`);
}

/** An area has no visibility of its own: its key is told to whoever can read the file that it stands in. */
function isPrivate(path: string, origin: Origin, context: CheckContext): boolean {
  if (path.startsWith("areas.")) {
    return context.repositoryVisibility === "public" && origin.visibility === "private";
  }
  const key = /^metrics\.([^.]+)/u.exec(path)?.[1];
  return key !== undefined && isHidden(key, context);
}

/** In a public repository the place of a farther layer is not told: its repository may be private. */
function renderOrigin({ layer, file, line }: Origin, { repositoryVisibility }: CheckContext): string {
  const isTold = repositoryVisibility === "private" || layer === "repository";
  if (file === undefined || !isTold) {
    return layer;
  }
  return `${layer}, ${escapeMarkdown(file)}${line === undefined ? "" : ` line ${line}`}`;
}
