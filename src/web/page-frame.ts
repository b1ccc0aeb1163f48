import { createHash } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { html, raw } from "hono/html";

export type Html = ReturnType<typeof html>;

/** A whole page around its content. What is not made by `html` is escaped. */
export function renderPage(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(PAGE_STYLE)}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`;
}

/** The one style of the pages. It stands in the page itself; the policy allows it by its hash. */
const PAGE_STYLE = `
:root { color-scheme: light dark; }
html { background: Canvas; color: CanvasText; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; overflow-wrap: break-word; }
a { color: light-dark(#0b57d0, #8ab4f8); }
code, textarea { font: 14px/1.45 ui-monospace, monospace; }
textarea { box-sizing: border-box; width: 100%; height: 16rem; }
pre { overflow: auto; padding: .75rem; border: 1px solid; }
input { font: inherit; width: 20rem; max-width: 100%; }
form.steps input[type=text] { box-sizing: border-box; display: block; width: 100%; padding: .4rem .5rem; }
input::placeholder { color: light-dark(#666, #b5b5b5); opacity: 1; }
form.steps input[type=radio] { width: auto; margin: .35rem .5rem 0 0; flex: none; }
form.steps .field, fieldset { margin: 0 0 1.25rem; }
fieldset { border: 1px solid; padding: .5rem 1rem .75rem; min-width: 0; }
.choice { display: flex; align-items: flex-start; margin: .25rem 0; }
.field > label, legend { font-weight: 600; }
.hint { margin: .25rem 0 0; font-size: .9rem; }
.problem, .good, .note { border-left: .3rem solid; padding: .1rem .75rem; margin: .5rem 0 1rem; }
.problem { border-color: #c62828; }
.good { border-color: #2e7d32; }
.note { border-color: #8a6d00; }
.problem p, .good p, .note p { margin: .25rem 0; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.5rem 0; }
button, a.button { font: inherit; padding: .5rem 1rem; border: 1px solid; border-radius: .3rem; background: ButtonFace; color: ButtonText; text-decoration: none; cursor: pointer; }
button.main, a.button { font-weight: 600; background: #1f4fa3; color: #fff; border-color: #1f4fa3; }
:focus-visible { outline: 3px solid #d9730d; outline-offset: 2px; }
dt { font-weight: 600; }
dd { margin: 0 0 .75rem; }
`;

const styleHash = createHash("sha256").update(PAGE_STYLE).digest("base64");

/** No script, no picture, no frame: the pages need none, so nothing that slips into one can run. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  setSecurityHeaders(context, []);
};

/** `formTargets` are the origins, beside our own, that a form of the page posts to. */
export function setSecurityHeaders(context: Context, formTargets: readonly string[]): void {
  const headers: Readonly<Record<string, string>> = {
    "Content-Security-Policy": [
      "default-src 'none'",
      `style-src 'sha256-${styleHash}'`,
      `form-action ${["'self'", ...formTargets].join(" ")}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    // Not no-referrer: a browser then sends forms with `Origin: null`, and nobody can tell where they came from.
    "Referrer-Policy": formTargets.length === 0 ? "same-origin" : "strict-origin",
    "Cache-Control": "no-store",
  };
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
}
