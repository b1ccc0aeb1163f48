import type { Reply } from "./route.ts";

const DOCUMENTATION = "https://docs.github.com/rest";

/** Thrown by a route to answer with an error, in GitHub's words. */
export class Refusal extends Error {
  readonly reply: Reply;
  constructor(
    status: number,
    message: string,
    extra?: Pick<Reply, "headers"> & { readonly errors?: unknown; readonly url?: string },
  ) {
    super(message);
    this.name = "Refusal";
    const { errors, headers, url } = extra ?? {};
    this.reply = {
      status,
      json: {
        message,
        ...(errors === undefined ? {} : { errors }),
        ...(url === undefined ? {} : { url }),
        documentation_url: DOCUMENTATION,
        status: `${status}`,
      },
      ...(headers === undefined ? {} : { headers }),
    };
  }
}

export function notFound(): Refusal {
  return new Refusal(404, "Not Found");
}

/** GitHub's 422 with its list of what is wrong. */
export function unprocessable(
  resource: string,
  field: string,
  reason: { readonly code: string; readonly message?: string },
): Refusal {
  return new Refusal(422, "Validation Failed", { errors: [{ resource, field, ...reason }] });
}

/** GitHub's 422 of the newer endpoints, whose schema is checked first. */
export function invalidRequest(detail: string): Refusal {
  return new Refusal(422, `Invalid request.\n\n${detail}`);
}
