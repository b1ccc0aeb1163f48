import fc from "fast-check";
import { CATALOG, CHECKOUT_FILE, makeShop } from "./made-shop.ts";
import type { ServiceRig } from "./service-rig.ts";

export interface Burst {
  /** Text of the catalog of each repository, for `expectFinalStates`. */
  readonly catalogs: ReadonlyMap<string, string>;
  /** One thing that a person does; returns whether there is more. */
  step(): boolean;
}

const BODIES = [
  null,
  "Impact: refund-rate",
  "Impact: none",
  "Impact: unsure",
  "See #1",
  "Impact: protects checkout-conversion",
];
const LABELS = ["impact: refund-rate", "skip-throughline", "bug"];

/**
 * People at work in some organisations: pull requests are opened, edited, labelled, pushed, commented on and closed,
 * by chance of the seed. The organisations and catalogs are made at once, the rest step by step.
 */
export function planBurst(
  rig: ServiceRig,
  size: {
    readonly installations: number;
    readonly pullRequests: number;
    readonly events: number;
    readonly seed: number;
  },
): Burst {
  const shops = Array.from({ length: size.installations }, () => makeShop(rig, { catalog: CATALOG }));
  const draws = drawNumbers(size.seed, size.events * 3);
  const opened: { readonly repository: string; readonly number: number; readonly by: string }[] = [];
  let done = 0;
  const draw = (below: number): number => (draws.next().value ?? 0) % below;
  return {
    catalogs: new Map(shops.map(({ name }) => [name, CATALOG])),
    step() {
      const shop = shops[opened.length % shops.length];
      if (opened.length < size.pullRequests && shop !== undefined) {
        const { number } = rig.driver.openPullRequest({
          repository: shop.name,
          title: `Change ${opened.length}`,
          by: "mona",
          body: BODIES[draw(BODIES.length)] ?? null,
          files: [draw(2) === 0 ? CHECKOUT_FILE : { path: `src/file-${opened.length}.ts` }],
        });
        opened.push({ repository: shop.name, number, by: "mona" });
      } else {
        const pull = opened[draw(opened.length)];
        if (pull !== undefined) act(rig, pull, { what: draw(100), which: draw(60) });
      }
      done += 1;
      return done < size.events;
    },
  };
}

function act(
  { driver }: ServiceRig,
  pull: { readonly repository: string; readonly number: number; readonly by: string },
  { what, which }: { readonly what: number; readonly which: number },
): void {
  const isOpen = driver.findIssue(pull)?.state === "open";
  const label = LABELS[which % LABELS.length] ?? "";
  if (!isOpen) driver.reopen(pull);
  else if (what < 45) driver.editPullRequest({ ...pull, body: BODIES[which % BODIES.length] ?? null });
  else if (what < 65) driver.push(pull);
  else if (what < 80) {
    if (driver.listLabels(pull).includes(label)) driver.unlabel({ ...pull, label });
    else driver.label({ ...pull, label });
  } else if (what < 88) driver.editPullRequest({ ...pull, title: `Change ${pull.number}, take ${which}` });
  else if (what < 94) driver.convertToDraft(pull);
  else if (what < 98) driver.markReady(pull);
  else driver.close(pull);
}

/** The same seed gives the same numbers. */
function drawNumbers(seed: number, count: number): Iterator<number> {
  return fc.sample(fc.nat(1_000_000), { seed, numRuns: count })[Symbol.iterator]();
}
