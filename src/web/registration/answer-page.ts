import type { Context } from "hono";
import type { Html } from "../page-frame.ts";
import { setSecurityHeaders } from "../security-headers.ts";

export interface PageAnswer {
  /** 200 unless told. */
  readonly status?: 200 | 500;
  /** Origins that its forms post to, beside our own. */
  readonly formTargets?: readonly string[];
}

/** Answers with a page of the registration. */
export function answerPage(
  context: Context,
  page: Html,
  { status = 200, formTargets = [] }: PageAnswer = {},
): Response | Promise<Response> {
  setSecurityHeaders(context, formTargets);
  return context.html(page, status);
}
