import { findOwnCatalog } from "../workflows/find-local-catalog.ts";
import { type GitMaterial, gatherGitMaterial } from "../workflows/gather-git-material.ts";
import type { ChangeHistory } from "../workflows/ports/change-history.ts";
import type { CommandTools } from "./command-tools.ts";
import { CommandFailure, EXIT } from "./exit-code.ts";
import { failWithMaterial } from "./failures.ts";
import type { CatalogText } from "./read-catalog-file.ts";

/** A local clone, with its catalog over the organisation's. */
export interface Clone {
  readonly history: ChangeHistory;
  readonly material: GitMaterial;
}

/** The clones in the order of their paths; a failure ends the command with its sentence. */
export async function openClones(
  paths: readonly string[],
  organisation: CatalogText | undefined,
  tools: CommandTools,
): Promise<readonly Clone[]> {
  const clones: Clone[] = [];
  for (const path of new Set(paths)) clones.push(await openClone(path, organisation, tools));
  failOnSameName(clones);
  return clones;
}

async function openClone(
  path: string,
  organisation: CatalogText | undefined,
  tools: CommandTools,
): Promise<Clone> {
  const history = await tools.openHistory(path);
  const found = await findOwnCatalog(path, tools.files, history);
  if (!found.ok) throw new CommandFailure(found.error);
  if (found.value === undefined && organisation === undefined) {
    throw new CommandFailure(
      `No catalog in ${path}; run throughline init there, or pass the organisation's with --catalog.`,
    );
  }
  const material = await gatherGitMaterial(history, {
    ...(organisation === undefined ? {} : { organisation }),
    ...(found.value === undefined ? {} : { catalog: found.value }),
  });
  if (!material.ok) failWithMaterial(material.error, tools);
  return { history, material: material.value };
}

function failOnSameName(clones: readonly Clone[]): void {
  const names = clones.map(({ material }) => material.facts.repository.toLowerCase());
  const twice = clones.find((_, at) => names.indexOf(names[at] ?? "") !== at);
  if (twice === undefined) return;
  throw new CommandFailure(
    `Two of the clones are ${twice.material.facts.repository}, and would be counted twice; pass one of them.`,
    EXIT.usage,
  );
}
