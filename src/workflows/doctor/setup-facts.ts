import type { Repository } from "../../model/repository.ts";
import type { Result } from "../../model/result.ts";
import type { EffectiveCatalog } from "../catalog/effective-catalog.ts";
import type { AppReading, Granted, HookConfig, RequiredChecks } from "../ports/app-inspection.ts";
import type { HookDelivery } from "../ports/delivery-log.ts";
import type { ListPage } from "../ports/list-page.ts";
import type { StoreSurvey } from "../ports/store-survey.ts";

/** What was read, or a sentence that says why it could not be: each part fails alone. */
export type Reading<Value> = Result<Value, string>;

export interface InstallationFacts extends Granted {
  readonly account: string;
  readonly isSuspended: boolean;
}

export interface GitHubFacts {
  readonly appId: number;
  readonly isEnterpriseServer: boolean;
  readonly app: AppReading;
  /** Positive: GitHub's clock is ahead of ours. */
  readonly clockLeadMs?: number;
  /** Of app.yml. */
  readonly wanted: Granted;
  readonly installations: Reading<ListPage<InstallationFacts>>;
  readonly hook: Reading<HookConfig>;
  readonly deliveries: Reading<ListPage<HookDelivery>>;
}

export type RepositoryFacts =
  | { readonly kind: "not-installed"; readonly name: string }
  | {
      readonly kind: "found";
      readonly repository: Repository;
      readonly readFrom: "GitHub" | "the store";
      readonly catalog: Reading<EffectiveCatalog>;
      readonly required: Reading<RequiredChecks>;
    };

export interface SecretFile {
  readonly path: string;
  /** Of the file system: 0o600. */
  readonly mode: number;
}

export interface SetupFacts {
  readonly nowMs: number;
  /** A sentence for each setting that is missing or wrong. */
  /** Which settings of the network are in use; absent: none. */
  readonly networkNote?: string;
  readonly settingProblems: readonly string[];
  /** Files that hold a secret. */
  readonly secretFiles: readonly SecretFile[];
  /** Absent: the settings are not enough to ask GitHub anything. */
  readonly gitHub?: Reading<GitHubFacts>;
  readonly store: Reading<StoreSurvey>;
  /** Absent: not asked for. */
  readonly repository?: Reading<RepositoryFacts>;
  /** Settings that hold the address of a channel: `THROUGHLINE_CHANNEL_SALES`. */
  readonly channels: ReadonlySet<string>;
}
