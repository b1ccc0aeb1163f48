/** Where a repository keeps its catalog; both present is an error. */
export const CATALOG_PATHS = [".github/throughline.yml", ".github/throughline.yaml"] as const;
