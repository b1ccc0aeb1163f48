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
