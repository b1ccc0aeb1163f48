import { z } from "zod";
import type { FileReading, GitHub, RepositoryName } from "../workflows/ports/git-hub.ts";
import { GitHubError } from "../workflows/ports/git-hub-error.ts";
import type { GitHubAnswer, GitHubClient } from "./git-hub-client.ts";
import { parseAnswer } from "./parse-answer.ts";
import { isUnseenCommit } from "./to-failure.ts";
import { toGitHubWords } from "./to-git-hub-words.ts";

const contentSchema = z.union([
  z.object({
    type: z.string(),
    encoding: z.string().nullish(),
    content: z.string().nullish(),
    size: z.int().nonnegative().nullish(),
  }),
  // A folder is told as the list of what is in it.
  z.array(z.unknown()).transform(() => ({ type: "dir", encoding: null, content: null, size: null })),
]);

const ROUTE = "GET /repos/{owner}/{repo}/contents/{+path}";

interface Asked {
  readonly path: string;
  /** Absent: the default branch. */
  readonly ref?: string;
  readonly etag?: string;
}

/** Files as committed. */
export function buildContents(client: GitHubClient): Pick<GitHub, "readFile" | "readFileAt"> {
  const read = async ({ owner, name }: RepositoryName, asked: Asked): Promise<FileReading> => {
    const { path, ref, etag } = asked;
    const answer = await client.send({
      route: ROUTE,
      parameters: { owner, repo: name, path: toAddress(path), ...(ref === undefined ? {} : { ref }) },
      ...(etag === undefined ? {} : { headers: { "if-none-match": etag } }),
      spends: "read",
      answers: etag === undefined ? [200, 404] : [200, 304, 404],
    });
    switch (answer.status) {
      case 304:
        return { kind: "unchanged" };
      case 404:
        // "No commit found for the ref": the file may be there as soon as the commit is.
        if (isUnseenCommit(ROUTE, answer)) {
          const message = `${ROUTE}: 404 ${toGitHubWords(answer.data)}`;
          throw new GitHubError({ kind: "lagging", status: 404, message });
        }
        return { kind: "absent" };
      default:
        return toReading(answer);
    }
  };
  return {
    readFile: (repository, path, etag) => read(repository, { path, ...(etag === undefined ? {} : { etag }) }),
    readFileAt: (repository, path, sha) => read(repository, { path, ref: sha }),
  };
}

/** The slashes of a path are those of the address. */
function toAddress(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function toReading(answer: GitHubAnswer): FileReading {
  const { type, encoding, content, size } = parseAnswer(contentSchema, answer, ROUTE);
  if (type === "dir") return { kind: "unreadable", reason: "it is a folder" };
  if (type === "submodule") return { kind: "unreadable", reason: "it is a submodule" };
  if (type === "symlink") return { kind: "unreadable", reason: "it is a link that leads to no file" };
  if (encoding !== "base64" || content == null) {
    return { kind: "unreadable", reason: `it is over 1 MB (${size ?? "unknown"} bytes)` };
  }
  const text = decodeText(content);
  if (text === undefined) return { kind: "unreadable", reason: "it is not UTF-8 text" };
  const etag = answer.headers["etag"];
  return { kind: "text", text, ...(etag === undefined ? {} : { etag }) };
}

/** A leading byte order mark is removed; `undefined`: not UTF-8. */
function decodeText(base64: string): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(base64, "base64"));
  } catch {
    return undefined;
  }
}

// `maintain` is told as write and `triage` as read; a word that nobody knows gives no right.
const schema = z
  .object({
    permission: z.enum(["admin", "write", "read", "none"]).catch("none"),
    role_name: z.string().optional().catch(undefined),
  })
  .transform(({ permission, role_name: role }) =>
    permission === "read" && role === "triage" ? ("triage" as const) : permission,
  );

const PERMISSION_ROUTE = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";

/** What somebody may do in a repository, by any way: teams and the organisation's base permission count. */
export function buildPermissions(client: GitHubClient): Pick<GitHub, "readPermission"> {
  return {
    async readPermission({ owner, name }, login) {
      const parameters = { owner, repo: name, username: login };
      const answer = await client.send({
        route: PERMISSION_ROUTE,
        parameters,
        spends: "read",
        answers: [200, 404],
      });
      return answer.status === 404 ? "none" : parseAnswer(schema, answer, PERMISSION_ROUTE);
    },
  };
}
