import type { ChannelAddress } from "./channel-address.ts";

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything an operator decides, checked and with every default filled in. */
export interface Settings {
  readonly appId: number;
  /** `file` is read by whoever composes the service; `text` is the PEM itself. */
  readonly privateKey:
    | { readonly kind: "text"; readonly pem: string }
    | { readonly kind: "file"; readonly path: string };
  readonly webhookSecret: string;
  readonly host: string;
  readonly port: number;
  readonly metrics: {
    readonly host: string;
    readonly port: number;
    /** Names by which it may be asked, beside addresses and those of local networks. */
    readonly allowedHosts: readonly string[];
  };
  readonly gitHub: GitHubAddress;
  readonly logLevel: LogLevel;
  /** Absent: the embedded store in `dataDir`. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
  /** How long what was told is kept. */
  readonly retentionMs: number;
  readonly budgets: Budgets;
  /** Addresses of `summary.channels`, by the name of their setting. */
  readonly channels: ReadonlyMap<string, ChannelAddress>;
}

/** What holds before there is an app: everything but its credentials. */
export type ServerSettings = Omit<Settings, "appId" | "privateKey" | "webhookSecret">;

export interface GitHubAddress {
  /** `https://github.com`: where people click. */
  readonly webUrl: string;
  /** `https://api.github.com`, or `https://HOST/api/v3`. */
  readonly apiUrl: string;
  readonly isEnterpriseServer: boolean;
}

/** What each installation may spend; `off` where GitHub sets no limits (Enterprise Server by default). */
export type Budgets =
  | { readonly kind: "off" }
  | {
      readonly kind: "on";
      readonly contentPerMinute: number;
      readonly contentPerHour: number;
      readonly checksPerMinute: number;
      readonly pointsPerMinute: number;
    };

export interface SettingProblem {
  /** `WEBHOOK_SECRET` */
  readonly setting: string;
  /** One sentence that names the setting and says what to do; never the value of a secret. */
  readonly message: string;
}

/** The settings that only a registered app has. */
const CREDENTIALS = ["APP_ID", "PRIVATE_KEY", "PRIVATE_KEY_PATH", "WEBHOOK_SECRET"] as const;

/** True where none of the app's credentials is set; a part of them is a mistake to be told, and false. */
export function hasNoCredentials(env: Readonly<Record<string, string | undefined>>): boolean {
  return CREDENTIALS.every((name) => (env[name]?.trim() ?? "") === "");
}
