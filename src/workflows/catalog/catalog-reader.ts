import { CATALOG_PATHS } from "../../catalog/catalog-limits.ts";
import type { Repository } from "../../model/repository.ts";
import type { FileReading, GitHub, RepositoryName } from "../ports/git-hub.ts";
import type { ReportStore } from "../ports/report-store.ts";
import type { StoredCatalog } from "../ports/stored-catalog.ts";
import type { ServiceContext } from "../service-context.ts";
import type { ServiceMemory } from "../service-memory.ts";

/** Where an organisation keeps its catalog: the first that has one. */
const ORGANISATION_SOURCES = [".github-private", ".github"] as const;

/** A push tells of a change within seconds; this is for pushes that never arrived. */
const FRESH_MS = 6 * 3_600_000;

/** What reading a catalog takes: less than a look has, so that a report can read one as well. */
export interface CatalogContext extends Pick<ServiceContext, "now" | "hash"> {
  readonly store: Pick<ReportStore, "listCatalogs" | "findRepositoryByName">;
  readonly github: Pick<GitHub, "readFile">;
  readonly memory: Pick<ServiceMemory, "catalogs">;
}

export interface CatalogReader {
  readOwn(): Promise<readonly StoredCatalog[]>;
  readOrganisation(): Promise<readonly StoredCatalog[]>;
  readExtended(source: RepositoryName): Promise<readonly StoredCatalog[]>;
  /** That its file is wanted and must not be read: whoever sees the source opened finds who waits for it. */
  noteExtended(source: RepositoryName): void;
  /** What was read anew, to be stored. */
  readonly read: readonly StoredCatalog[];
}

/** Reads catalog files through the store: once for an owner, once for a repository. */
export async function createCatalogReader(
  { store, github, now }: CatalogContext,
  repository: Repository,
  freshness: "known" | "refresh",
): Promise<CatalogReader> {
  const stored = [
    ...(await store.listCatalogs(repository.id)),
    // An organisation's files are kept once for their owner; numbers of accounts stand under a layer of their own.
    ...(await store.listCatalogs(repository.ownerId)).filter(({ layer }) => layer === "organisation"),
  ];
  const read: StoredCatalog[] = [];

  const readOne = async (
    source: RepositoryName,
    place: Pick<StoredCatalog, "layer" | "path">,
  ): Promise<StoredCatalog> => {
    const name = `${source.owner}/${source.name}`;
    const known = stored.find(
      (one) =>
        one.layer === place.layer &&
        one.path === place.path &&
        one.source.toLowerCase() === name.toLowerCase(),
    );
    if (known !== undefined && freshness === "known" && now() - known.readAtMs < FRESH_MS) return known;
    const reading = await github.readFile(source, place.path, known?.etag);
    const common = {
      repositoryId: place.layer === "organisation" ? repository.ownerId : repository.id,
      ...place,
      source: name,
      readAtMs: now(),
    };
    const file = toStored(reading, common, known);
    read.push(file);
    return file;
  };

  const readBoth = async (
    source: RepositoryName,
    layer: StoredCatalog["layer"],
  ): Promise<readonly StoredCatalog[]> => {
    const files: StoredCatalog[] = [];
    for (const path of CATALOG_PATHS) files.push(await readOne(source, { layer, path }));
    return files.filter(({ state }) => state !== "absent");
  };

  return {
    read,
    // Whether or not its default branch is known: some webhooks leave it out, and GitHub reads from it unasked.
    readOwn: () => readBoth(repository, "repository"),
    readOrganisation: async () => {
      for (const name of ORGANISATION_SOURCES) {
        const files = await readBoth({ owner: repository.owner, name }, "organisation");
        if (files.length > 0) return files.slice(0, 1);
      }
      return [];
    },
    readExtended: (source) => readBoth(source, "extends"),
    noteExtended: ({ owner, name }) => {
      const source = `${owner}/${name}`;
      const isKnown = stored.some(
        (one) => one.layer === "extends" && one.source.toLowerCase() === source.toLowerCase(),
      );
      if (isKnown) return;
      const [path] = CATALOG_PATHS;
      // Of the beginning of time: it is read as soon as it may be.
      const place = { repositoryId: repository.id, layer: "extends", path, source, readAtMs: 0 } as const;
      read.push({ ...place, state: "absent", text: "" });
    },
  };
}

function toStored(
  reading: FileReading,
  common: Pick<StoredCatalog, "repositoryId" | "layer" | "path" | "source" | "readAtMs">,
  known: StoredCatalog | undefined,
): StoredCatalog {
  switch (reading.kind) {
    case "unchanged":
      if (known === undefined) throw new Error("GitHub calls a file unchanged that was never read");
      return { ...known, readAtMs: common.readAtMs };
    case "absent":
      return { ...common, state: "absent", text: "" };
    case "unreadable":
      return { ...common, state: "unreadable", text: reading.reason };
    case "text":
      return {
        ...common,
        state: "text",
        text: reading.text,
        ...(reading.etag === undefined ? {} : { etag: reading.etag }),
      };
  }
}
