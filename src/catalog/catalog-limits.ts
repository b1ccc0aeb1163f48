/** What one catalog file may hold; over a limit the file is refused, never cut. */
export const CATALOG_LIMITS = {
  bytes: 256 * 1024,
  /** Nested maps and lists. */
  depth: 32,
  aliases: 100,
  /** Words and signs of YAML: 500 areas with 50 globs each have 105,000. */
  tokens: 150_000,
  /** Values after aliases are replaced by what they stand for; no file without aliases comes near. */
  values: 150_000,
  /** Code points of one key, before anything looks at it. */
  keyLength: 200,
  metrics: 500,
  areas: 500,
  globs: 50,
  globLength: 256,
  listItems: 100,
  /** Metrics that one metric drives, or has as guardrails. */
  links: 50,
  textLength: 200,
  /** Problems told of one file, and so warnings; the rest is counted. */
  problems: 100,
} as const;

/** Where a repository keeps its catalog; both present is an error. */
export const CATALOG_PATHS = [".github/throughline.yml", ".github/throughline.yaml"] as const;
