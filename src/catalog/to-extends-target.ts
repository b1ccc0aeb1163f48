import type { CatalogLayer } from "./catalog-layer.ts";

/** What `_extends` names; without an owner, a repository of the owner of the file's own. */
export interface ExtendsTarget {
  readonly owner?: string;
  readonly name: string;
}

/** Reading the target, and holding to one owner and three steps, is the reader's work. */
export function toExtendsTarget(layer: CatalogLayer): ExtendsTarget | undefined {
  const [first, second] = layer.content._extends?.split("/") ?? [];
  if (first === undefined) return undefined;
  return second === undefined ? { name: first } : { owner: first, name: second };
}
