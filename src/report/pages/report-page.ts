import { showShare } from "../figures.ts";
import type { Report } from "../report.ts";

const MOST_IDS = 20;
const MOST_NAMES = 20;

/** One line of a folded list: what was counted, and the changes behind the number. */
export interface Evidence {
  /** Of this form already. */
  readonly label: string;
  readonly ids: readonly string[];
}

/**
 * What a form (Markdown, HTML) makes of the pieces that all sections are written with, so that the words stand in one
 * place. Arguments named `text` come from outside and are escaped here; all other strings are of the form already.
 */
export interface PageForm {
  /** A section's title, of our own words. */
  readonly heading: (words: string) => string;
  readonly paragraph: (words: string) => string;
  readonly list: (items: readonly string[]) => string;
  /** Items with lines below each. */
  readonly numbered: (
    items: readonly { readonly lead: string; readonly lines: readonly string[] }[],
  ) => string;
  readonly strong: (words: string) => string;
  /** Cells that are numbers stand to the right. */
  readonly table: (head: readonly string[], rows: readonly (readonly (string | number)[])[]) => string;
  readonly fold: (summary: string, blocks: readonly string[]) => string;
  readonly text: (text: string) => string;
  /** For what must not call anybody: `@acme/growth`. */
  readonly code: (text: string) => string;
  readonly id: (id: string) => string;
  readonly pictures: Pictures;
}

/** Blocks of the form; none where the form has no such picture or there is nothing to draw. */
export interface Pictures {
  /** Intro, picture and legend; undefined where there is nothing to draw. */
  readonly systemMap: (report: Report) => readonly string[] | undefined;
  readonly trend: (report: Report) => readonly string[];
  readonly shares: (report: Report) => readonly string[];
  readonly heat: (report: Report) => readonly string[];
  readonly loops: (report: Report) => readonly string[];
  readonly leverage: (report: Report) => readonly string[];
}

/** A form with the words that all sections of one report share. */
export interface ReportPage extends PageForm {
  readonly report: Report;
  readonly metric: (key: string) => string;
  readonly area: (key: string) => string;
  readonly share: (part: number, whole: number) => string;
  /** The first 20 and a count. */
  readonly ids: (ids: readonly string[]) => string;
  /** Folded lines, each a label with the changes behind its number; nothing where there are none. */
  readonly evidence: (rows: readonly Evidence[]) => string;
}

export function createReportPage(report: Report, form: PageForm): ReportPage {
  const metrics = new Map(report.metrics.map((metric) => [metric.metric, form.text(metric.name)]));
  const areas = new Map(report.areas.map((area) => [area.area, form.text(area.name)]));
  const ids = (all: readonly string[]) => {
    const shown = all.slice(0, MOST_IDS).map(form.id).join(", ");
    return all.length > MOST_IDS ? `${shown} and ${all.length - MOST_IDS} more` : shown;
  };
  return {
    ...form,
    report,
    metric: (key) => metrics.get(key) ?? form.text(key),
    area: (key) => areas.get(key) ?? form.text(key),
    share: (part, whole) => showShare(part, whole, report.thresholds.fewChanges),
    ids,
    evidence: (rows) => {
      const items = rows
        .filter((row) => row.ids.length > 0)
        .map((row) => `${row.label} (${row.ids.length}): ${ids(row.ids)}`);
      return items.length === 0 ? "" : form.fold("The changes behind these numbers", [form.list(items)]);
    },
  };
}

/** Any number of names in a sentence: the first 20 and a count. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).join(", ");
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown;
}

/** `1 change`, `26 changes`. */
export function countChanges(count: number): string {
  return count === 1 ? "1 change" : `${count} changes`;
}
