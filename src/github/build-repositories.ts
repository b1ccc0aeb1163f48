import { z } from "zod";
import type { Repository, RepositoryVisibility } from "../model/repository.ts";
import type { GitHub, RepositoryName } from "../workflows/ports/git-hub.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { listPages } from "./list-pages.ts";
import { parseAnswer } from "./parse-answer.ts";
import { textSchema } from "./text-schema.ts";

const repositorySchema = z.object({
  id: z.int().positive(),
  name: textSchema,
  owner: z.object({ id: z.int().positive(), login: textSchema }),
  private: z.boolean().nullish(),
  visibility: z.string().nullish(),
  default_branch: textSchema.nullish(),
  archived: z.boolean().nullish(),
});

const pageSchema = z.object({ repositories: z.array(repositorySchema) });
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
        yield page.repositories.map((repository) => toRepository(repository, installationId));
      }
    },
  };
}

function toRepository(answer: z.output<typeof repositorySchema>, installationId: number): Repository {
  return {
    id: answer.id,
    installationId,
    ownerId: answer.owner.id,
    owner: answer.owner.login,
    name: answer.name,
    visibility: toVisibility(answer.visibility, answer.private),
    ...(answer.default_branch ? { defaultBranch: answer.default_branch } : {}),
    isArchived: answer.archived === true,
    isDeleted: false,
  };
}

/** Where the fields contradict each other or say nothing, fewer readers are assumed: nothing leaks by a doubt. */
function toVisibility(visibility: unknown, isPrivate: unknown): RepositoryVisibility {
  if (visibility === "public" && isPrivate !== true) return "public";
  if (visibility === "internal") return "internal";
  if (visibility == null && isPrivate === false) return "public";
  return "private";
}
