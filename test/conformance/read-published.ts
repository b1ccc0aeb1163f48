import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A file that `npm run renew-conformance` wrote. */
export function readPublished(name: string): string {
  return readFileSync(join(import.meta.dirname, "published", name), "utf8");
}

/** What differs from GitHub's descriptions. */
export interface Fault {
  /** Whose it is: the app asked wrongly, or the simulated GitHub answered or sent what GitHub would not. */
  readonly by: "app" | "simulation";
  /** `GET /repos/{owner}/{repo}`, `pull_request.opened`, `query ClosingIssues` */
  readonly where: string;
  readonly what: string;
}
