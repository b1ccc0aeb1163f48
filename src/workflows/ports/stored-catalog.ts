/** One layer's file as last read. */
export interface StoredCatalog {
  readonly repositoryId: number;
  readonly layer: "organisation" | "extends" | "repository";
  /** `owner/name` the file was read from. */
  readonly source: string;
  readonly path: string;
  readonly state: "absent" | "text" | "unreadable";
  readonly text: string;
  readonly etag?: string;
  readonly readAtMs: number;
}
