import { compileGlobs } from "../../catalog/globs.ts";
import { compileAllowed, type IsAllowed, mayBeShown } from "../../catalog/may-be-shown.ts";
import { buildCatalog, type LayeredSource, parseCatalog } from "../../catalog/parse-catalog.ts";
import { toExtendsTarget } from "../../catalog/to-extends-target.ts";
import type { CatalogState } from "../../model/assessment.ts";
import type { Visibility } from "../../model/catalog.ts";
import type { Repository } from "../../model/repository.ts";
import type { Problem } from "../../model/result.ts";
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
  const isAllowed = readAllowed(isOrganisationSource(repository) ? own : organisation);
  const extended = await readExtended({ reader, store: context.store, repository, own, isAllowed });
  const files = [...organisation, ...extended.files, ...own];
  const sources = await Promise.all(
    files.map((file) => toLayeredSource({ store: context.store, repository, isAllowed }, file)),
  );
  // With who can read each: a source that is made private takes its metrics out of sight though its text stays.
  const key = context.hash(
    JSON.stringify([repository, files.map(({ state }) => state), sources, extended.problem]),
  );
  const known = context.memory.catalogs.find(key);
  if (known !== undefined) return { effective: known, read: reader.read };
  const gathered = { files, sources, own, problem: extended.problem, isAllowed };
  const effective = buildEffective(repository, gathered);
  context.memory.catalogs.set(key, effective);
  return { effective, read: reader.read };
}

/** An organisation's catalog is that repository's own file, and must not be laid over itself. */
export function isOrganisationSource({ name }: Pick<Repository, "name">): boolean {
  return name.toLowerCase() === ".github-private" || name.toLowerCase() === ".github";
}

/** Of the organisation's own file alone: what a repository's catalog says of others is not theirs. */
function readAllowed(files: readonly StoredCatalog[]): IsAllowed {
  const [file] = files.filter(({ state }) => state === "text");
  const content = file && parseCatalog({ text: file.text, file: file.path }).layer?.content;
  return compileAllowed(content?.summary?.sources ?? []);
}

interface Extending {
  readonly reader: CatalogReader;
  readonly store: CatalogContext["store"];
  readonly repository: Repository;
  readonly own: readonly StoredCatalog[];
  readonly isAllowed: IsAllowed;
}

/**
 * Files of other repositories are read only where everybody may read them who reads this one, before GitHub is asked:
 * one that is closed and one that does not exist get the same words in the same time.
 */
async function readExtended({
  reader,
  store,
  repository,
  own,
  isAllowed,
}: Extending): Promise<{ readonly files: readonly StoredCatalog[]; readonly problem?: Problem }> {
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
    const place = await findOtherPlace({ store, repository, isAllowed }, { owner, name: target.name });
    if (place === undefined) {
      reader.noteExtended({ owner, name: target.name });
      return refuse(
        `_extends names ${name}, which can't be read here: it has no catalog for this app, or not everybody who reads this repository may read it.`,
      );
    }
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
    readonly sources: readonly ReadSource[];
    readonly own: readonly StoredCatalog[];
    readonly problem: Problem | undefined;
    readonly isAllowed: IsAllowed;
  },
): EffectiveCatalog {
  const { files, sources, own, problem, isAllowed } = gathered;
  const result = (state: CatalogState): EffectiveCatalog => ({ state, files, isAllowed });
  const unreadable = files.find(({ state }) => state === "unreadable");
  if (unreadable !== undefined) {
    const isNamed = unreadable.layer !== "organisation" || repository.visibility !== "public";
    const place = isNamed ? `${unreadable.source}:${unreadable.path}` : "the organisation's file";
    return result({ kind: "unreadable", reason: `${place} ${unreadable.text}` });
  }
  const present = own.filter(({ state }) => state === "text");
  if (present.length === 2) return result({ kind: "broken", problems: [toBothPresent(present)] });
  if (problem !== undefined) return result({ kind: "broken", problems: [problem] });
  if (files.length === 0) return result({ kind: "absent" });
  const { catalog, problems } = buildCatalog(sources);
  const isOwn = present.length > 0;
  if (catalog === undefined) {
    // A broken catalog of the organisation is told where it prompts, and nobody can say that before it is mended.
    const told = tellPlaces(problems, sources);
    return result(isOwn ? { kind: "broken", problems: told } : { kind: "absent" });
  }
  const isPrompted = compileGlobs(catalog.prompt.repositories);
  if (!isOwn && !isPrompted(`${repository.owner}/${repository.name}`)) return result({ kind: "absent" });
  const visibility = toMetricVisibility(repository);
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

/** What is known around a repository when it is asked which others its readers may be shown. */
export interface Readership {
  readonly store: CatalogContext["store"];
  readonly repository: Repository;
  readonly isAllowed: IsAllowed;
}

/**
 * Another repository of the same owner that the app knows, and whose content may be shown in this one: by what the
 * store knows, so that nothing is asked of GitHub for one that is closed or does not exist.
 */
export async function findOtherPlace(
  { store, repository, isAllowed }: Readership,
  { owner, name }: { readonly owner: string; readonly name: string },
): Promise<Repository | undefined> {
  const place = await store.findRepositoryByName(owner, name);
  if (place === undefined || place.isDeleted || place.installationId !== repository.installationId) {
    return undefined;
  }
  return mayBeShown(place, repository, isAllowed) ? place : undefined;
}

/** A file with who can read it. */
export interface ReadSource extends LayeredSource {
  /** Whether everybody who reads the repository may read the file too. */
  readonly isOpen: boolean;
}

/** One file of the catalog that holds in a repository, with who can read it. */
export async function toLayeredSource(
  { store, repository, isAllowed }: Readership,
  file: StoredCatalog,
): Promise<ReadSource> {
  const [owner = "", name = ""] = file.source.split("/");
  const isOwn = file.layer === "repository";
  const source = isOwn ? repository : await store.findRepositoryByName(owner, name);
  // A source that the app does not know by itself may be private: what is not known to be public stays inside.
  const visibility = source === undefined ? "private" : toMetricVisibility(source);
  const isOpen = isOwn || (source !== undefined && mayBeShown(source, repository, isAllowed));
  return { layer: file.layer, text: file.text, file: `${file.source}:${file.path}`, visibility, isOpen };
}

/** Problems as the readers of a repository may see them: of a file that they can't read only its place. */
export function tellPlaces(problems: readonly Problem[], sources: readonly ReadSource[]): readonly Problem[] {
  const closed = new Set(sources.filter(({ isOpen }) => !isOpen).map(({ file }) => file));
  const told = new Set<string>();
  return problems.flatMap((problem) => {
    const { file, severity } = problem;
    if (!closed.has(file)) return [problem];
    if (severity !== "error" || told.has(file)) return [];
    told.add(file);
    const message = "This file has problems, which stand in the check of whoever can read it.";
    return [{ severity, code: "elsewhere", message, file, line: 1, column: 1 }];
  });
}

/**
 * What a repository is to a metric: `visibility: private` keeps a metric from the public alone, and what a file that
 * is not public says is private where it does not say otherwise. Who reads what of another repository is never
 * decided by this: see `mayBeShown`.
 */
export function toMetricVisibility({ visibility }: Pick<Repository, "visibility">): Visibility {
  return visibility === "public" ? "public" : "private";
}
