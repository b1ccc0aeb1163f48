const NAME_ADDRESS = /^(.*?)\s*<([^<>]*)>$/u; // renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>
const NOREPLY = /^(?:\d+\+)?([^@]+)@users\.noreply\./iu;

/**
 * The names that an author goes by, to compare with logins: a login alone, or, from a local clone, the name and the
 * login in GitHub's own address.
 */
export function listLogins(author: string): readonly string[] {
  const [, name, address = ""] = NAME_ADDRESS.exec(author.trim()) ?? [];
  if (name === undefined) {
    return [author.trim()];
  }
  const login = NOREPLY.exec(address)?.[1];
  return login === undefined || login === name ? [name] : [name, login];
}
