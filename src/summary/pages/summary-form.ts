import { createHtmlForm } from "../../report/html/html-form.ts";
import { createMarkdownForm } from "../../report/markdown/markdown-form.ts";
import { cutText } from "../../text/cut-text.ts";
import { escapeMarkdown } from "../../text/escape.ts";
import { showHidden } from "../../text/show-code.ts";
import type { Summary } from "../summary.ts";
import type { SummaryForm } from "./summary-page.ts";

// acme/shop#12, acme/shop@0123456789ab
const CHANGE = /^(.*)([#@])([0-9a-f]+)$/su;
/** Whatever is not in it would have to be escaped, by Markdown and HTML in ways of their own. */
const WEB_ADDRESS = /^https?:\/\/[\w.~:/%-]+$/u;
// octocat, octocat_acme
const LOGIN = /^[a-z\d][a-z\d-]{0,38}(?:_[a-z\d]{1,38})?$/iu;
const LONGEST_NAME = 60;

/** What GitHub allows in the name of a repository: free of anything that a link's text would take for more. */
const PLAIN_NAME = /^[A-Za-z0-9-]+\/[A-Za-z0-9.-]+$/u;

export function createSummaryMarkdownForm(summary: Summary): SummaryForm {
  const findAddress = createAddresses(summary);
  return {
    ...createMarkdownForm("plain"),
    literal: renderLiteral,
    person: ({ name, login }) =>
      summary.mentions === "on" && login && LOGIN.test(name)
        ? `@${name}`
        : escapeMarkdown(cutText(name, LONGEST_NAME)),
    reference: (id) => {
      const address = findAddress(id);
      if (address === undefined) return renderLiteral(id);
      const [, repository = ""] = CHANGE.exec(id) ?? [];
      // GitHub makes nothing live inside a link, so a plain name needs no escape, and can be copied as it stands.
      return `[${PLAIN_NAME.test(repository) ? id : escapeMarkdown(id)}](${address})`;
    },
  };
}

export function createSummaryHtmlForm(summary: Summary): SummaryForm {
  const findAddress = createAddresses(summary);
  const form = createHtmlForm(undefined);
  return {
    ...form,
    literal: form.code,
    person: ({ name }) => form.text(cutText(name, LONGEST_NAME)),
    reference: (id) => {
      const address = findAddress(id);
      return address === undefined ? form.text(id) : `<a href="${address}">${form.text(id)}</a>`;
    },
  };
}

function createAddresses({ repositories }: Summary): (id: string) => string | undefined {
  const bases = new Map(repositories.map(({ repository, address }) => [repository, address]));
  return (id) => {
    const [, repository = "", kind, which] = CHANGE.exec(id) ?? [];
    const base = bases.get(repository)?.replace(/\/+$/u, "");
    if (base === undefined || !WEB_ADDRESS.test(base)) return undefined;
    return kind === "#" ? `${base}/pull/${which}` : `${base}/commit/${which}`;
  };
}

/** Markdown goes on inside `<code>`, so that its marks are written as numbers. GitHub makes nothing live in it. */
function renderLiteral(text: string): string {
  const line = showHidden(text).replace(/\s+/gu, " ").trim();
  return `<code>${line.replace(/[\\`*_[\]<>&|~$:!]/gu, (character) => `&#${character.codePointAt(0)};`)}</code>`;
}
