import { draftTemplate } from "../../src/starter/draft-template.ts";
import type { SampleRepository } from "./sample-repository.ts";

const CATALOG = `# What changes of the shop are for. The metrics are the organisation's.
version: 1
areas:
  checkout:
    name: Checkout
    paths: ["services/checkout/**", "packages/cart/**"]
    metrics: [checkout-conversion, refund-rate]
  search:
    name: Search
    paths: ["services/search/**"]
    metrics: [checkout-conversion, page-speed]
  merchants:
    name: Merchants
    paths: ["apps/merchant/**"]
    metrics: [active-merchants, product-reviews]
  admin:
    name: Admin
    paths: ["apps/admin/**"]
    metrics: [support-tickets]
prompt:
  checklist: template
report: { issue: true }
`;

const TEMPLATE = draftTemplate(
  [
    { key: "checkout-conversion", name: "Checkout conversion" },
    { key: "active-merchants", name: "Active merchants" },
    { key: "support-tickets", name: "Support tickets" },
    { key: "page-speed", name: "Page speed" },
  ],
  "template",
);

/** A web application: most of the organisation's changes. */
export const SHOP: SampleRepository = {
  name: "shop",
  about: "The web shop: private, a template with boxes to tick, the report in an issue.",
  visibility: "private",
  catalog: CATALOG,
  template: TEMPLATE,
  people: ["priya", "mona", "tomas", "lin", "noor"],
  changesPerWeek: 6,
  areas: [
    {
      key: "checkout",
      paths: [
        "services/checkout/total.ts",
        "services/checkout/address.ts",
        "services/checkout/pay.ts",
        "packages/cart/basket.ts",
        "packages/cart/discount.ts",
      ],
      metrics: ["checkout-conversion", "checkout-conversion", "checkout-conversion", "refund-rate"],
      silentShare: 0.12,
      weight: 4,
      titles: [
        "Show taxes before the last step",
        "Keep the basket when the session ends",
        "Fill in the address from the postcode",
        "Offer the saved card first",
        "Explain a refused card in words",
        "Pay without an account",
        "Round discounts the same way everywhere",
        "Shorten the path from basket to payment",
        "Say when a delivery will arrive",
        "Accept a voucher on the basket page",
        "Warn before an item sells out",
        "Remember the delivery note",
      ],
    },
    {
      key: "search",
      paths: ["services/search/query.ts", "services/search/rank.ts", "services/search/index.ts"],
      metrics: ["checkout-conversion", "page-speed", "checkout-conversion"],
      silentShare: 0.2,
      weight: 3,
      titles: [
        "Find products by their nickname",
        "Rank what is in stock first",
        "Cache the first page of results",
        "Correct one typing mistake",
        "Search within a category",
        "Drop the slow synonym look-up",
        "Show why a result was found",
        "Index new products within a minute",
      ],
    },
    {
      key: "merchants",
      paths: ["apps/merchant/reviews.ts", "apps/merchant/catalogue.ts", "apps/merchant/payouts.ts"],
      metrics: ["active-merchants", "product-reviews"],
      silentShare: 0.25,
      weight: 2,
      titles: [
        "Let merchants answer reviews",
        "Import a price list from a spreadsheet",
        "Tell merchants about low stock",
        "Show payouts by week",
        "Ask buyers for a review after ten days",
        "Copy a product with its pictures",
      ],
    },
    {
      key: "admin",
      paths: ["apps/admin/users.ts", "apps/admin/orders.ts"],
      metrics: ["support-tickets"],
      silentShare: 0.8,
      weight: 2,
      titles: [
        "Filter orders by country",
        "Export users as a table",
        "Repair the order search",
        "Move the old admin pages",
        "Clean up admin permissions",
        "Bulk edit of orders",
      ],
    },
    {
      key: "tools",
      paths: ["tools/build.ts", "tools/deploy.ts"],
      metrics: ["none", "none", "page-speed"],
      silentShare: 0.3,
      weight: 1,
      titles: ["Build only what changed", "Split the test run in two", "Pin the base image"],
    },
  ],
};
