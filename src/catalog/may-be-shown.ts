import type { RepositoryVisibility } from "../model/repository.ts";
import { compileGlobs } from "./globs.ts";

/** A repository, as far as it decides who reads it. */
export interface Place {
  readonly owner: string;
  readonly name: string;
  readonly visibility: RepositoryVisibility;
}

/** Whether the owner of a place says that it may be shown where not everybody can read it. */
export type IsAllowed = (place: Place) => boolean;

/** More for more readers. */
const READERS: Readonly<Record<RepositoryVisibility, number>> = { private: 0, internal: 1, public: 2 };

/** `acme/shop-ghsa-2c3f-4g5h-6j7m`: the fork in which GitHub has a security advisory mended before it is told. */
const ADVISORY_FORK = /-ghsa(?:-[a-z0-9]{4}){3}$/iu;

/**
 * May the readers of `here` be shown what stands in `there`, another repository? The one place that decides it.
 *
 * - What is public may be shown anywhere.
 * - What is internal may be shown in an internal repository of the same owner: every member of the enterprise reads
 *   both. GitHub does not say which enterprise an owner belongs to, so another owner's is never shown.
 * - A private repository may have readers from outside, who read no internal one, and readers of one private
 *   repository are not readers of another. There the owner has to allow it.
 * - Nothing is shown where more people read than in the place that it comes from, whatever the owner allows.
 * - A fork for a security advisory is never shown.
 */
export function mayBeShown(there: Place, here: Omit<Place, "name">, isAllowed: IsAllowed): boolean {
  if (isAdvisoryFork(there.name)) return false;
  if (there.visibility === "public") return true;
  if (there.owner.toLowerCase() !== here.owner.toLowerCase()) return false;
  if (hasMoreReaders(here.visibility, there.visibility)) return false;
  return here.visibility === "internal" || isAllowed(there);
}

/** By visibility alone: what was written for readers of the second must not stand before those of the first. */
export function hasMoreReaders(visibility: RepositoryVisibility, than: RepositoryVisibility): boolean {
  return READERS[visibility] > READERS[than];
}

/** That there is such a fork tells of the hole. */
export function isAdvisoryFork(name: string): boolean {
  return ADVISORY_FORK.test(name);
}

/** @param patterns `summary.sources` of the organisation's own catalog; what a repository says of others counts not. */
export function compileAllowed(patterns: readonly string[]): IsAllowed {
  const isMatch = compileGlobs(patterns.map((pattern) => pattern.toLowerCase()));
  return ({ owner, name }) => isMatch(`${owner}/${name}`.toLowerCase());
}
