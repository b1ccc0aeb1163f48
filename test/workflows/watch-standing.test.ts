import { describe, expect, it } from "vitest";
import { watchStanding } from "../../src/workflows/service-memory.ts";

function openWatch() {
  const lines: string[] = [];
  const watch = watchStanding({
    info: (_, message) => void lines.push(`info ${message}`),
    error: (fields, message) => void lines.push(`error ${message} ${JSON.stringify(fields)}`),
  });
  return { watch, lines };
}

describe("watchStanding", () => {
  it("says nothing of an app that is taken from the start", () => {
    const { watch, lines } = openWatch();
    expect(watch.find()).toBeUndefined();
    watch.note("accepted");
    watch.note("accepted");
    expect([watch.find(), lines]).toEqual(["accepted", []]);
  });

  it("says once that it is refused and what to do, and once that it is over", () => {
    const { watch, lines } = openWatch();
    for (const standing of ["accepted", "refused", "refused", "accepted", "accepted", "refused"] as const) {
      watch.note(standing);
    }
    expect(lines.map((line) => line.split(" ")[0])).toEqual(["error", "info", "error"]);
    expect(lines[0]).toContain("delete credentials.json in DATA_DIR");
    expect(watch.find()).toBe("refused");
  });
});
