export type SetupPart =
  | "settings"
  | "credentials"
  | "clock"
  | "permissions"
  | "webhook"
  | "repository"
  | "channels"
  | "summary"
  | "store"
  | "work";

export interface SetupFinding {
  readonly part: SetupPart;
  /** `note`: nothing is wrong, but something could not be seen or is worth knowing. */
  readonly severity: "ok" | "note" | "warning" | "error";
  /** One sentence or two, with what to do where something is to be done. */
  readonly message: string;
}

export type FindingMaker = (severity: SetupFinding["severity"], message: string) => SetupFinding;

export function createFindingMaker(part: SetupPart): FindingMaker {
  return (severity, message) => ({ part, severity, message });
}
