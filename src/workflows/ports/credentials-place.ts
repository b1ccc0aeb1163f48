import type { Result } from "../../model/result.ts";

/** Where the service keeps the credentials that registration gave. */
export interface CredentialsPlace {
  /** For people: `data/credentials.json`. */
  readonly path: string;
  /** Whether a file could be written there now, by writing one; the failure is a sentence. */
  inspect(): Promise<Result<void, string>>;
  /** Whole and on disk, readable by this user alone, and never over another one; the failure is a sentence. */
  keep(text: string): Promise<Result<void, string>>;
}
