export interface Slots {
  /** Runs the work once fewer than the limit are running for the key; first come, first served. */
  run<Value>(key: number, work: () => Promise<Value>): Promise<Value>;
}

interface Lane {
  running: number;
  readonly waiting: (() => void)[];
}

/**
 * At most so many at once per key, in this process. Waiting here is short, unlike waiting for a limit: each request
 * has a time-out.
 */
export function createSlots(most: number): Slots {
  const lanes = new Map<number, Lane>();
  return {
    async run(key, work) {
      const lane = lanes.get(key) ?? { running: 0, waiting: [] };
      lanes.set(key, lane);
      if (lane.running >= most) {
        // Whoever leaves hands the slot over: the count stays.
        await new Promise<void>((enter) => lane.waiting.push(enter));
      } else {
        lane.running += 1;
      }
      try {
        return await work();
      } finally {
        const next = lane.waiting.shift();
        if (next !== undefined) {
          next();
        } else {
          lane.running -= 1;
          if (lane.running === 0) lanes.delete(key);
        }
      }
    },
  };
}
