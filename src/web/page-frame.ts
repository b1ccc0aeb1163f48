import { html, raw } from "hono/html";
import { PAGE_STYLE } from "./page-style.ts";

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
