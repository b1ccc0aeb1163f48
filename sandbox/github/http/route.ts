import type { JsonContext } from "../json/json-context.ts";
import type { PrimaryState } from "../observe/primary-limit.ts";
import type { Simulation } from "../simulation.ts";
import type { Installation, Permissions } from "../world/entities.ts";
import type { WorldView } from "../world/world.ts";

/** Who asks. */
export type Caller =
  /** A browser, or somebody without an app: nothing is looked at that would say who. */
  | { readonly kind: "anyone" }
  | { readonly kind: "app" }
  | {
      readonly kind: "installation";
      readonly installation: Installation;
      readonly permissions: Permissions;
      /** A token can be narrowed below its installation. */
      readonly repositoryIds: readonly number[] | "all";
    };

export interface RouteRequest {
  readonly simulation: Simulation;
  /** What reads show: may lag behind. Writes go to `simulation.world`. */
  readonly view: WorldView;
  /** For reads; writes show what they wrote with `toLiveContext`. */
  readonly json: JsonContext;
  readonly method: string;
  /** Below the prefix, without the query. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON, or the fields of a form; `{}` without a body. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  /** The hour's limit before this request; absent where limits are off. */
  readonly limit: PrimaryState | undefined;
  /** Of the `accept` header: some routes answer with raw text. */
  readonly accept: string;
}

export interface Reply {
  readonly status: number;
  /** Absent: no body. */
  readonly json?: unknown;
  /** Instead of JSON, as it stands. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Points of the primary limit, for GraphQL. 1 unless said. */
  readonly cost?: number;
}

export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** `/repos/:owner/:repo/contents/*`: `*` takes the rest, as `params.rest`. */
  readonly path: string;
  readonly caller: Caller["kind"];
  /** Writes issues or comments: counts against the limits of content. */
  readonly isContent?: true;
  readonly handle: (request: RouteRequest) => Reply;
}
