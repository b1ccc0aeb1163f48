import type { GitHubAddress } from "../settings/settings.ts";

/** Of github.com only: it forwards to the same path, and leaves no reference behind. */
export function toQuietLinkBase({ webUrl }: Pick<GitHubAddress, "webUrl">): string | undefined {
  return webUrl === "https://github.com" ? "https://redirect.github.com" : undefined;
}
