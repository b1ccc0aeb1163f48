import { z } from "zod";
import type { GitHub } from "../workflows/ports/git-hub.ts";
import type { GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";

// `maintain` is told as write and `triage` as read; a word that nobody knows gives no right.
const schema = z
  .object({
    permission: z.enum(["admin", "write", "read", "none"]).catch("none"),
    role_name: z.string().optional().catch(undefined),
  })
  .transform(({ permission, role_name: role }) =>
    permission === "read" && role === "triage" ? ("triage" as const) : permission,
  );

const ROUTE = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";

/** What somebody may do in a repository, by any way: teams and the organisation's base permission count. */
export function buildPermissions(client: GitHubClient): Pick<GitHub, "readPermission"> {
  return {
    async readPermission({ owner, name }, login) {
      const parameters = { owner, repo: name, username: login };
      const answer = await client.send({ route: ROUTE, parameters, spends: "read", answers: [200, 404] });
      return answer.status === 404 ? "none" : parseAnswer(schema, answer, ROUTE);
    },
  };
}
