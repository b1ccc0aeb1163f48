import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { html } from "hono/html";
import { PEOPLE } from "../organisation/sample-organisation.ts";
import type { Act } from "../play/stage.ts";
import type { FormFields } from "./act-on-thread.ts";
import type { PageParts, Viewer } from "./page-parts.ts";
import { type PageContent, renderFrame } from "./render-frame.ts";

export const PERSON_COOKIE = "person";

export const NOT_FOUND: PageContent = toAbsent("Not found", "Nothing stands at this address.");
export const NO_REPORT: PageContent = toAbsent(
  "No report yet",
  "Nothing landed there so far, or the sandbox is still being set up.",
);
export const NO_SUMMARY: PageContent = toAbsent(
  "No summary yet",
  "The first one is posted on Monday: let a week pass.",
);

function toAbsent(title: string, text: string): PageContent {
  return { title, body: html`<h1>${title}</h1><p>${text}</p>`, status: 404 };
}

export function show(parts: PageParts, context: Context, content: PageContent) {
  return context.html(renderFrame(parts, toViewer(parts, context), content), content.status ?? 200);
}

/** After a form the page is fetched anew, so that a reload does nothing twice. */
export function goBack(context: Context, act: Act, path: string) {
  return context.redirect(`${path}?act=${act.place}`, 303);
}

export function toViewer({ stage }: PageParts, context: Context): Viewer {
  const login = getCookie(context, PERSON_COOKIE);
  const place = Number(context.req.query("act"));
  return {
    login: PEOPLE.find((person) => person.login === login)?.login ?? PEOPLE[0]?.login ?? "mona",
    act: stage.acts.find((act) => act.place === place),
    path: context.req.path,
  };
}

export function toRepository(context: Context): string {
  return `${context.req.param("owner")}/${context.req.param("name")}`;
}

export async function readForm(context: Context): Promise<FormFields> {
  const form = await context.req.formData();
  const list = (name: string): readonly string[] =>
    // Browsers send line ends as CRLF; GitHub keeps what it is sent, and people compare texts.
    form.getAll(name).map((value) => (typeof value === "string" ? value.replaceAll("\r\n", "\n") : ""));
  return { list, text: (name) => list(name)[0] ?? "" };
}

/** Never to another host: `//evil.example` is an address too. */
export function toLocalPath(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : "/";
}
