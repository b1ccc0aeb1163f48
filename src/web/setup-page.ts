import { html } from "hono/html";
import { draftCatalog } from "../starter/draft-catalog.ts";
import { STARTER_NAMES, STARTERS, type StarterName } from "../starter/starters.ts";
import { type Html, renderPage } from "./page-frame.ts";

interface SetupPageInput {
  readonly gitHubUrl: string;
  readonly starters: readonly Starter[];
  /** What was typed: `acme/shop`. */
  readonly repository: string | undefined;
}

/** `acme/shop`, as GitHub allows names; anything else never becomes a part of a link. */
const REPOSITORY = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/;

/**
 * The page on which an installation ends (`GET /setup`). It is open to everybody, so it shows nothing about any
 * installation: who reads it types the repository, and the links are made from that alone.
 */
export function renderSetupPage({ gitHubUrl, starters, repository }: SetupPageInput): Html {
  const isRepository = repository !== undefined && REPOSITORY.test(repository);
  return renderPage(
    "Throughline: set up",
    html`<h1>Installed. Nothing happens until a catalog exists</h1>
<p>The catalog is one file, <code>.github/throughline.yml</code>, on the default branch. It names the numbers that
your business watches and the parts of the code that serve them. Nothing is posted to a pull request before it is there.</p>
<h2>Write one with questions</h2>
<p>In a clone of your repository, with Throughline's command line (its README says how to get it):</p>
<pre><code>throughline init</code></pre>
<h2>Or start from one of these</h2>
<form method="get" action="/setup">
<label>Repository <input name="repository" placeholder="owner/name" value="${repository ?? ""}"></label>
<button>Show links</button>
</form>
${repository === undefined || repository === "" || isRepository ? "" : html`<p><strong>Write owner/name, such as acme/shop.</strong></p>`}
${starters.map((starter) => renderStarter(starter, gitHubUrl, isRepository ? repository : undefined))}`,
  );
}

function renderStarter(starter: Starter, gitHubUrl: string, repository: string | undefined): Html {
  const link = repository === undefined ? undefined : toStarterLink(gitHubUrl, repository, starter.text);
  return html`<h3>${starter.title}</h3>
${
  link === undefined
    ? html`<p>Copy this into <code>.github/throughline.yml</code>, or run <code>throughline init --starter ${starter.name}</code>.</p>
<textarea readonly aria-label="${starter.title}">${starter.text}</textarea>`
    : html`<p><a href="${link}">Add it to ${repository}</a></p>`
}
`;
}

/** A catalog to start from, as the setup page offers it. */
interface Starter {
  /** Also the word for `throughline init --starter`. */
  readonly name: StarterName;
  readonly title: string;
  readonly text: string;
}

const TITLES: Readonly<Record<StarterName, string>> = {
  saas: "A product that is sold by subscription",
  internal: "A service for your own company",
  library: "A library or a tool for others to use",
};

/** The starters of `init`, without areas: what the repository looks like is not known here. */
export function listStarters(): readonly Starter[] {
  return STARTER_NAMES.map((name) => ({
    name,
    title: TITLES[name],
    text: draftCatalog(STARTERS[name], [], "off"),
  }));
}

const FILE = ".github/throughline.yml";
/** Longer addresses are cut off by browsers, proxies and GitHub itself. */
const LONGEST = 6000;

/**
 * GitHub's "new file" page of a repository's default branch, filled in; `undefined` where the address would be too
 * long to be safe. `HEAD` stands for the default branch, whose name nobody has told us.
 */
export function toStarterLink(gitHubUrl: string, repository: string, text: string): string | undefined {
  const query = new URLSearchParams({ filename: FILE, value: text });
  const link = `${gitHubUrl}/${repository}/new/HEAD?${query}`;
  return link.length > LONGEST ? undefined : link;
}
