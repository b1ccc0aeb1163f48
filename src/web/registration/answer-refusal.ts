import type { Context } from "hono";
import { setSecurityHeaders } from "../security-headers.ts";
import { type RefusalPage, renderRefusalPage } from "./render-refusal-page.ts";

/** Answers with a page that says why not, and what to do. */
export function answerRefusal(
  context: Context,
  status: 400 | 403 | 409 | 413 | 500 | 503,
  page: RefusalPage,
): Response | Promise<Response> {
  setSecurityHeaders(context, []);
  return context.html(renderRefusalPage(page), status);
}
