/**
 * Writes the files that are made from the sources (schemas, reference pages).
 *
 *   node scripts/generate.ts           write what changed
 *   node scripts/generate.ts --check   exit 1 and name each stale file, write nothing
 *
 * A generator is added to `generatedFiles`. Its text depends on the sources alone: no time, no machine, no order of
 * a folder's listing, or `--check` fails for somebody else.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildCatalogJsonSchema } from "../src/catalog/build-catalog-json-schema.ts";
import { renderCatalogReference } from "../src/catalog/render-catalog-reference.ts";
import { buildReportJsonSchema, renderReportReference } from "../src/report/report-json.ts";
import { renderEnvExample, renderSettingsReference } from "../src/settings/render-settings-reference.ts";
import { buildSummaryJsonSchema, renderSummaryReference } from "../src/summary/summary-json.ts";
import { renderPermissionsReference } from "../src/workflows/required-access.ts";

export interface GeneratedFile {
  /** Path from the project's root, with forward slashes. */
  readonly file: string;
  build(): string | Promise<string>;
}

export const generatedFiles: readonly GeneratedFile[] = [
  { file: "docs/reference/settings.md", build: renderSettingsReference },
  { file: ".env.example", build: renderEnvExample },
  { file: "docs/reference/permissions.md", build: renderPermissionsReference },
  { file: "schema.json", build: () => `${JSON.stringify(buildCatalogJsonSchema(), undefined, 2)}\n` },
  { file: "docs/reference/catalog.md", build: renderCatalogReference },
  {
    file: "docs/reference/report.schema.json",
    build: () => `${JSON.stringify(buildReportJsonSchema(), undefined, 2)}\n`,
  },
  { file: "docs/reference/report.md", build: renderReportReference },
  {
    file: "docs/reference/summary.schema.json",
    build: () => `${JSON.stringify(buildSummaryJsonSchema(), undefined, 2)}\n`,
  },
  { file: "docs/reference/summary.md", build: renderSummaryReference },
];

/** The entries whose file under `root` is absent or differs from what they build, with the text they build. */
export async function listStale(
  root: string,
  entries: readonly GeneratedFile[],
): Promise<readonly { readonly file: string; readonly text: string }[]> {
  const stale: { file: string; text: string }[] = [];
  for (const entry of entries) {
    const text = await entry.build();
    const written = await readFile(join(root, entry.file), "utf8").catch(() => undefined);
    if (written !== text) {
      stale.push({ file: entry.file, text });
    }
  }
  return stale;
}

async function main(argv: readonly string[]): Promise<number> {
  const root = join(import.meta.dirname, "..");
  const stale = await listStale(root, generatedFiles);
  if (argv.includes("--check")) {
    for (const { file } of stale) {
      console.error(`${file} is stale: run npm run generate`);
    }
    return stale.length === 0 ? 0 : 1;
  }
  for (const { file, text } of stale) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
    console.error(`${file} written`);
  }
  return 0;
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2));
}
