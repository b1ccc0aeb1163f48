import { pino } from "pino";
import { hideSecrets } from "../text/show-code.ts";
import type { ServiceLog } from "../workflows/ports/service-log.ts";

export interface ServiceLogOptions {
  readonly level: string;
  /** Takes one line of JSON, its newline included. */
  readonly write: (line: string) => void;
}

/** One line of JSON for each thing done. Whatever looks like a token is hidden, wherever in a line it stands. */
export function createServiceLog({ level, write }: ServiceLogOptions): ServiceLog {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line) => write(hideSecrets(line)) },
  );
}
