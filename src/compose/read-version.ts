import { createRequire } from "node:module";

/** Of this package. */
export function readVersion(): string {
  // package.json stands two folders above src/compose/ and dist/compose/ alike.
  return (createRequire(import.meta.url)("../../package.json") as { version: string }).version;
}
