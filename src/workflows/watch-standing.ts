import type { AppStanding } from "./ports/app-standing.ts";
import type { ServiceLog } from "./ports/service-log.ts";

export interface StandingWatch {
  note(standing: AppStanding): void;
  /** Undefined until GitHub has answered the app. */
  find(): AppStanding | undefined;
}

const MEND =
  "Run throughline doctor. Was the app deleted on GitHub, take its credentials out of the settings, delete credentials.json in DATA_DIR, and start again to register another one; was only its key, set a new one.";

/**
 * Says once that GitHub refuses the app, and once that it is over; every request would say it otherwise. The service
 * stays ready: with another key on its way webhooks still come and have to be kept, and work waits for it.
 */
export function watchStanding(log: Pick<ServiceLog, "info" | "error">): StandingWatch {
  let last: AppStanding | undefined;
  return {
    find: () => last,
    note(standing) {
      if (standing === last) return;
      if (standing === "refused") log.error({ mend: MEND }, "GitHub refuses the app: nothing can be done");
      else if (last === "refused") log.info({}, "GitHub takes the app again");
      last = standing;
    },
  };
}
