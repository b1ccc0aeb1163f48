import { buildCatalog } from "../../src/catalog/parse-catalog.ts";
import type { Catalog } from "../../src/model/catalog.ts";
import type { AssessedChange } from "../../src/model/change.ts";
import type { ChangeNotes } from "../../src/model/credit.ts";
import type { Summary } from "../../src/summary/summary.ts";
import { createSummaryBuilder } from "../../src/summary/summary-builder.ts";
import type { SummaryFrame, SummaryRepository, SummaryView } from "../../src/summary/summary-frame.ts";
import { toChange, toTag } from "../report/made-changes.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Monday of the week, in UTC. */
const MONDAY_MS = Date.UTC(2026, 10, 16);

const CATALOG = `version: 1
metrics:
  net-revenue-retention:
    name: Net revenue retention
    kind: revenue
    better: up
    owner: "@acme/leadership"
    visibility: private
    focus: { until: 2027-03-31, why: renewals slipped }
  checkout-conversion:
    name: Checkout conversion
    kind: customer
    unit: "%"
    better: up
    owner: "@acme/growth"
    partner: Sales
    visibility: public
    drives: [net-revenue-retention]
  refund-rate:
    name: Refund rate
    kind: customer
    better: down
    owner: payments
    partner: Customer Success
    visibility: public
    was: [refunds]
    drives: [net-revenue-retention]
  deal-velocity:
    name: Deal velocity
    kind: revenue
    better: up
    partner: sales
    visibility: public
areas:
  checkout: { name: Checkout, paths: ["checkout/**"], metrics: [checkout-conversion] }
summary:
  sources: [acme/shop]
  firsts: true
`;

export function toCatalog(text: string): Catalog {
  const { catalog, problems } = buildCatalog([{ layer: "organisation", text, file: "throughline.yml" }]);
  if (catalog === undefined) throw new Error(JSON.stringify(problems));
  return catalog;
}

export const ACME = toCatalog(CATALOG);

export function toFrame(frame: Partial<SummaryFrame> = {}): SummaryFrame {
  return {
    organisation: "acme",
    week: "2026-W47",
    timezone: "UTC",
    source: "store",
    catalog: ACME,
    seen: [],
    optedOut: { ids: new Set(), logins: new Set() },
    ...frame,
  };
}

export function toRepository(
  repository: Partial<SummaryRepository> & { readonly id: number },
): SummaryRepository {
  const name = repository.name ?? `acme/repo-${repository.id}`;
  return {
    name,
    visibility: "public",
    metrics: ACME.metrics,
    areas: new Map(ACME.areas.map((area) => [area.key, area.name])),
    address: `https://redirect.github.com/${name}`,
    ...repository,
  };
}

/** A change of a test: `weeksAgo` 0 is the week itself. */
export interface MadeChange {
  readonly repository: SummaryRepository;
  readonly change: AssessedChange;
  readonly notes?: ChangeNotes;
}

export function makeChange(
  repository: SummaryRepository,
  change: Partial<AssessedChange> & { readonly number: number },
  { weeksAgo = 0, notes }: { readonly weeksAgo?: number; readonly notes?: Partial<ChangeNotes> } = {},
): MadeChange {
  const landedAtMs = MONDAY_MS - weeksAgo * 7 * DAY_MS + change.number * 60_000;
  return {
    repository,
    change: toChange({ landedAtMs, ...change }),
    ...(notes === undefined ? {} : { notes: { credits: [], learnings: [], ideasFrom: [], ...notes } }),
  };
}

export function buildMade(
  made: readonly MadeChange[],
  frame: Partial<SummaryFrame> = {},
  view: Partial<SummaryView> = {},
): Summary {
  const builder = createSummaryBuilder(toFrame(frame));
  for (const { repository, change, notes } of made) builder.add(repository, change, notes);
  return builder.finish({ audience: "private", ...view });
}

const SHOP = toRepository({
  id: 1,
  name: "acme/shop",
  visibility: "private",
  readings: [
    { metric: "checkout-conversion", at: "2026-11-06", value: 3, source: "analytics" },
    { metric: "checkout-conversion", at: "2026-11-20", value: 3.2, source: "analytics" },
  ],
});
const CART = toRepository({ id: 2, name: "acme/cart" });
const LEDGER = toRepository({ id: 3, name: "acme/ledger", visibility: "private" });

const TITLES = [
  "feat(checkout): show taxes before the last step (#12)",
  "Fix `useCart()` crash in src/cart/index.ts",
  "Remind before a card runs out",
  "Invoices in two languages",
  "Keep carts for thirty days",
];

/** A week with something in every section, and the four before it. */
export function makeAcmeWeek(): readonly MadeChange[] {
  const before = [4, 3, 2, 1].flatMap((weeksAgo) =>
    Array.from({ length: 8 }, (_, at) =>
      makeChange(
        at % 2 === 0 ? SHOP : CART,
        {
          number: 1_000 + weeksAgo * 100 + at,
          answer: { kind: "tags", tags: [toTag(at < 3 ? "checkout-conversion" : "refunds")] },
        },
        { weeksAgo },
      ),
    ),
  );
  const week = Array.from({ length: 12 }, (_, at) =>
    makeChange([SHOP, CART, LEDGER][at % 3] ?? SHOP, {
      number: 10 + at,
      title: TITLES[at % TITLES.length] ?? "",
      answer: {
        kind: "tags",
        tags: [
          toTag("checkout-conversion", {
            effect: at === 3 ? "protects" : "moves",
            provenance: at === 4 ? "accepted" : "declared",
            ...(at === 0 ? { reason: "carts were left at the tax step" } : {}),
          }),
        ],
      },
    }),
  );
  return [...before, ...week, ...makeOtherAnswers(), ...makeNotes()];
}

function makeOtherAnswers(): readonly MadeChange[] {
  return [
    makeChange(SHOP, { number: 40, answer: { kind: "none" } }),
    makeChange(SHOP, { number: 41, answer: { kind: "unsure" } }),
    makeChange(CART, { number: 42 }),
    makeChange(LEDGER, { number: 43 }),
    makeChange(CART, { number: 44, eligible: false, asked: false, title: "Bump left-pad" }),
    makeChange(CART, { number: 45, asked: false }),
    makeChange(SHOP, {
      number: 46,
      title: "Refund in one step",
      answer: { kind: "tags", tags: [toTag("refunds", { provenance: "inherited", effect: "enables" })] },
    }),
    makeChange(LEDGER, {
      number: 47,
      answer: { kind: "tags", tags: [toTag("net-revenue-retention")] },
    }),
  ];
}

function makeNotes(): readonly MadeChange[] {
  const author = { kind: "author", person: { name: "ann", isLogin: true, id: 1 } } as const;
  return [
    makeChange(
      SHOP,
      { number: 60, title: "Keep the address form on one page", answer: { kind: "none" } },
      {
        notes: {
          credits: [
            author,
            { kind: "co-author", person: { name: "bob", isLogin: true, id: 2 } },
            {
              kind: "decision",
              person: { name: "ann", isLogin: true, id: 1 },
              words: "left the old form in place until the numbers were in",
            },
          ],
          learnings: [{ text: "Address lookups time out under load; ask once per cart.", by: author.person }],
          ideasFrom: [
            { repository: "acme/cart", number: 11 },
            { repository: "acme/vault", number: 3 },
          ],
          firsts: ["checkout"],
        },
      },
    ),
  ];
}
