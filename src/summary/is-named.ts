import type { RepositoryVisibility } from "../model/repository.ts";

/** The fewer people can read it, the more. */
const SECRECY: Readonly<Record<RepositoryVisibility, number>> = { public: 0, internal: 1, private: 2 };

/** `acme/shop-ghsa-2c3f-4g5h-6j7m`: the fork in which GitHub has a security advisory mended before it is told. */
const ADVISORY_FORK = /-ghsa(?:-[a-z0-9]{4}){3}$/iu;

/** True where not everybody who reads a place of `audience` can read one of `visibility`. */
export function isMoreSecret(visibility: RepositoryVisibility, audience: RepositoryVisibility): boolean {
  return SECRECY[visibility] > SECRECY[audience];
}

interface Source {
  readonly name: string;
  readonly visibility: RepositoryVisibility;
}

/** Whether what stands in a repository may be named to these readers; else it is counted. */
export function isNamed(
  source: Source,
  audience: RepositoryVisibility,
  matchesSources: (name: string) => boolean,
): boolean {
  if (isMoreSecret(source.visibility, audience)) return false;
  // Readers of one private repository need not be readers of another: somebody has to say so.
  return source.visibility !== "private" || matchesSources(source.name);
}

/** Such a fork is not even counted: that there is one tells of the hole. */
export function isAdvisoryFork(name: string): boolean {
  return ADVISORY_FORK.test(name);
}
