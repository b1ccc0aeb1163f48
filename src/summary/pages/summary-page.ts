import type { PageForm } from "../../report/pages/report-page.ts";
import { cutText } from "../../text/cut-text.ts";
import type { BackedCount, Summary } from "../summary.ts";
import type { PageDetail } from "./page-detail.ts";

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
