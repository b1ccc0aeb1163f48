const FILE = ".github/throughline.yml";
/** Longer addresses are cut off by browsers, proxies and GitHub itself. */
const LONGEST = 6000;

/**
 * GitHub's "new file" page of a repository's default branch, filled in; `undefined` where the address would be too
 * long to be safe. `HEAD` stands for the default branch, whose name nobody has told us.
 */
export function toStarterLink(gitHubUrl: string, repository: string, text: string): string | undefined {
  const query = new URLSearchParams({ filename: FILE, value: text });
  const link = `${gitHubUrl}/${repository}/new/HEAD?${query}`;
  return link.length > LONGEST ? undefined : link;
}
