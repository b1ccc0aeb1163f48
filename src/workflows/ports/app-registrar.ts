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
