import type { Result } from "../model/result.ts";
import type { SettingProblem } from "../settings/settings.ts";
import type { BackfillParts } from "../workflows/backfill/backfill-repositories.ts";
import type { SetupFacts } from "../workflows/doctor/setup-facts.ts";
import type { ChangeHistory } from "../workflows/ports/change-history.ts";
import type { RepositoryName } from "../workflows/ports/git-hub.ts";
import type { LocalFiles } from "../workflows/ports/local-files.ts";
import type { ReportStore } from "../workflows/ports/report-store.ts";
import type { ServiceStore } from "../workflows/ports/service-store.ts";
import type { DemoRequest, RunningDemo } from "./running-demo.ts";
import type { Terminal } from "./terminal.ts";

/** What commands work with; built by compose.ts, or by a test. */
export interface CommandTools {
  readonly terminal: Terminal;
  readonly files: LocalFiles;
  readonly openHistory: (path: string) => Promise<ChangeHistory>;
  readonly version: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Starts the set-up of a service that has no app yet; undefined where the settings name one. */
  readonly startSetup: () => Promise<Result<RunningSetup | undefined, readonly SettingProblem[]>>;
  /** Starts the service by the settings of the environment. */
  readonly startService: () => Promise<Result<RunningService, readonly SettingProblem[]>>;
  /** Opens the store that the settings name, for a command beside the service. Throws where it is held or damaged. */
  readonly openStore: () => Promise<Result<ServiceStore, readonly SettingProblem[]>>;
  /** Opens the store to read it, also while the service runs. Throws where there is none. */
  readonly openReportStore: () => Promise<Result<ReportStore, readonly SettingProblem[]>>;
  /** The service's own work without its server, for a command that does a part of it. */
  readonly openBackfill: () => Promise<Result<OpenBackfill, readonly SettingProblem[]>>;
  /** The same for one repository, with the token of the environment and a store that is gone at its close. */
  readonly openTokenBackfill: (repository: string) => Promise<OpenBackfill | undefined>;
  /** All that `doctor` judges, with a repository where one is named. What can't be read is told in its place. */
  readonly gatherSetup: (repository?: RepositoryName) => Promise<SetupFacts>;
  /** Starts the sandbox; the failure is one sentence. */
  readonly startDemo: (request: DemoRequest) => Promise<Result<RunningDemo, string>>;
  /** Shows an address to the person at this machine; false where there is no browser to show it in. */
  readonly openBrowser: (address: string) => Promise<boolean>;
  /** Resolves when the process is told to stop. */
  readonly untilStopped: () => Promise<string>;
}

export interface OpenBackfill {
  readonly parts: BackfillParts;
  close(): Promise<void>;
}

/** The service while it waits to be registered as an app. */
export interface RunningSetup {
  /** As the settings have it: `0.0.0.0` for all addresses. */
  readonly host: string;
  readonly port: number;
  /** Of the setup page, with the token that works once. */
  readonly path: string;
  /** Where the credentials go: `data/credentials.json`. */
  readonly credentialsPath: string;
  /** The service, once it was registered and has taken over; rejects where it can't start. */
  readonly running: Promise<RunningService>;
  stop(): Promise<void>;
}

export interface RunningService {
  readonly port: number;
  readonly metricsPort: number;
  /** Asks at once for what its clock has made due, which it else finds within a minute. */
  readonly lookAtDue: () => Promise<void>;
  stop(): Promise<void>;
}
