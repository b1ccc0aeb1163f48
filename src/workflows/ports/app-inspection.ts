import type { Repository } from "../../model/repository.ts";
import type { HookDelivery } from "./delivery-log.ts";
import type { FileReading, RepositoryName } from "./git-hub.ts";
import type { ListPage } from "./list-page.ts";

/** What the app has on GitHub, and what an installation of it may do. */
export interface Granted {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

/** How GitHub took the app's own token. */
export type AppReading =
  | { readonly kind: "accepted"; readonly app: Granted & { readonly id: number; readonly slug: string } }
  /** 401 with a token that holds by GitHub's own clock: the key is another app's, or was deleted. */
  | { readonly kind: "wrong-key" }
  /** 404: no app has this number. */
  | { readonly kind: "unknown-app" };

export interface HookConfig {
  /** Absent: none is set. */
  readonly url?: string;
  readonly contentType: string;
  /** GitHub checks the certificate of the address. */
  readonly isVerified: boolean;
  readonly hasSecret: boolean;
}

/** A check that has to succeed before something is merged into a branch. */
export interface RequiredCheck {
  readonly name: string;
  /** The only app whose check counts; absent: anybody's. */
  readonly appId?: number;
  readonly by: "ruleset" | "protection";
}

export type RequiredChecks =
  | { readonly kind: "read"; readonly checks: readonly RequiredCheck[] }
  /** Without the right to see them. */
  | { readonly kind: "hidden"; readonly why: string };

/** GitHub as one installation sees it, for what `doctor` asks of a repository. */
export interface RepositoryInspection {
  findRepository(name: RepositoryName): Promise<Repository | undefined>;
  readFile(repository: RepositoryName, path: string, etag?: string): Promise<FileReading>;
  listRequiredChecks(repository: RepositoryName, branch: string): Promise<RequiredChecks>;
}

/** GitHub as the app itself sees it, for `doctor`. Every method may throw GitHubError. */
export interface AppInspection {
  readApp(): Promise<AppReading>;
  /** How far GitHub's clock was ahead of ours at the last answer, to a second; absent: nothing was answered yet. */
  readonly findClockLead: () => number | undefined;
  readHook(): Promise<HookConfig>;
  /** Newest first, at most 100. */
  listDeliveries(): Promise<ListPage<HookDelivery>>;
  listInstallations(): AsyncIterable<
    ListPage<
      Granted & {
        readonly id: number;
        readonly accountLogin: string;
        readonly isSuspended: boolean;
      }
    >
  >;
  /** The installation that holds a repository; undefined where there is none, or no such repository. */
  findInstallationOf(name: RepositoryName): Promise<number | undefined>;
  forInstallation(installationId: number): RepositoryInspection;
}

/** Whether GitHub takes the app for itself: not after it was deleted, nor with a key that was. */
export type AppStanding = "accepted" | "refused";
