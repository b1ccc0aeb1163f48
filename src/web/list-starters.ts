import { draftCatalog } from "../starter/draft-catalog.ts";
import { STARTER_NAMES, STARTERS, type StarterName } from "../starter/starters.ts";

/** A catalog to start from, as the setup page offers it. */
export interface Starter {
  /** Also the word for `throughline init --starter`. */
  readonly name: StarterName;
  readonly title: string;
  readonly text: string;
}

const TITLES: Readonly<Record<StarterName, string>> = {
  saas: "A product that is sold by subscription",
  internal: "A service for your own company",
  library: "A library or a tool for others to use",
};

/** The starters of `init`, without areas: what the repository looks like is not known here. */
export function listStarters(): readonly Starter[] {
  return STARTER_NAMES.map((name) => ({
    name,
    title: TITLES[name],
    text: draftCatalog(STARTERS[name], [], "off"),
  }));
}
