import type { GitHubAddress } from "./settings.ts";

/** Where people click and where requests go, of a host such as `github.example.com`; absent: github.com. */
export function toGitHubAddress(host: string | undefined, protocol: string): GitHubAddress {
  if (host === undefined || host.toLowerCase() === "github.com") {
    return { webUrl: "https://github.com", apiUrl: "https://api.github.com", isEnterpriseServer: false };
  }
  const webUrl = `${protocol}://${host}`;
  // GitHub's own cloud with a name of one's own: another address for the API, and the cloud's limits.
  if (host.toLowerCase().endsWith(".ghe.com")) {
    return { webUrl, apiUrl: `${protocol}://api.${host}`, isEnterpriseServer: false };
  }
  return { webUrl, apiUrl: `${webUrl}/api/v3`, isEnterpriseServer: true };
}
