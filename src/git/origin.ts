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

/** `https://host/owner/name.git`, `git@host:owner/name.git`, `ssh://git@host:22/owner/name` */
const HOSTED = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/]+\/|[^/:\s]+:)(?:.*\/)?([\w.-]+\/[\w.-]+?)(?:\.git)?\/*$/i;

/**
 * `owner/name` from the address of a remote; undefined for a folder on this machine. Nothing but the last two parts
 * is taken, because an address can hold a password.
 */
export function parseOriginName(address: string): string | undefined {
  if (/^file:/i.test(address)) return undefined;
  return HOSTED.exec(address.trim())?.[1];
}
