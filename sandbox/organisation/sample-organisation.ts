import { ORGANISATION_CATALOG } from "./organisation-catalog.ts";
import { PAYMENTS } from "./payments-repository.ts";
import type { SampleRepository } from "./sample-repository.ts";
import { SHOP } from "./shop-repository.ts";
import { UI_KIT } from "./ui-kit-repository.ts";

/** Everything that stands in the sandbox before anybody does something there. */
export interface Organisation {
  readonly login: string;
  /** Of `.github-private`; absent where the repositories have catalogs of their own alone. */
  readonly catalog?: string;
  readonly repositories: readonly SampleRepository[];
  /** Where the weekly summary is posted, beside the repositories. */
  readonly summaryRepository?: string;
}

/** Who is who; what they may do follows from `role`. */
export interface Person {
  readonly login: string;
  readonly who: string;
  readonly role: "maintain" | "write" | "read";
}

/** Three repositories of different kinds: a web application, a service, a library. */
export const SAMPLE_ORGANISATION: Organisation = {
  login: "acme",
  catalog: ORGANISATION_CATALOG,
  repositories: [SHOP, PAYMENTS, UI_KIT],
  summaryRepository: "leadership",
};

/** The first is who the page acts as until somebody else is chosen. */
export const PEOPLE: readonly Person[] = [
  { login: "mona", who: "author, senior engineer", role: "write" },
  { login: "wren", who: "lead and maintainer", role: "maintain" },
  { login: "priya", who: "staff engineer", role: "write" },
  { login: "tomas", who: "engineer", role: "write" },
  { login: "lin", who: "engineer, in the first year", role: "write" },
  { login: "noor", who: "engineer, since last month", role: "write" },
  { login: "dana", who: "Sales", role: "read" },
  { login: "ravi", who: "Customer Success", role: "read" },
  { login: "passer-by", who: "outside, works in a fork", role: "read" },
];
