/** The organisation's catalog: numbers that all repositories share. Retention and merchants feed one another. */
export const ORGANISATION_CATALOG = `# Numbers that all of Acme lives by. Each repository adds its own areas.
version: 1
metrics:
  net-revenue-retention:
    name: Net revenue retention
    kind: revenue
    unit: "%"
    better: up
    owner: "@acme/leadership"
    partner: Customer Success
    focus: { until: 2026-06-30, why: renewals slipped for two quarters }
  deal-velocity:
    name: Deal velocity
    kind: revenue
    unit: deals a month
    better: up
    owner: "@acme/leadership"
    partner: Sales
    keywords: [sso, audit, pricing]
  checkout-conversion:
    name: Checkout conversion
    kind: customer
    unit: "%"
    better: up
    owner: "@acme/growth"
    partner: Sales
    drives: [{ metric: net-revenue-retention, sign: "+", lag: 6w }]
    guardrails: [refund-rate]
    keywords: [checkout, cart, basket]
  refund-rate:
    name: Refund rate
    kind: customer
    unit: "%"
    better: down
    partner: Customer Success
    drives: [{ metric: net-revenue-retention, sign: "-", lag: 4w }]
    was: [refunds]
  active-merchants:
    name: Active merchants
    kind: customer
    better: up
    partner: Customer Success
    drives:
      - { metric: product-reviews, sign: "+", lag: 2w }
      - { metric: net-revenue-retention, sign: "+", lag: 8w }
  product-reviews:
    name: Product reviews
    kind: customer
    better: up
    drives: [{ metric: active-merchants, sign: "+", lag: 4w }]
  support-tickets:
    name: Support tickets
    kind: customer
    better: down
    partner: Customer Success
    drives: [{ metric: net-revenue-retention, sign: "-", lag: 6w }]
    keywords: [bug, crash, error]
  page-speed:
    name: Page speed
    kind: reliability
    unit: ms
    better: down
    drives: [{ metric: checkout-conversion, sign: "-", lag: 2w }]
    keywords: [slow, cache, latency]
prompt:
  exempt:
    authors: ["renovate[bot]", "dependabot[bot]"]
    labels: [skip-throughline]
    paths: ["docs/**", "**/*.md"]
summary:
  repository: acme/leadership
  sources: ["acme/*"]
  schedule: { weekday: monday, time: "09:07", timezone: Europe/Berlin }
`;
