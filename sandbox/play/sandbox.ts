import type { Organisation } from "../organisation/sample-organisation.ts";
import type { IdleParts } from "./until-idle.ts";

/** The simulated GitHub and the real service on one clock, with an organisation between them. */
export interface Sandbox extends IdleParts {
  readonly organisation: Organisation;
}
