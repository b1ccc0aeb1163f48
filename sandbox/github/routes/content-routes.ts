import { posix } from "node:path";
import { notFound, Refusal } from "../http/refusal.ts";
import { requireRepository } from "../http/require-repository.ts";
import type { Reply, Route, RouteRequest } from "../http/route.ts";
import { type Json, toHtmlUrl } from "../json/json-context.ts";
import { toFullName } from "../json/repository-json.ts";
import { findFile, listFiles, toBlobSha } from "../world/commits.ts";
import type { Repository } from "../world/entities.ts";
import { toBranchKey } from "../world/world.ts";

/** Larger files are shown without their text. */
const INLINE_BYTES = 1024 * 1024;
const BASE64_LINE = /.{1,60}/g;

export const contentRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/:owner/:repo/contents/*", caller: "installation", handle: readContents },
];

function readContents(request: RouteRequest): Reply {
  const repository = requireRepository(request, { anyOf: ["contents", "single_file"], access: "read" });
  const sha = resolveRef(request, repository);
  const path = (request.params["rest"] ?? "").replace(/\/+$/, "");
  const text = findFile(request.view, sha, path);
  const shown: Shown = { request, repository, ref: request.query.get("ref") ?? repository.defaultBranch };
  if (text !== undefined) {
    if (/\braw\b/.test(request.accept)) return { status: 200, text };
    return { status: 200, json: toFileJson(shown, path, text) };
  }
  const files = listFiles(request.view, sha, path);
  if (files.size === 0) throw notFound();
  return { status: 200, json: listFolder(shown, path, files) };
}

/** Branch, tag-less: full SHA or `refs/heads/x`; without a ref the default branch. */
function resolveRef({ view, query }: RouteRequest, repository: Repository): string {
  const branches = view.branches.listGroup(`${repository.id}`);
  if (branches.length === 0) throw new Refusal(404, "This repository is empty.");
  const ref = query.get("ref") ?? repository.defaultBranch;
  const name = ref === "HEAD" ? repository.defaultBranch : ref.replace(/^refs\/heads\//, "");
  const branch = view.branches.find(toBranchKey(repository.id, name));
  if (branch !== undefined) return branch.sha;
  if (view.commits.find(ref)?.networkId === repository.networkId) return ref;
  throw new Refusal(404, `No commit found for the ref ${ref}`);
}

interface Shown {
  readonly request: RouteRequest;
  readonly repository: Repository;
  readonly ref: string;
}

function toFileJson(shown: Shown, path: string, text: string): Json {
  const bytes = Buffer.from(text, "utf8");
  const isInline = bytes.length <= INLINE_BYTES;
  const content = isInline
    ? (bytes.toString("base64").match(BASE64_LINE) ?? []).map((line) => `${line}\n`).join("")
    : "";
  return {
    ...toEntryJson(shown, path, { type: "file", size: bytes.length, sha: toBlobSha(text) }),
    content,
    encoding: isInline ? "base64" : "none",
  };
}

function listFolder(shown: Shown, folder: string, files: ReadonlyMap<string, string>): readonly Json[] {
  const entries = new Map<string, Json>();
  const start = folder === "" ? 0 : folder.length + 1;
  for (const [path, text] of files) {
    const [name = "", ...below] = path.slice(start).split("/");
    const full = path.slice(0, start) + name;
    const entry =
      below.length === 0
        ? { type: "file", size: Buffer.byteLength(text), sha: toBlobSha(text) }
        : { type: "dir", size: 0, sha: toBlobSha(full) };
    entries.set(full, toEntryJson(shown, full, entry));
  }
  return [...entries.values()];
}

interface Entry {
  readonly type: string;
  readonly size: number;
  readonly sha: string;
}

function toEntryJson({ request, repository, ref }: Shown, path: string, { type, size, sha }: Entry): Json {
  const fullName = toFullName(request.json, repository);
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const url = `${request.json.apiUrl}/repos/${fullName}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
  const html = toHtmlUrl(request.json, `${fullName}/${type === "dir" ? "tree" : "blob"}/${ref}/${encoded}`);
  const git = `${request.json.apiUrl}/repos/${fullName}/git/${type === "dir" ? "trees" : "blobs"}/${sha}`;
  return {
    name: posix.basename(path),
    path,
    sha,
    size,
    url,
    html_url: html,
    git_url: git,
    download_url: type === "dir" ? null : toHtmlUrl(request.json, `${fullName}/raw/${ref}/${encoded}`),
    type,
    _links: { self: url, git, html },
  };
}
