import { z } from "zod";
import { PRIORITY } from "../model/subject.ts";
import { repositorySchema, toRepository } from "../payload/repository-schema.ts";
import { textSchema } from "../payload/text-schema.ts";
import type { EventMapping } from "./event-mapping.ts";
import { installationIdSchema } from "./installation-id-schema.ts";
import { parsePayload } from "./parse-payload.ts";

/** In a repository of its own as in `.github` and `.github-private`: the catalog's file has one path. */
const CATALOG = /^\.github\/throughline\.ya?ml$/;
/** GitHub lists at most these many commits of a push, and changed files of a commit; a full list may be cut. */
const MOST_COMMITS = 2048;
const MOST_FILES = 3000;

const filesSchema = z.array(z.string()).nullish();
const commitSchema = z.object({ added: filesSchema, modified: filesSchema, removed: filesSchema });
type Commit = z.output<typeof commitSchema>;

const schema = z.object({
  ref: z.string(),
  after: textSchema,
  created: z.boolean().nullish(),
  deleted: z.boolean().nullish(),
  forced: z.boolean().nullish(),
  // A list that can't be read is no proof that the catalog stayed as it was.
  commits: z.array(commitSchema).optional().catch(undefined),
  repository: repositorySchema,
  installation: installationIdSchema,
});

/** A push to the default branch that changed the catalog, or may have. */
export const onPush: EventMapping = {
  event: "push",
  toContent(payload) {
    const parsed = parsePayload(schema, payload);
    if (!parsed.ok) return { kind: "ignored", why: parsed.error };
    const why = whyIgnored(parsed.value);
    if (why !== undefined) return { kind: "ignored", why };
    const { after, repository, installation } = parsed.value;
    return {
      kind: "work",
      subject: { kind: "repository", installationId: installation, repositoryId: repository.id },
      priority: PRIORITY.event,
      fields: { kind: "push", headSha: after, repository: toRepository(repository, installation) },
    };
  },
};

function whyIgnored(push: z.output<typeof schema>): string | undefined {
  const branch = push.repository.default_branch;
  if (!branch) return "the repository has no default branch";
  if (push.ref !== `refs/heads/${branch}`) return "not on the default branch";
  if (push.deleted === true) return "the branch was deleted";
  if (push.created === true || push.forced === true || push.commits === undefined) return undefined;
  if (push.commits.length >= MOST_COMMITS || push.commits.some(mayTouchCatalog)) return undefined;
  return "does not touch the catalog";
}

function mayTouchCatalog(commit: Commit): boolean {
  const lists = [commit.added ?? [], commit.modified ?? [], commit.removed ?? []];
  const count = lists.reduce((sum, list) => sum + list.length, 0);
  return count >= MOST_FILES || lists.some((list) => list.some((path) => CATALOG.test(path)));
}
