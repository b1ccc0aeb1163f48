import type { Result } from "../../model/result.ts";

/** An app as GitHub has just made it. */
export interface RegisteredApp {
  readonly id: number;
  readonly name: string;
  /** `https://github.com/apps/throughline-for-acme`: the app's own page. */
  readonly pageUrl: string;
}

export type Conversion =
  | {
      readonly kind: "registered";
      readonly app: RegisteredApp;
      readonly privateKey: string;
      /** Absent where the app has no webhook. */
      readonly webhookSecret?: string;
    }
  /** Used already, or older than an hour. */
  | { readonly kind: "unknown-code" };

/** GitHub as somebody without an app sees it. */
export interface AppRegistrar {
  /** Exchanges the code for the credentials, which works once. Throws GitHubError where GitHub did not answer so. */
  convert(code: string): Promise<Conversion>;
}

/** Where the service keeps the credentials that registration gave. */
export interface CredentialsPlace {
  /** For people: `data/credentials.json`. */
  readonly path: string;
  /** Whether a file could be written there now, by writing one; the failure is a sentence. */
  inspect(): Promise<Result<void, string>>;
  /** Whole and on disk, readable by this user alone, and never over another one; the failure is a sentence. */
  keep(text: string): Promise<Result<void, string>>;
}
