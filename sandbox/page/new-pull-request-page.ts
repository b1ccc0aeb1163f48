import { html, raw } from "hono/html";
import { TEMPLATE_PATH } from "../../src/starter/repository-layout.ts";
import type { PageParts, Viewer } from "./page-parts.ts";
import type { Html } from "./render-frame.ts";

/** The form of a new pull request: a title, the template, and files of a part of the code. */
export function renderNewPullRequest({ stage }: PageParts, repository: string, { login }: Viewer): Html {
  const { organisation, gitHub } = stage.sandbox;
  const areas = organisation.repositories.find(({ name }) => repository.endsWith(`/${name}`))?.areas ?? [];
  const template = gitHub.driver.readFile({ repository, path: TEMPLATE_PATH }) ?? "";
  const sets = [
    ...areas.map(({ key, paths, titles }) => ({ key, paths: paths.slice(0, 2), title: titles[0] ?? "" })),
    { key: "docs", paths: ["docs/notes.md"], title: "Write down what was decided" },
  ];
  return html`<p class="crumbs"><a href="/${repository}">${repository}</a></p>
<h1>New pull request</h1>
<p>You open it as <strong>${login}</strong>${login === "passer-by" ? ", from a fork" : ""}.</p>
<form method="post" action="/${repository}/new">
<label class="field"><span>Title</span><input type="text" name="title" required maxlength="256" value="${toTitle(sets[0]?.title)}"></label>
<fieldset><legend>What it changes</legend>
${sets.map(
  ({ key, paths }, place) =>
    html`<p><label><input type="radio" name="files" value="${key}"${raw(place === 0 ? " checked" : "")}> <strong>${key}</strong>: ${paths.map((path) => html`<code>${path}</code> `)}</label></p>`,
)}
</fieldset>
<label class="field"><span>Description (the template is filled in)</span><textarea name="body" class="tall" maxlength="60000">
${template}</textarea></label>
<p><label><input type="checkbox" name="draft" value="yes"> As a draft</label></p>
<button class="main">Open the pull request</button>
</form>`;
}

function toTitle(title = ""): string {
  return title === "" ? "" : `${title}, once more`;
}

/** The files of a choice of the form. */
export function findFiles({ stage }: PageParts, repository: string, key: string): readonly string[] {
  const { repositories } = stage.sandbox.organisation;
  const areas = repositories.find(({ name }) => repository.endsWith(`/${name}`))?.areas ?? [];
  return areas.find((area) => area.key === key)?.paths.slice(0, 2) ?? ["docs/notes.md"];
}
