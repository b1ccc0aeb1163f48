import { z } from "zod";
import type { Repository } from "../model/repository.ts";
import { repositorySchema, toRepository } from "../payload/repository-schema.ts";
import type { GitHub, RepositoryName } from "../workflows/ports/git-hub.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { listPages } from "./list-pages.ts";
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
