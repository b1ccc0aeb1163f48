import type { PageForm } from "../../report/pages/report-page.ts";
import { cutText } from "../../text/cut-text.ts";
import type { BackedCount, Summary } from "../summary.ts";

const MOST_REFERENCES = 20;

/** What a form (Markdown, HTML) makes of the pieces that all sections are written with. */
export interface SummaryForm extends Omit<PageForm, "id" | "pictures" | "numbered" | "code"> {
  /** A change by its id: a link that leaves no trace on it, where its address is known. */
  readonly reference: (id: string) => string;
  /** Set as code, to be copied: `/seen acme/shop#12 yes`. Calls nobody, links nothing and holds no backtick. */
  readonly literal: (text: string) => string;
  /** By name; called only where the organisation wants that and the form can. */
  readonly person: (person: { readonly name: string; readonly login: boolean }) => string;
}

/** A form with the words that all sections of one summary share. */
export interface SummaryPage extends SummaryForm {
  readonly summary: Summary;
  readonly detail: PageDetail;
  /** A name from outside, cut. */
  readonly name: (text: string) => string;
  /** A sentence from outside, cut. */
  readonly words: (text: string) => string;
  readonly metric: (key: string) => string;
  /** The first 20 and a count. */
  readonly references: (behind: Pick<BackedCount, "ids" | "unnamed">) => string;
}

export function createSummaryPage(summary: Summary, form: SummaryForm, detail: PageDetail): SummaryPage {
  const name = (text: string): string => form.text(cutText(text, detail.name));
  const names = new Map(summary.metrics.map((metric) => [metric.metric, metric.name]));
  return {
    ...form,
    summary,
    detail,
    name,
    words: (text) => form.text(cutText(text, detail.words)),
    metric: (key) => name(names.get(key) ?? key),
    references: ({ ids, unnamed }) => {
      const shown = ids.slice(0, MOST_REFERENCES).map(form.reference);
      const more = ids.length - shown.length;
      const parts = [
        shown.join(", "),
        more > 0 ? `${more} more` : "",
        unnamed > 0 ? `${unnamed} in repositories that are not named here` : "",
      ].filter((part) => part !== "");
      return parts.join(" and ");
    },
  };
}

/** A part of the page: what everybody reads, and below it what can be opened. */
export interface SummarySection {
  /** Of our own words. */
  readonly heading: string;
  /** Blocks of the form. */
  readonly shown: readonly string[];
  readonly folds: readonly Fold[];
}

/** Kept in pieces, so that a page that would be too long for GitHub can leave some out and say so. */
export interface Fold {
  /** Of the form already. */
  readonly title: string;
  readonly blocks: readonly FoldBlock[];
}

export type FoldBlock =
  | { readonly kind: "words"; readonly words: string }
  | { readonly kind: "items"; readonly items: readonly string[] };

/** How much of a section stands before the first fold. Lengths are in code points. */
export interface PageDetail {
  readonly metrics: number;
  readonly unclaimed: number;
  readonly partners: number;
  /** Of each kind of what is worth sharing. */
  readonly shared: number;
  readonly readings: number;
  readonly name: number;
  readonly words: number;
}

/** The first that fits is taken: names are counted after escaping, and anybody may write a name of 200 asterisks. */
export const PAGE_DETAILS: readonly PageDetail[] = [
  { metrics: 8, unclaimed: 6, partners: 4, shared: 2, readings: 3, name: 60, words: 140 },
  { metrics: 6, unclaimed: 4, partners: 3, shared: 2, readings: 2, name: 48, words: 100 },
  { metrics: 4, unclaimed: 2, partners: 2, shared: 1, readings: 1, name: 40, words: 80 },
  { metrics: 2, unclaimed: 0, partners: 1, shared: 1, readings: 0, name: 24, words: 40 },
  { metrics: 0, unclaimed: 0, partners: 0, shared: 0, readings: 0, name: 0, words: 0 },
];

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const DAY_MS = 24 * 60 * 60 * 1000;

/** `2026-11-20` -> `20 November` */
export function showDay(day: string): string {
  const date = new Date(day);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** `16 to 22 November 2026`, `28 December 2026 to 3 January 2027`: `until` is the day after the last one. */
export function showDays({ since, until }: { readonly since: string; readonly until: string }): string {
  const first = new Date(since);
  const last = new Date(Date.parse(until) - DAY_MS);
  const end = `${showDay(last.toISOString().slice(0, 10))} ${last.getUTCFullYear()}`;
  if (first.getUTCFullYear() !== last.getUTCFullYear()) {
    return `${showDay(since)} ${first.getUTCFullYear()} to ${end}`;
  }
  return first.getUTCMonth() === last.getUTCMonth()
    ? `${first.getUTCDate()} to ${end}`
    : `${showDay(since)} to ${end}`;
}

// @acme/growth
const TEAM = /^@[^/\s]+\/(.+)$/u;

/** An owner as people speak of it: `@acme/growth` is the team growth, to readers who never saw a handle. */
export function showTeam(owner: string): string {
  return TEAM.exec(owner)?.[1] ?? owner;
}
