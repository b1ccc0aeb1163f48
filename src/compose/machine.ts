import { createHash, randomUUID } from "node:crypto";
import { hostname } from "node:os";

/** What a pure function may not reach for itself: time, chance, who this process is. Handed in from here. */
export const machine = {
  /** Epoch milliseconds. */
  now: (): number => Date.now(),
  /** 0 to 1. */
  random: (): number => Math.random(),
  wait: (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms)),
  /** After what waits in this tick. */
  defer: (run: () => void): void => {
    setImmediate(run);
  },
  /** SHA-256 in hexadecimal digits. */
  hash: (text: string): string => createHash("sha256").update(text).digest("hex"),
  /** Unique among replicas and processes, and new with each call. */
  owner: (): string => `${hostname()}:${process.pid}:${randomUUID()}`,
} as const;
