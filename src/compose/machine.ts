import { createHash, createHmac, randomUUID } from "node:crypto";
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
  /** SHA-256 with a secret in it: whoever lacks the secret can't try what it was made of. */
  createSeal:
    (secret: string) =>
    (text: string): string =>
      createHmac("sha256", secret).update(`metric ${text}`).digest("hex"),
  /** Unique among replicas and processes, and new with each call. */
  owner: (): string => `${hostname()}:${process.pid}:${randomUUID()}`,
} as const;
