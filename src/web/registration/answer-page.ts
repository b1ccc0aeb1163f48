import type { Context } from "hono";
import type { Html } from "../page-frame.ts";
import { setSecurityHeaders } from "../security-headers.ts";
import { type RefusalPage, renderRefusalPage } from "./render-refusal-page.ts";

/** Any page of the registration. `formTargets` are the origins that its forms post to. */
export function show(
  context: Context,
  page: Html,
  {
    status = 200,
    formTargets = [],
  }: { readonly status?: 200 | 500; readonly formTargets?: readonly string[] } = {},
): Response | Promise<Response> {
  setSecurityHeaders(context, formTargets);
  return context.html(page, status);
}

/** A page that says why not, and what to do. */
export function refuse(
  context: Context,
  status: 400 | 403 | 409 | 503,
  page: RefusalPage,
): Response | Promise<Response> {
  setSecurityHeaders(context, []);
  return context.html(renderRefusalPage(page), status);
}
