import { PEOPLE } from "../organisation/sample-organisation.ts";
import type { Viewer } from "./page-parts.ts";

/** Who may write can do what a maintainer can; the rest follows from who wrote it. */
export function mayWrite({ login }: Pick<Viewer, "login">): boolean {
  return PEOPLE.some((person) => person.login === login && person.role !== "read");
}
