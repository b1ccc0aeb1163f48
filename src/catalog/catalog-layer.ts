import type { Visibility } from "../model/catalog.ts";
import type { CatalogFile } from "./catalog-schema.ts";

/** One-based; columns count code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Dotted path (`metrics.refund-rate.drives.0`) -> where its key or value stands; a part that is not there: its parent. */
export type FindPosition = (path: string, part: "key" | "value") => Position;

/** One catalog file, valid by itself: what it says, as written, and where. */
export interface CatalogLayer {
  readonly file: string;
  /** Who can read the file. Unknown: no warning for a public file, and its metrics are public. */
  readonly visibility?: Visibility;
  readonly content: CatalogFile;
  readonly findPosition: FindPosition;
}
