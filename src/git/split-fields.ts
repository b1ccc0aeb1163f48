/** Takes the bytes `start` to `end` (excluded) of `bytes`, which it must not keep. */
export type TakeField = (bytes: Buffer, start: number, end: number) => void;

export interface FieldSplitter {
  readonly push: (chunk: Buffer) => void;
  /** Bytes behind the last NUL: anything but 0 at the end of the output means that it was cut off. */
  pending(): number;
}

/**
 * Splits a stream of NUL-terminated fields that may span chunks. A field is cut at `limit` bytes, so that one commit
 * message of a gigabyte costs no gigabyte.
 */
export function splitFields(take: TakeField, limit = 1_048_576): FieldSplitter {
  let parts: Buffer[] = [];
  let held = 0;

  function hold(bytes: Buffer): void {
    // A copy: a slice would keep its whole chunk in memory.
    if (held < limit && bytes.length > 0) parts.push(Buffer.from(bytes.subarray(0, limit - held)));
    held += bytes.length;
  }

  return {
    push(chunk) {
      let start = 0;
      let end = chunk.indexOf(0);
      if (end >= 0 && held > 0) {
        hold(chunk.subarray(0, end));
        const whole = Buffer.concat(parts);
        parts = [];
        held = 0;
        take(whole, 0, whole.length);
        start = end + 1;
        end = chunk.indexOf(0, start);
      }
      while (end >= 0) {
        take(chunk, start, Math.min(end, start + limit));
        start = end + 1;
        end = chunk.indexOf(0, start);
      }
      hold(chunk.subarray(start));
    },
    pending: () => held,
  };
}
