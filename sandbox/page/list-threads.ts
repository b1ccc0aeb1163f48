import type { Driver } from "../github/driver.ts";
import type { Issue } from "../github/world/entities.ts";

/** Issues and pull requests of a repository, newest first. */
export function listThreads(driver: Driver, repository: string): readonly Issue[] {
  const found: Issue[] = [];
  for (let number = 1; ; number += 1) {
    const issue = driver.findIssue({ repository, number });
    if (issue === undefined) return found.reverse();
    found.push(issue);
  }
}

export function listOpen(driver: Driver, repository: string): readonly Issue[] {
  return listThreads(driver, repository).filter(({ state }) => state === "open");
}

export function isPull({ pullRequest }: Issue): boolean {
  return pullRequest !== undefined;
}

export function toThreadPath(repository: string, { number, pullRequest }: Issue): string {
  return `/${repository}/${pullRequest === undefined ? "issues" : "pull"}/${number}`;
}
