import type { z } from "zod";
import type { GitHubClient, GitHubRequest } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";

export interface PagedRequest<Schema extends z.ZodType> {
  readonly request: Omit<GitHubRequest, "spends" | "answers">;
  /** Of one page. */
  readonly schema: Schema;
  /** What GitHub itself cuts a list at, or more than anybody needs. */
  readonly mostPages: number;
}

const PER_PAGE = 100;

/** Pages of a list, 100 a page, each asked for when it is wanted. */
export async function* listPages<Schema extends z.ZodType>(
  client: GitHubClient,
  { request, schema, mostPages }: PagedRequest<Schema>,
): AsyncGenerator<z.output<Schema>, void> {
  for (let page = 1; page <= mostPages; page += 1) {
    const answer = await client.send({
      ...request,
      parameters: { ...request.parameters, per_page: PER_PAGE, page },
      spends: "read",
      answers: [200],
    });
    yield parseAnswer(schema, answer, request.route);
    // <https://api.github.com/repositories/1/issues?page=2>; rel="next", <...>; rel="last"
    if (!/\brel="next"/.test(answer.headers["link"] ?? "")) return;
  }
}
