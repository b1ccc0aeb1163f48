import { parseOriginName } from "./parse-origin-name.ts";

/** `https://user:secret@github.acme.example:443/`, `git@github.com:`, `ssh://git@github.com:22/` -> the host. */
const HOST = /^(?:[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([\w.-]+)(?::\d+)?\/|(?:[^/@:\s]+@)?([\w.-]+):)/i;

/**
 * `https://github.com/owner/name`, where pull requests of the clone can be read; undefined where `origin` is no GitHub
 * as far as its host's name tells. No user, password or port of the address is taken.
 */
export function parseOriginAddress(address: string): string | undefined {
  const name = parseOriginName(address);
  const [, url, short] = HOST.exec(address.trim()) ?? [];
  const host = (url ?? short)?.toLowerCase();
  return name !== undefined && host?.split(".").includes("github") ? `https://${host}/${name}` : undefined;
}
