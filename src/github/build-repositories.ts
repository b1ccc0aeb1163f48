import { z } from "zod";
import type { Repository } from "../model/repository.ts";
import { installationSchema, toInstallation } from "../payload/installation-schema.ts";
import { repositorySchema, toRepository } from "../payload/repository-schema.ts";
import { idSchema } from "../payload/scalar-schemas.ts";
import type { GitHub, GitHubApp, RepositoryName } from "../workflows/ports/git-hub.ts";
import type { ListPage, UnreadableRow } from "../workflows/ports/list-page.ts";
import type { GitHubClient, GitHubRequest } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";
import { parseRows } from "./parse-rows.ts";

const pageSchema = z.object({ repositories: z.array(z.unknown()) });
/** 100,000 repositories: more than GitHub lets one organisation have. */
const MOST_PAGES = 1000;

interface RepositoryFinder {
  findRepository(name: RepositoryName): Promise<Repository | undefined>;
}

/** The installation's repositories. */
export function buildRepositories(
  client: GitHubClient,
  installationId: number,
): Pick<GitHub, "readRepository" | "listRepositories"> & RepositoryFinder {
  return {
    async findRepository({ owner, name }) {
      const route = "GET /repos/{owner}/{repo}";
      const parameters = { owner, repo: name };
      const answer = await client.send({ route, parameters, spends: "read", answers: [200, 404] });
      if (answer.status === 404) return undefined;
      return toRepository(parseAnswer(repositorySchema, answer, route), installationId);
    },
    async readRepository(repositoryId) {
      const route = "GET /repositories/{repository_id}";
      const answer = await client.send({
        route,
        parameters: { repository_id: repositoryId },
        spends: "read",
        answers: [200, 404],
      });
      if (answer.status === 404) return undefined;
      return toRepository(parseAnswer(repositorySchema, answer, route), installationId);
    },
    async *listRepositories() {
      const request = { route: "GET /installation/repositories" };
      for await (const page of listPages(client, { request, schema: pageSchema, mostPages: MOST_PAGES })) {
        const { rows, unreadable } = parseRows(repositorySchema, page.repositories);
        yield { rows: rows.map((repository) => toRepository(repository, installationId)), unreadable };
      }
    },
  };
}

const grantSchema = z.object({
  permissions: z.record(z.string(), z.string()).nullish(),
  events: z.array(z.string()).nullish(),
});

const appSchema = grantSchema.extend({ id: idSchema, slug: z.string().min(1) });

const grantedSchema = installationSchema.extend(grantSchema.shape);

/** The app and where it is installed, as the app itself sees it. */
export function buildInstallations(
  client: GitHubClient,
): Pick<GitHubApp, "readApp" | "readInstallation" | "listInstallations"> {
  return {
    async readApp() {
      const route = "GET /app";
      const answer = await client.send({ route, spends: "read", answers: [200] });
      const { id, slug, ...grant } = parseAnswer(appSchema, answer, route);
      return { id, slug, ...toGrant(grant) };
    },
    async readInstallation(installationId) {
      const route = "GET /app/installations/{installation_id}";
      const parameters = { installation_id: installationId };
      const answer = await client.send({ route, parameters, spends: "read", answers: [200, 404] });
      if (answer.status === 404) return undefined;
      return toInstallation(parseAnswer(installationSchema, answer, route));
    },
    async *listInstallations() {
      const request = { route: "GET /app/installations" };
      const schema = z.array(z.unknown());
      for await (const page of listPages(client, { request, schema, mostPages: MOST_PAGES })) {
        const { rows, unreadable } = parseRows(grantedSchema, page);
        yield {
          rows: rows.map((installation) => ({ ...toInstallation(installation), ...toGrant(installation) })),
          unreadable,
        };
      }
    },
  };
}

function toGrant({ permissions, events }: z.output<typeof grantSchema>) {
  return { permissions: permissions ?? {}, events: events ?? [] };
}

interface PagedRequest<Schema extends z.ZodType> {
  readonly request: Omit<GitHubRequest, "spends" | "answers">;
  /** Of one page, or of one row. */
  readonly schema: Schema;
  /** What GitHub itself cuts a list at, or more than anybody needs. */
  readonly mostPages: number;
}

/**
 * The same, row by row. A row that can't be read is left out and logged; one that is needed is a fault: left out, it
 * would be taken for gone.
 */
export async function* listRows<Row extends z.ZodType>(
  client: GitHubClient,
  {
    request,
    schema: row,
    mostPages,
    isNeeded = () => false,
  }: PagedRequest<Row> & { readonly isNeeded?: (row: unknown) => boolean },
): AsyncGenerator<ListPage<z.output<Row>>, void> {
  const left: UnreadableRow[] = [];
  try {
    for await (const page of listPages(client, { request, schema: z.array(z.unknown()), mostPages })) {
      for (const data of page.filter(isNeeded)) parseAnswer(row, { data }, request.route);
      const parsed = parseRows(row, page);
      left.push(...parsed.unreadable);
      yield parsed;
    }
  } finally {
    client.reportUnreadable(request.route, left);
  }
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
