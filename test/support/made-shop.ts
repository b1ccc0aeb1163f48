import type { Repository } from "../../sandbox/github/world/entities.ts";
import type { ServiceRig } from "./service-rig.ts";

export const CATALOG_PATH = ".github/throughline.yml";

/** A catalog with two outcomes, an area, a label, and an exempt author and label. */
export const CATALOG = `version: 1
metrics:
  net-revenue-retention: { name: Net revenue retention, kind: revenue, better: up, visibility: public }
  checkout-conversion:
    name: Checkout conversion
    kind: customer
    better: up
    drives: [net-revenue-retention]
    guardrails: [refund-rate]
  refund-rate: { name: Refund rate, kind: customer, better: down, drives: [net-revenue-retention] }
areas:
  checkout:
    paths: ["services/checkout/**"]
    metrics: [checkout-conversion]
prompt:
  exempt:
    authors: ["renovate[bot]"]
    labels: [skip-throughline]
    paths: ["docs/**"]
`;

export const REQUIRING = `${CATALOG}  mode: require\n`;
export const ASKING = `${CATALOG}  checklist: comment\n`;

/** A file whose path lies in the area \`checkout\`: what it changes is suggested to claim checkout-conversion. */
export const CHECKOUT_FILE = { path: "services/checkout/pay.ts" } as const;

let made = 0;

export interface Shop {
  readonly repository: Repository;
  readonly name: string;
  readonly installationId: number;
}

/** An organisation of its own with one repository, in which `wren` may write, and the app installed. */
export function makeShop(
  { driver }: Pick<ServiceRig, "driver">,
  options: { readonly catalog?: string; readonly visibility?: "public" | "private" } = {},
): Shop {
  made += 1;
  const owner = `acme-${made}`;
  driver.addOrganisation(owner);
  const { catalog, visibility = "private" } = options;
  const repository = driver.addRepository({
    owner,
    name: "shop",
    visibility,
    files: { "README.md": "# Shop\n", ...(catalog === undefined ? {} : { [CATALOG_PATH]: catalog }) },
  });
  driver.setRole({ repository: repository.id, login: "wren", role: "write" });
  driver.setRole({ repository: repository.id, login: "mona", role: "write" });
  const { id } = driver.install({ account: owner });
  return { repository, name: `${owner}/shop`, installationId: id };
}

/** Title and conclusion of our newest check of a name on the head; undefined: there is none. */
export function findShown(
  { driver, gitHub }: Pick<ServiceRig, "driver" | "gitHub">,
  { repository, number }: { readonly repository: string | number; readonly number: number },
  name = "throughline",
) {
  const head = driver.findIssue({ repository, number })?.pullRequest?.headSha;
  return driver
    .listCheckRuns(repository, head)
    .filter((run) => run.appId === gitHub.app.id && run.name === name)
    .at(-1);
}
