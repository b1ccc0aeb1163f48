import { buildCatalog, type LayeredSource } from "../../catalog/build-catalog.ts";
import { compileGlobs } from "../../catalog/match-globs.ts";
import { parseCatalog } from "../../catalog/parse-catalog.ts";
import { toExtendsTarget } from "../../catalog/to-extends-target.ts";
import type { CatalogState } from "../../model/assessment.ts";
import type { Visibility } from "../../model/catalog.ts";
import type { Problem } from "../../model/problem.ts";
import type { Repository } from "../../model/repository.ts";
import { compilePolicy } from "../../tagging/compile-policy.ts";
import type { StoredCatalog } from "../ports/stored-catalog.ts";
import { type CatalogContext, type CatalogReader, createCatalogReader } from "./catalog-reader.ts";
import type { EffectiveCatalog } from "./effective-catalog.ts";

const DEEPEST_EXTENDS = 3;

/**
 * The catalog that holds in a repository: the organisation's file, what the repository's own file extends, and the
 * file itself, from default branches only. Files are read from the store; GitHub is asked for those that are not
 * there, or, with `refresh`, for all of them (an unchanged one is free).
 */
export async function readEffectiveCatalog(
  context: CatalogContext,
  repository: Repository,
  freshness: "known" | "refresh",
): Promise<{ readonly effective: EffectiveCatalog; readonly read: readonly StoredCatalog[] }> {
  const reader = await createCatalogReader(context, repository, freshness);
  const own = await reader.readOwn();
  const organisation = isOrganisationSource(repository) ? [] : await reader.readOrganisation();
  const extended = await readExtended(reader, repository, own);
  const files = [...organisation, ...extended.files, ...own];
  const sources = await Promise.all(files.map((file) => toLayeredSource(context.store, repository, file)));
  // With who can read each: a source that is made private takes its metrics out of sight though its text stays.
  const key = context.hash(JSON.stringify([repository, files.map(({ state }) => state), sources]));
  const known = context.memory.catalogs.find(key);
  if (known !== undefined) return { effective: known, read: reader.read };
  const gathered = { files, sources, own, problem: extended.problem };
  const effective = buildEffective(repository, gathered);
  context.memory.catalogs.set(key, effective);
  return { effective, read: reader.read };
}

/** An organisation's catalog is that repository's own file, and must not be laid over itself. */
export function isOrganisationSource({ name }: Pick<Repository, "name">): boolean {
  return name.toLowerCase() === ".github-private" || name.toLowerCase() === ".github";
}

async function readExtended(
  reader: CatalogReader,
  repository: Repository,
  own: readonly StoredCatalog[],
): Promise<{ readonly files: readonly StoredCatalog[]; readonly problem?: Problem }> {
  const chain: StoredCatalog[] = [];
  const seen = new Set([`${repository.owner}/${repository.name}`.toLowerCase()]);
  let file = own.length === 1 ? own[0] : undefined;
  while (file?.state === "text") {
    const layer = parseCatalog({ text: file.text, file: file.path }).layer;
    const target = layer === undefined ? undefined : toExtendsTarget(layer);
    if (layer === undefined || target === undefined) break;
    const owner = target.owner ?? repository.owner;
    const name = `${owner}/${target.name}`;
    const refuse = (message: string): { files: readonly StoredCatalog[]; problem: Problem } => ({
      files: chain,
      problem: {
        severity: "error",
        code: "extends-unreadable",
        message,
        file: `${file?.source}:${file?.path}`,
        ...layer.findPosition("_extends", "value"),
      },
    });
    if (owner.toLowerCase() !== repository.owner.toLowerCase()) {
      return refuse(`_extends may only name a repository of ${repository.owner}, and ${name} is not one.`);
    }
    if (seen.has(name.toLowerCase()))
      return refuse(`_extends comes back to ${name}; take one of the links out.`);
    if (chain.length >= DEEPEST_EXTENDS)
      return refuse(`_extends goes deeper than ${DEEPEST_EXTENDS} files at ${name}.`);
    seen.add(name.toLowerCase());
    const found = await reader.readExtended({ owner, name: target.name });
    file = found.find(({ state }) => state !== "absent");
    if (file === undefined) return refuse(`${name} has no catalog that this app can read.`);
    chain.unshift(file);
  }
  return { files: chain };
}

function buildEffective(
  repository: Repository,
  gathered: {
    readonly files: readonly StoredCatalog[];
    readonly sources: readonly LayeredSource[];
    readonly own: readonly StoredCatalog[];
    readonly problem: Problem | undefined;
  },
): EffectiveCatalog {
  const { files, sources, own, problem } = gathered;
  const result = (state: CatalogState): EffectiveCatalog => ({ state, files });
  const unreadable = files.find(({ state }) => state === "unreadable");
  if (unreadable !== undefined) {
    const reason = `${unreadable.source}:${unreadable.path} ${unreadable.text}`;
    return result({ kind: "unreadable", reason });
  }
  const present = own.filter(({ state }) => state === "text");
  if (present.length === 2) return result({ kind: "broken", problems: [toBothPresent(present)] });
  if (problem !== undefined) return result({ kind: "broken", problems: [problem] });
  if (files.length === 0) return result({ kind: "absent" });
  const { catalog, problems } = buildCatalog(sources);
  const isOwn = present.length > 0;
  if (catalog === undefined) {
    // A broken catalog of the organisation is told where it prompts, and nobody can say that before it is mended.
    return result(isOwn ? { kind: "broken", problems } : { kind: "absent" });
  }
  const isPrompted = compileGlobs(catalog.prompt.repositories);
  if (!isOwn && !isPrompted(`${repository.owner}/${repository.name}`)) return result({ kind: "absent" });
  const visibility = toVisibility(repository);
  return { ...result({ kind: "valid", catalog }), policy: compilePolicy(catalog, visibility) };
}

function toBothPresent(present: readonly StoredCatalog[]): Problem {
  const [first, second] = present.map(({ path }) => path);
  return {
    severity: "error",
    code: "two-files",
    message: `Both ${first} and ${second} exist; keep one of them.`,
    file: `${present[1]?.source}:${second}`,
    line: 1,
    column: 1,
  };
}

/** One file of the catalog that holds in a repository, with who can read it. */
export async function toLayeredSource(
  store: CatalogContext["store"],
  repository: Repository,
  file: StoredCatalog,
): Promise<LayeredSource> {
  const [owner = "", name = ""] = file.source.split("/");
  const isOwn = file.layer === "repository";
  const source = isOwn ? repository : await store.findRepositoryByName(owner, name);
  // A source that the app does not know by itself may be private: what is not known to be public stays inside.
  const visibility = source === undefined ? "private" : toVisibility(source);
  return { layer: file.layer, text: file.text, file: `${file.source}:${file.path}`, visibility };
}

/** Internal repositories have fewer readers than public ones: what may not be public may not be there either. */
export function toVisibility({ visibility }: Pick<Repository, "visibility">): Visibility {
  return visibility === "public" ? "public" : "private";
}
