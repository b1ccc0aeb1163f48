import { CommandFailure } from "./exit-code.ts";

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
}

function toListenFault({ code, syscall, address, port }: ListenError): string | undefined {
  if (syscall !== "listen" && syscall !== "bind") return undefined;
  const place = `${address ?? "the address"}:${port ?? ""}`;
  const mend = "set PORT and HOST, or METRICS_PORT and METRICS_HOST, to another one.";
  switch (code) {
    case "EADDRINUSE":
      return `${place} is taken by another process: stop it, or ${mend}`;
    case "EADDRNOTAVAIL":
      return `${place} is no address of this machine: ${mend}`;
    case "EACCES":
      return `${place} may not be listened on by this user: ${mend}`;
    default:
      return `${place} can't be listened on (${code ?? "unknown error"}): ${mend}`;
  }
}
