import { escapeHtml } from "../../../src/text/escape.ts";

export interface ManifestForm {
  /** Where the confirmation goes. */
  readonly action: string;
  readonly name: string;
  /** As it came. */
  readonly manifest: string;
  readonly problem?: string;
}

/** The page on which GitHub asks whether an app is to be made, and lets its name be changed. */
export function renderManifestForm({ action, name, manifest, problem }: ManifestForm): string {
  return renderPage(
    "Create GitHub App",
    `${problem === undefined ? "" : `<p role="alert">${escapeHtml(problem)}</p>`}
<form method="post" action="${escapeHtml(action)}">
<label>GitHub App name <input name="name" value="${escapeHtml(name)}" maxlength="100"></label>
<input type="hidden" name="manifest" value="${escapeHtml(manifest)}">
<button>Create GitHub App</button>
</form>`,
  );
}

/** The page on which an app is installed into an account. */
export function renderInstallForm(slug: string, accounts: readonly string[]): string {
  const choices = accounts.map(
    (login, index) =>
      `<label><input type="radio" name="account" value="${escapeHtml(login)}"${index === 0 ? " checked" : ""}> ${escapeHtml(login)}</label>`,
  );
  return renderPage(
    `Install ${slug}`,
    `<form method="post" action="/apps/${escapeHtml(slug)}/installations">
${choices.join("\n")}
<button>Install</button>
</form>`,
  );
}

export function renderProblem(problem: string): string {
  return renderPage("Invalid GitHub App configuration", `<p role="alert">${escapeHtml(problem)}</p>`);
}

function renderPage(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body>
<p>The simulated GitHub</p>
<h1>${escapeHtml(title)}</h1>
${content}
</body>
</html>
`;
}
