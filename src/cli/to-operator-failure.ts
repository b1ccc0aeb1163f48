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
