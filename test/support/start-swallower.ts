import { connect, createServer, type Socket } from "node:net";

/** Between the store and its server: what goes through can be swallowed, as by a router that lost its memory. */
export interface Swallower {
  /** The server's address, by way of this. */
  readonly url: string;
  /** Nothing goes through any more: on the connections that are open, or on each new one as well. */
  swallow(which: "open" | "all"): void;
  close(): Promise<void>;
}

export async function startSwallower(databaseUrl: string): Promise<Swallower> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const swallowed = new Set<Socket>();
  let isSwallowingAll = false;
  const server = createServer((near) => {
    const far = connect(Number(port || 5432), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      if (isSwallowingAll) swallowed.add(from);
      from.on("data", (bytes) => void (swallowed.has(from) || to.write(bytes)));
      from.on("error", () => undefined);
      from.on("close", () => void (swallowed.has(from) || to.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url: url.href,
    swallow(which) {
      isSwallowingAll ||= which === "all";
      for (const socket of sockets) swallowed.add(socket);
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
