import { lstat, realpath } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";

/**
 * Where a path really leads, if that is outside of a folder: a clone of a stranger may hold links to anywhere. Absent
 * where it stays inside, and where the file is still to be made in a folder inside. A link that leads nowhere counts
 * as one that leads out.
 */
export async function findWayOut(path: string, folder: string): Promise<string | undefined> {
  const root = await realpath(folder);
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined) return isInside(root, real) ? undefined : real;
  const isThere = await lstat(path).then(
    () => true,
    () => false,
  );
  if (isThere) return "nowhere";
  const above = dirname(resolve(path));
  return above === resolve(path) ? undefined : findWayOut(above, folder);
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && resolve(root, way) === path;
}

/**
 * The folder that a file of a repository belongs to, by the path as it is written: the nearest one above with `.git`,
 * else the one that holds its `.github`; absent for a file that is in no repository.
 */
export async function findOwnFolder(path: string): Promise<string | undefined> {
  const parts = resolve(path).split(sep);
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const folder = parts.slice(0, count).join(sep) || sep;
    const isRoot = await lstat(join(folder, ".git")).then(
      () => true,
      () => false,
    );
    if (isRoot) return folder;
  }
  const gitHub = parts.lastIndexOf(".github");
  return gitHub > 0 ? parts.slice(0, gitHub).join(sep) || sep : undefined;
}
