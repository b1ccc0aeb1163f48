import { type GitEnd, type GitPlace, startGit } from "./start-git.ts";

export type GitOutput = GitEnd & { readonly stdout: Buffer };

/** Runs git to its end and holds what it printed, up to `limit` bytes; more ends it early. */
export async function runGit(
  place: GitPlace,
  args: readonly string[],
  { input = "", limit = 65_536 }: { readonly input?: string; readonly limit?: number } = {},
): Promise<GitOutput> {
  const run = startGit(place, args);
  const fed = run.feed([input]);
  const chunks: Buffer[] = [];
  let held = 0;
  for await (const chunk of run.stdout) {
    chunks.push(chunk);
    held += chunk.length;
    if (held > limit) break;
  }
  if (held > limit) run.stop();
  await fed;
  return { ...(await run.end), stdout: Buffer.concat(chunks) };
}

export function toLines(output: GitOutput): readonly string[] {
  return output.stdout
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
}
