import type { Issue } from "../github/world/entities.ts";
import type { PageParts, Viewer } from "./page-parts.ts";

/** A pull request or an issue, as somebody sees it. */
export interface Thread {
  readonly parts: PageParts;
  readonly viewer: Viewer;
  readonly repository: string;
  readonly issue: Issue;
  /** `/acme/shop/pull/12` */
  readonly path: string;
}

export function toLogin({ parts }: Thread, accountId: number): string {
  return parts.stage.sandbox.gitHub.driver.findAccount(accountId)?.login ?? "ghost";
}
