import type { IncomingMessage, ServerResponse } from "node:http";

/** How long a sender that still uploads may take to notice the answer. */
const LINGER_MS = 1000;

/**
 * Answers before the whole request was read, and ends the connection. Closing at once would reset it while the
 * sender still writes, and the sender would never see the answer; so what comes is thrown away for a moment first.
 */
export function refuseRequest(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: { readonly status: number; readonly message: string },
): void {
  if (response.headersSent || response.destroyed) return;
  const text = `${refusal.message}\n`;
  response.writeHead(refusal.status, {
    "content-type": "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    connection: "close",
  });
  if (request.complete) {
    response.end(text);
    return;
  }
  response.write(text);
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  request.once("close", () => clearTimeout(timer));
  request.once("end", () => response.end());
  request.resume();
}
