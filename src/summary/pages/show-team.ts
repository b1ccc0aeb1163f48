// @acme/growth
const TEAM = /^@[^/\s]+\/(.+)$/u;

/** An owner as people speak of it: `@acme/growth` is the team growth, to readers who never saw a handle. */
export function showTeam(owner: string): string {
  return TEAM.exec(owner)?.[1] ?? owner;
}
