import { draftTemplate } from "../../src/starter/draft-template.ts";
import type { SampleRepository } from "./sample-repository.ts";

const CATALOG = `# What changes of the payment service are for. An answer is part of merging here.
version: 1
areas:
  gateway:
    name: Gateway
    paths: ["src/gateway/**"]
    metrics: [checkout-conversion]
  refunds:
    name: Refunds
    paths: ["src/refunds/**"]
    metrics: [refund-rate, support-tickets]
  ledger:
    name: Ledger
    paths: ["src/ledger/**"]
    metrics: [support-tickets]
  accounts:
    name: Business accounts
    paths: ["src/accounts/**"]
    metrics: [deal-velocity]
prompt:
  mode: require
report: { issue: true }
`;

const TEMPLATE = draftTemplate(
  [
    { key: "checkout-conversion", name: "Checkout conversion" },
    { key: "refund-rate", name: "Refund rate" },
    { key: "support-tickets", name: "Support tickets" },
    { key: "deal-velocity", name: "Deal velocity" },
  ],
  "off",
);

/** A service: few changes, each with care. */
export const PAYMENTS: SampleRepository = {
  name: "payments",
  about: "The payment service: private, and an answer is required before merging.",
  visibility: "private",
  catalog: CATALOG,
  template: TEMPLATE,
  people: ["priya", "tomas", "mona", "noor"],
  changesPerWeek: 3,
  areas: [
    {
      key: "gateway",
      paths: ["src/gateway/charge.go", "src/gateway/retry.go", "src/gateway/cards.go"],
      metrics: ["checkout-conversion", "protects checkout-conversion"],
      silentShare: 0.05,
      weight: 4,
      titles: [
        "Retry a charge once when the bank is slow",
        "Ask for the second factor only where the law wants it",
        "Accept debit cards of three more banks",
        "Fall back to the second acquirer",
        "Never charge twice for one basket",
        "Keep the wallet token for a month",
      ],
    },
    {
      key: "refunds",
      paths: ["src/refunds/open.go", "src/refunds/rules.go"],
      metrics: ["refund-rate", "support-tickets"],
      silentShare: 0.1,
      weight: 3,
      titles: [
        "Refund a part of an order",
        "Tell the buyer when a refund is on its way",
        "Catch double refunds",
        "Explain refunds on the statement",
        "Refund to the card that paid",
      ],
    },
    {
      key: "ledger",
      paths: ["src/ledger/book.go", "src/ledger/close.go"],
      metrics: ["none", "support-tickets", "unsure"],
      silentShare: 0.1,
      weight: 2,
      titles: [
        "Close the books in one pass",
        "Store amounts as whole cents",
        "Split the ledger by currency",
        "Name the accounts as finance does",
      ],
    },
    {
      key: "accounts",
      paths: ["src/accounts/sso.go", "src/accounts/invoices.go"],
      metrics: ["deal-velocity"],
      silentShare: 0.1,
      weight: 1,
      titles: [
        "Sign in with the customer's own directory",
        "Invoices for business accounts",
        "Audit log of payouts",
      ],
    },
  ],
};
