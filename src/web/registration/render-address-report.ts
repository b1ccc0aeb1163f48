import { html } from "hono/html";
import type { Html } from "../page-frame.ts";
import type { AddressReport } from "./address-check.ts";

/** What asking the public address came to, and what to do. Never a reason to stop: GitHub may see it differently. */
export function renderAddressReport(publicUrl: string, { finding, privateAddress }: AddressReport): Html {
  const privately =
    privateAddress === undefined
      ? ""
      : html`<p>The name leads to ${privateAddress}, an address of your own network. GitHub asks its own name server; make sure that it gets a public one.</p>`;
  if (finding.kind === "reached") {
    return html`<div class="good" role="status"><p>${publicUrl} leads to this service. That was asked from this machine; whether GitHub can do so too shows with its first webhook.</p>${privately}</div>`;
  }
  const [what, advice] = describe(finding);
  return html`<div class="note" role="status"><p><strong>${publicUrl} does not seem to lead here: ${what}.</strong> ${advice}</p>${privately}</div>`;
}

type Missed = Exclude<AddressReport["finding"], { readonly kind: "reached" }>;

function describe(finding: Missed): readonly [string, string] {
  switch (finding.kind) {
    case "another":
      return [
        `something else answered with ${finding.status}`,
        "Have your proxy hand /healthz, /setup and /api/github/webhooks on to this service.",
      ];
    case "redirected":
      return [
        `it redirects to ${finding.location}`,
        "GitHub does not follow redirects of webhooks: write the address behind it.",
      ];
    case "unreachable":
      return [
        finding.reason,
        "Some networks can't reach their own public address from inside; else look at the name, the proxy and the firewall. You may go on and change the address later, in the app's settings on GitHub.",
      ];
  }
}
