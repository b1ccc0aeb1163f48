import type { GitHubAddress } from "../../settings/settings.ts";

/** What an operator decides before the app is registered, checked. */
export interface RegistrationWish {
  /** `https://throughline.example.com`: where GitHub reaches this service, without a slash at its end. */
  readonly publicUrl: string;
  readonly account: { readonly kind: "organisation" | "user"; readonly login: string };
  readonly gitHub: ChosenGitHub;
  readonly appName: string;
  /** Where the credentials go: into a file of the service, or on the page, once, and nowhere else. */
  readonly keep: "file" | "shown";
}

export interface ChosenGitHub {
  readonly address: GitHubAddress;
  /** As GHE_HOST and GHE_PROTOCOL have it; absent: github.com. */
  readonly host?: { readonly name: string; readonly protocol: string };
}
