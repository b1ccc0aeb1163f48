/** What a person asks of a check: told only to the app that it belongs to. */
const ASKED: readonly string[] = ["rerequested", "requested_action"];

/**
 * Whether an event only tells that some app's check was made or ended. GitHub sends these to each app that may write
 * checks, whether it subscribes or not: several for every job of every workflow. Nothing follows from them here.
 */
export function isCheckTraffic(event: string, action: string | undefined): boolean {
  if (event !== "check_run" && event !== "check_suite") return false;
  return action !== undefined && !ASKED.includes(action);
}
