import type { SettingProblem } from "../settings/settings.ts";
import type { GitMaterialFailure } from "../workflows/gather-git-material.ts";
import { showProblem } from "./catalog-problems.ts";
import type { CommandTools } from "./command-tools.ts";
import { CommandFailure, EXIT } from "./exit-code.ts";

/** Ends a command whose clone or catalog cannot be read. */
export function failWithMaterial(
  failure: GitMaterialFailure,
  { terminal }: Pick<CommandTools, "terminal">,
): never {
  switch (failure.kind) {
    case "broken-catalog":
      for (const problem of failure.problems) {
        if (problem.severity !== "info") terminal.say(showProblem(problem));
      }
      throw new CommandFailure("The catalog has errors, so nothing was read; mend them and run it again.");
    case "usage":
      throw new CommandFailure(failure.message, EXIT.usage);
    case "sentence":
      throw new CommandFailure(failure.message);
  }
}

/** Ends the command with each problem's sentence; without credentials with the exit code that says so. */
export function failWithSettings(problems: readonly SettingProblem[], { terminal }: CommandTools): never {
  for (const { message } of problems) terminal.say(message);
  const isCredential = problems.some(
    ({ setting }) => setting === "APP_ID" || setting.startsWith("PRIVATE_KEY"),
  );
  throw new CommandFailure(
    "Nothing was started; docs/reference/settings.md describes each setting.",
    isCredential ? EXIT.authenticationNeeded : EXIT.failed,
  );
}

/**
 * What keeps a service or a store from starting and an operator can mend, as the sentence to show: a store that is
 * held or can't be reached, an address that is taken. Anything else comes back as it is, a defect.
 */
export function toOperatorFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  // By its name: the store is loaded only where one is opened.
  if (error.name === "StoreError") return new CommandFailure(error.message);
  const why = toListenFault(error);
  return why === undefined ? error : new CommandFailure(why);
}

interface ListenError extends Error {
  readonly code?: string;
  readonly syscall?: string;
  readonly address?: string;
  readonly port?: number;
  readonly hostname?: string;
}

function toListenFault({ code, syscall, address, port, hostname }: ListenError): string | undefined {
  // Of the store and of GitHub it is told where they are reached.
  if (syscall === "getaddrinfo" && hostname !== undefined) {
    return `${hostname} is no name of this machine (${code ?? "unknown error"}): set HOST, or METRICS_HOST, to an address of it, such as 127.0.0.1 or 0.0.0.0.`;
  }
  if (syscall !== "listen" && syscall !== "bind") return undefined;
  const shown = address?.includes(":") ? `[${address}]` : (address ?? "the address");
  const place = `${shown}:${port ?? ""}`;
  const mend = "set PORT and HOST, or METRICS_PORT and METRICS_HOST, to another one.";
  switch (code) {
    case "EADDRINUSE":
      return `${place} is taken by another process: stop it, or ${mend}`;
    case "EADDRNOTAVAIL":
    case "EAFNOSUPPORT":
    case "EINVAL":
      return `${place} is no address of this machine: ${mend}`;
    case "EACCES":
      return `${place} may not be listened on by this user: ${mend}`;
    default:
      return `${place} can't be listened on (${code ?? "unknown error"}): ${mend}`;
  }
}
