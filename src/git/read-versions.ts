import type { RepositoryPlace } from "./read-place.ts";
import { runGit } from "./run-git.ts";

/** Commits that are looked at, and bytes that are read of them: a file may have changed a thousand times. */
const MOST_COMMITS = 50;
const MOST_BYTES = 1_048_576;

/** `1a2b... blob 120`: what `git cat-file --batch` prints before the bytes of a file. */
const BLOB = /^[0-9a-f]{40,64} blob (\d+)$/;

/**
 * What stood in the files after each of the last commits of the line that touched one of them, newest first and each
 * text once. `paths` are of our making. What the clone lacks is left out.
 */
export async function readVersions(
  { place, tip }: RepositoryPlace,
  paths: readonly string[],
): Promise<readonly string[]> {
  const commits = await runGit(place, [
    "rev-list",
    "--first-parent",
    `--max-count=${MOST_COMMITS}`,
    tip,
    "--",
    ...paths.map((path) => `:(top,literal)${path}`),
  ]);
  const shas = commits.stdout
    .toString("latin1")
    .split("\n")
    .filter((sha) => sha !== "");
  if (shas.length === 0) return [];
  const output = await runGit(place, ["cat-file", "--batch"], {
    input: shas.flatMap((sha) => paths.map((path) => `${sha}:${path}\n`)).join(""),
    limit: MOST_BYTES,
  });
  return [...new Set(listBlobs(output.stdout))];
}

/** Ends quietly where the output was cut off. */
function* listBlobs(output: Buffer): Generator<string> {
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf("\n", at);
    if (end === -1) return;
    const size = BLOB.exec(output.toString("latin1", at, end))?.[1];
    at = end + 1;
    if (size === undefined) continue;
    const last = at + Number(size);
    if (last > output.length) return;
    yield output.toString("utf8", at, last);
    at = last + 1;
  }
}
