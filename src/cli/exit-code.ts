/** How a command ended, for the shell. */
export const EXIT = { ok: 0, failed: 1, usage: 2, authenticationNeeded: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with one sentence on stderr. For what a user can mend; a defect throws an ordinary Error. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode = EXIT.failed) {
    super(message);
    this.name = "CommandFailure";
    this.exitCode = exitCode;
  }
}
