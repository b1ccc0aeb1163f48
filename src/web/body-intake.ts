import type { IncomingMessage } from "node:http";

export type BodyReading =
  | { readonly kind: "whole"; readonly body: Buffer }
  /** More bytes than one body may have, announced or sent. */
  | { readonly kind: "too-large" }
  /** All bodies together were too much, and this one was the largest. */
  | { readonly kind: "crowded-out" }
  /** The sender went away, or took too long. */
  | { readonly kind: "cut-off" };

export interface BodyLimits {
  /** Bytes of one body. GitHub sends 25 MB at most. */
  readonly maxBytes: number;
  /** Bytes of all bodies that are being read. */
  readonly maxTotalBytes: number;
}

export interface BodyIntake {
  /** Counts what arrives, not what the headers announce; resolves once, never rejects. */
  read(request: IncomingMessage): Promise<BodyReading>;
}

interface Pending {
  bytes: number;
  readonly finish: (reading: BodyReading) => void;
}

/**
 * Reads bodies into memory under a limit for each and for all of them: nobody has shown a signature yet, and a
 * hundred senders of 24 MB would be 2.4 GB. Where all are too much the largest one goes, so that a few big ones
 * can't keep out the small ones that GitHub sends.
 */
export function createBodyIntake(limits: BodyLimits): BodyIntake {
  const pending = new Set<Pending>();
  let totalBytes = 0;

  const dropLargest = (): void => {
    let largest: Pending | undefined;
    for (const one of pending) {
      if (largest === undefined || one.bytes > largest.bytes) largest = one;
    }
    largest?.finish({ kind: "crowded-out" });
  };

  const read = (request: IncomingMessage): Promise<BodyReading> =>
    new Promise((resolve) => {
      if (Number(request.headers["content-length"] ?? 0) > limits.maxBytes) {
        resolve({ kind: "too-large" });
        return;
      }
      let chunks: Buffer[] = [];
      const one: Pending = {
        bytes: 0,
        finish(reading) {
          if (!pending.delete(one)) return;
          totalBytes -= one.bytes;
          request.off("data", take);
          chunks = [];
          resolve(reading);
        },
      };
      const take = (chunk: Buffer): void => {
        one.bytes += chunk.length;
        totalBytes += chunk.length;
        if (one.bytes > limits.maxBytes) {
          one.finish({ kind: "too-large" });
          return;
        }
        chunks.push(chunk);
        if (totalBytes > limits.maxTotalBytes) dropLargest();
      };
      pending.add(one);
      request.on("data", take);
      request.once("end", () => one.finish({ kind: "whole", body: Buffer.concat(chunks, one.bytes) }));
      request.once("error", () => one.finish({ kind: "cut-off" }));
      request.once("close", () => one.finish({ kind: "cut-off" }));
    });

  return { read };
}
